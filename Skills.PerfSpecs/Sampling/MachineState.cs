namespace PerfSpecs.Sampling;

/// <summary>How steady the machine is.</summary>
/// <param name="Spread">The distance of the canary's outer deciles as a share of their median.</param>
/// <param name="Disturbed">Beats of the canary that were out of tolerance.</param>
/// <param name="Beats">Beats in all.</param>
/// <param name="SeesOthers">Whether the system shows what other programs take, as Linux does; elsewhere only the canary watches.</param>
/// <param name="Foreign">The share of the processors that other programs used during the turns; from 0 to 1, null where it is not known (yet).</param>
/// <param name="Delay">The share of the time that this program waited for a processor; from 0 to 1, null where it is not known.</param>
/// <param name="Quota">The processors that the limit of a container allows, where that is less than the machine has; null where there is no such limit.</param>
public sealed record MachineState(
    double Spread,
    int Disturbed,
    int Beats,
    bool SeesOthers = false,
    double? Foreign = null,
    double? Delay = null,
    double? Quota = null);
