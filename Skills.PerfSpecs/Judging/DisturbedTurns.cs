namespace PerfSpecs.Judging;

/// <summary>Turns of a spec whose samples were set aside because the machine was busy or slow, whatever the samples were.</summary>
/// <param name="Count">Turns set aside.</param>
/// <param name="Of">Turns in all, the warm-up left out.</param>
/// <param name="Foreign">The share of the processors that other programs used in them, on average; from 0 to 1, null where only the canary spoke.</param>
/// <param name="Delay">The share of the time that this program waited for a processor in them, on average; from 0 to 1, null where it is not known.</param>
/// <param name="Slowdown">How many times slower than usual the canary was at worst; about 1 where nothing slowed the processor down.</param>
public sealed record DisturbedTurns(int Count, int Of, double? Foreign, double? Delay, double Slowdown)
{
    /// <summary>Whether they are most of the turns.</summary>
    internal bool AreMost => 2 * Count > Of;
}
