using System.Runtime.InteropServices;

namespace PerfSpecs;

/// <summary>What specs files tell machines apart by.</summary>
/// <param name="Name">The name that <see cref="Variable"/> gives it, else its own.</param>
/// <param name="Cores">Processors that this process may use.</param>
/// <param name="Architecture">The process's architecture in lower case, such as <c>x64</c>.</param>
/// <param name="System"><c>linux</c>, <c>windows</c> or <c>macos</c>; what the runtime says elsewhere.</param>
/// <param name="Processor">The processor's name; null where the system does not tell.</param>
public sealed record Machine(string Name, int Cores, string Architecture, string System, string? Processor)
{
    /// <summary>The environment variable that names the machine.</summary>
    public const string Variable = "PERFSPECS_MACHINE";

    /// <summary>This machine.</summary>
    public static Machine Here { get; } = new(
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } name ? name : Environment.MachineName,
        Environment.ProcessorCount,
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macos" : RuntimeInformation.OSDescription,
        ReadProcessor());

    /// <summary>Its traits in words, as an error needs them.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Name}, {Cores} core{(Cores is 1 ? "" : "s")}, {Architecture}, {System}{(Processor is null ? "" : $", {Processor}")}");

    private static string? ReadProcessor()
    {
        try
        {
            const string Linux = "/proc/cpuinfo";
            var line = File.Exists(Linux) ? File.ReadLines(Linux).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
            return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
