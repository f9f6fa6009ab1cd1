namespace PerfSpecs.Sampling.Processors;

/// <summary>Whether the machine left a turn alone.</summary>
/// <param name="Length">How long the turn took.</param>
/// <param name="Contention">What other programs took; null where the system does not show it.</param>
/// <param name="IsContended">Whether they took so much that the turn's times say little of the code.</param>
/// <param name="Slowdown">How many times slower than usual the canary was before or after the turn; about 1 where nothing slowed the processor down.</param>
/// <param name="IsUnsteady">Whether so many of the canary's last beats were slow that its word for a single turn is worth nothing.</param>
internal readonly record struct TurnState(TimeSpan Length, Contention? Contention, bool IsContended, double Slowdown, bool IsUnsteady)
{
    /// <summary>Whether the turn's times are to be set aside, whatever they are.</summary>
    public bool IsDisturbed => IsContended || IsUnsteady || Slowdown > Canary.Tolerance;
}
