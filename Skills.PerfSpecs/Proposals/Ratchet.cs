using Perfolizer.Mathematics.Common;
using PerfSpecs.Statistics;

namespace PerfSpecs.Proposals;

/// <summary>What a history of runs says of tightening a target: a closed family. Nothing here ever loosens one.</summary>
/// <remarks>
/// The level is the worst end of the intervals of the newest three runs: all three certified it, so that neither one lucky run nor two
/// set it. The best of many windows would be a minimum, which the next ordinary run fails the more often the longer the history is. The room beyond the
/// level is the headroom, or what the runs differ by where that is more: 2.5 standard deviations of the logarithms. That spread is
/// estimated by the median difference between successive runs, which a step in the level hardly moves (von Neumann et al., 1941; Hampel,
/// 1974). For a lower bound everything is mirrored.
/// </remarks>
public abstract record Ratchet
{
    /// <summary>The newest runs, all of which must keep to a level.</summary>
    public const int Window = 3;

    /// <summary>The room left beyond the sustained level where none is asked for.</summary>
    public const double DefaultHeadroom = 1.25;

    private const int Digits = 2;

    /// <summary>The newest differences between successive runs that count for their spread.</summary>
    private const int Differences = 20;

    /// <summary>The standard deviations of a run's level that lie between the level and the target at least: 97 % of next runs pass and more.</summary>
    private const double Deviations = 2.5;

    /// <summary>The median of the absolute difference between two normal values, in their standard deviation: 0.6745 * sqrt(2).</summary>
    private const double MedianDifference = 0.9539;

    private Ratchet()
    {
    }

    /// <summary>The target can be tightened.</summary>
    /// <param name="Target">The tighter target.</param>
    /// <param name="Level">The level that the newest runs sustained, in base units.</param>
    public sealed record Tightens(Target Target, double Level) : Ratchet;

    /// <summary>The present target is as tight as the sustained level with its room, or tighter.</summary>
    /// <param name="Level">The level that the newest runs sustained, in base units.</param>
    public sealed record Stays(double Level) : Ratchet;

    /// <summary>The newest three runs do not all bound the value.</summary>
    /// <param name="Runs">How many runs measured it.</param>
    public sealed record Unsustained(int Runs) : Ratchet;

    /// <summary>Whether and how far a target can be tightened.</summary>
    /// <param name="target">The present target.</param>
    /// <param name="histories">For each spec that shares the target, its intervals, the oldest run first.</param>
    /// <param name="headroom">The least factor of room beyond the sustained level; at least 1. An exact value, which does not vary, needs and gets none.</param>
    public static Ratchet Of(Target target, IReadOnlyList<IReadOnlyList<ConfidenceInterval>> histories, double headroom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(headroom, 1);
        var ends = histories.Select(history => history.Select(interval => target.IsUpper ? interval.Upper : interval.Lower).ToList()).ToList();
        var levels = ends.Select(end => Sustained(end, target.IsUpper)).ToList();
        if (levels.Count is 0 || levels.Exists(level => level is null))
            return new Unsustained(ends.Count is 0 ? 0 : ends.Min(end => end.Count));
        var level = Worst(levels.Select(level => level!.Value), target.IsUpper);
        var room = target.Statistic is Statistic.Exact ? 1 : Math.Max(headroom, ends.Max(SpreadRoom));
        var rounded = target.Including(target.IsUpper ? level * room : level / room, Digits);
        return rounded.IsTighterThan(target) ? new Tightens(rounded, level) : new Stays(level);
    }

    /// <summary>The level that the newest three runs kept to; null where one of them does not bound it.</summary>
    /// <param name="ends">The ends of the intervals towards the target, the oldest run first.</param>
    /// <param name="isUpper">Whether the target bounds from above, so that less is better.</param>
    public static double? Sustained(IReadOnlyList<double> ends, bool isUpper)
    {
        if (ends.Count < Window || !ends.TakeLast(Window).All(IsBound))
            return null;
        return Worst(ends.TakeLast(Window), isUpper);
    }

    private static double SpreadRoom(List<double> ends)
    {
        var logs = ends.Where(IsBound).TakeLast(Differences + 1).Select(end => Math.Log(end)).ToList();
        var differences = logs.Zip(logs.Skip(1), (before, after) => Math.Abs(after - before)).ToList();
        return Math.Exp(Deviations * OrderStatisticInterval.Estimate(differences, 0.5) / MedianDifference);
    }

    private static bool IsBound(double end) => double.IsFinite(end) && end > 0;

    private static double Worst(IEnumerable<double> ends, bool isUpper) => isUpper ? ends.Max() : ends.Min();
}
