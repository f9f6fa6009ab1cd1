using System.Globalization;
using PerfSpecs.Sampling.Processors;

namespace PerfSpecs.Environments;

/// <summary>What the system shows of the machine's state; each part is null where it does not show it.</summary>
/// <param name="Load">Processes that ran or waited for a processor, on average over the last minute.</param>
/// <param name="Governor">How the processor's frequency is governed, such as <c>performance</c>.</param>
/// <param name="OnBattery">Whether the machine runs on its battery.</param>
public sealed record MachineLoad(double? Load, string? Governor, bool? OnBattery)
{
    private const string Supplies = "/sys/class/power_supply";

    /// <summary>Reads the machine's state now, from where Linux keeps it.</summary>
    public static MachineLoad Read() => new(
        double.TryParse(Text("/proc/loadavg")?.Split(' ')[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var load) ? load : null,
        Text("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
        Directory.Exists(Supplies) ? KernelFile.Folders(Supplies).Any(supply => Text($"{Supplies}/{supply}/status") is "Discharging") : null);

    /// <summary>What a person should see of it: the load, and whatever else can slow measurements down.</summary>
    public override string ToString() => string.Join("  ", new[]
    {
        Load is { } load ? string.Create(CultureInfo.InvariantCulture, $"load {load:0.0}") : null,
        Governor is null or "performance" ? null : $"governor {Governor}",
        OnBattery is true ? "on battery" : null,
    }.Where(part => part is not null));

    private static string? Text(string path) => KernelFile.Text(path)?.Trim();
}
