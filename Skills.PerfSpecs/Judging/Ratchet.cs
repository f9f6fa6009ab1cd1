using Perfolizer.Mathematics.Common;
using PerfSpecs.Specs;

namespace PerfSpecs.Judging;

/// <summary>What a history of runs says of tightening a target: a closed family. Nothing here ever loosens one.</summary>
/// <remarks>
/// The level that a window of three runs in a row sustained is the worst end of their intervals: all three stayed within it. The
/// best sustained level is the best of these over all windows. No window's worst end is better than the third best end of all runs, so
/// neither one lucky run nor two can set the level; and it is an end of an interval, not an estimate, so each of the three runs certified
/// it. For a lower bound everything is mirrored.
/// </remarks>
public abstract record Ratchet
{
    /// <summary>The runs in a row that make a level a sustained one.</summary>
    public const int Window = 3;

    /// <summary>The room left beyond the sustained level where none is asked for.</summary>
    public const double DefaultHeadroom = 1.25;

    private const int Digits = 2;

    private Ratchet()
    {
    }

    /// <summary>The target can be tightened.</summary>
    /// <param name="Target">The tighter target.</param>
    /// <param name="Level">The best sustained level, in base units.</param>
    public sealed record Tightens(Target Target, double Level) : Ratchet;

    /// <summary>The present target is as tight as the sustained level with its headroom, or tighter.</summary>
    /// <param name="Level">The best sustained level, in base units.</param>
    public sealed record Stays(double Level) : Ratchet;

    /// <summary>A tighter target was once sustained, but the last run would not have kept it.</summary>
    /// <param name="Target">The target that was sustained.</param>
    /// <param name="Level">The best sustained level, in base units.</param>
    /// <param name="Last">The last run's end of its interval, in base units.</param>
    public sealed record NoLongerHeld(Target Target, double Level, double Last) : Ratchet;

    /// <summary>No three runs in a row bound the value.</summary>
    /// <param name="Runs">How many runs measured it.</param>
    public sealed record Unsustained(int Runs) : Ratchet;

    /// <summary>Whether and how far a target can be tightened.</summary>
    /// <param name="target">The present target.</param>
    /// <param name="histories">For each spec that shares the target, its intervals, the oldest run first.</param>
    /// <param name="headroom">The factor of room beyond the sustained level; at least 1. An exact value, which does not vary, needs and gets none.</param>
    public static Ratchet Of(Target target, IReadOnlyList<IReadOnlyList<ConfidenceInterval>> histories, double headroom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(headroom, 1);
        var ends = histories.Select(history => history.Select(interval => target.IsUpper ? interval.Upper : interval.Lower).ToList()).ToList();
        var levels = ends.Select(end => Sustained(end, target.IsUpper)).ToList();
        if (levels.Count is 0 || levels.Exists(level => level is null))
            return new Unsustained(ends.Count is 0 ? 0 : ends.Min(end => end.Count));
        var level = Worst(levels.Select(level => level!.Value), target.IsUpper);
        var room = target.Statistic is Statistic.Exact ? 1 : headroom;
        var rounded = target.Including(target.IsUpper ? level * room : level / room, Digits);
        var last = Worst(ends.Select(end => end[^1]), target.IsUpper);
        return !rounded.IsTighterThan(target) ? new Stays(level) :
            rounded.Includes(last) ? new Tightens(rounded, level) :
            new NoLongerHeld(rounded, level, last);
    }

    /// <summary>The best level that three runs in a row kept to; null where none is known.</summary>
    /// <param name="ends">The ends of the intervals towards the target, the oldest run first.</param>
    /// <param name="isUpper">Whether the target bounds from above, so that less is better.</param>
    public static double? Sustained(IReadOnlyList<double> ends, bool isUpper)
    {
        var windows = Enumerable.Range(0, Math.Max(0, ends.Count - Window + 1)).Select(start => Worst(ends.Skip(start).Take(Window), isUpper));
        var known = windows.Where(level => double.IsFinite(level) && level > 0).ToList();
        return known.Count is 0 ? null : isUpper ? known.Min() : known.Max();
    }

    private static double Worst(IEnumerable<double> ends, bool isUpper) => isUpper ? ends.Max() : ends.Min();
}
