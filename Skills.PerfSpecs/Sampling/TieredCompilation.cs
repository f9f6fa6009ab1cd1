using System.Globalization;

namespace PerfSpecs.Sampling;

/// <summary>How the just-in-time compiler of this process goes about its work, as far as it moves measurements.</summary>
internal static class TieredCompilation
{
    private const string Property = "System.Runtime.TieredCompilation";
    private static readonly TimeSpan UsualDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether methods are compiled quickly at first, and better once they are called often.</summary>
    public static bool IsOn { get; } = Switch("TieredCompilation", Property);

    /// <summary>Whether what was seen of a run decides how its methods are compiled: two closures with one body may then settle on different code.</summary>
    public static bool IsGuidedByProfile { get; } = IsOn && Switch("TieredPGO", "System.Runtime.TieredPGO");

    /// <summary>How long nothing new may have been called, anywhere in the process, before the calls of methods are counted.</summary>
    public static TimeSpan CallCountingDelay { get; } =
        int.TryParse(Variable("TC_CallCountingDelayMs"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var milliseconds)
        || int.TryParse(AppContext.GetData($"{Property}.CallCountingDelayMs")?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : UsualDelay;

    // An environment variable wins over the setting of the built program, as in the runtime itself.
    private static bool Switch(string variable, string property) => Variable(variable) switch
    {
        "0" => false,
        null => !AppContext.TryGetSwitch(property, out var isOn) || isOn,
        _ => true,
    };

    private static string? Variable(string name) => Environment.GetEnvironmentVariable("DOTNET_" + name);
}
