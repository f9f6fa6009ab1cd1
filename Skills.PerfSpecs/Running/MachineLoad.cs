using System.Globalization;

namespace PerfSpecs.Running;

/// <summary>What the system tells of the machine's state; each part is null where it does not tell.</summary>
/// <param name="Load">Processes that ran or waited for a processor, on average over the last minute.</param>
/// <param name="Governor">How the processor's frequency is governed, such as <c>performance</c>.</param>
/// <param name="OnBattery">Whether the machine runs on its battery.</param>
public sealed record MachineLoad(double? Load, string? Governor, bool? OnBattery)
{
    private const string Supplies = "/sys/class/power_supply";

    /// <summary>Reads the machine's state now, from where Linux keeps it.</summary>
    public static MachineLoad Read() => new(
        Text("/proc/loadavg")?.Split(' ')[0] is { } load && double.TryParse(load, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        Text("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
        Directory.Exists(Supplies) ? Directory.EnumerateDirectories(Supplies).Any(supply => Text(Path.Combine(supply, "status")) is "Discharging") : null);

    /// <summary>What a person should see of it: the load, and whatever else can slow measurements down.</summary>
    public override string ToString() => string.Join("  ", new[]
    {
        Load is { } load ? string.Create(CultureInfo.InvariantCulture, $"load {load:0.0}") : null,
        Governor is null or "performance" ? null : $"governor {Governor}",
        OnBattery is true ? "on battery" : null,
    }.Where(part => part is not null));

    private static string? Text(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
