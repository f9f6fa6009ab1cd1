using System.Security.Cryptography;
using System.Text;

namespace PerfSpecs.Environments;

/// <summary>Tells machines apart as far as measurements care: by processor, cores, architecture and system, and not by name.</summary>
public static class MachineFingerprint
{
    /// <summary>Twelve hexadecimal digits, the same on machines that are alike.</summary>
    public static string Of(RunEnvironment environment)
    {
        var traits = string.Join('\n', environment.Processor, environment.Cores, environment.Architecture, SystemOf(environment.OperatingSystem));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(traits)))[..12].ToLowerInvariant();
    }

    /// <summary>What differs between two environments so that their measurements hardly compare, in words; empty where nothing does.</summary>
    public static IEnumerable<string> Differences(RunEnvironment then, RunEnvironment now)
    {
        (string Name, string? Then, string? Now)[] traits =
        [
            ("processor", then.Processor, now.Processor),
            ("cores", FormattableString.Invariant($"{then.Cores}"), FormattableString.Invariant($"{now.Cores}")),
            ("architecture", then.Architecture, now.Architecture),
            ("system", SystemOf(then.OperatingSystem), SystemOf(now.OperatingSystem)),
            ("runtime", then.Runtime, now.Runtime),
            ("configuration", then.Configuration, now.Configuration),
            ("compiler", then.Jit, now.Jit),
            ("garbage collector", then.GarbageCollector, now.GarbageCollector),
        ];
        return traits
            .Where(trait => trait is { Then: not null, Now: not null } && !string.Equals(trait.Then, trait.Now, StringComparison.Ordinal))
            .Select(trait => $"{trait.Name}: {trait.Then} then, {trait.Now} now");
    }

    // A kernel's build number changes with every update, and hardly moves a measurement.
    private static string SystemOf(string description) => description.Split(' ')[0];
}
