using Perfolizer.Mathematics.Cpd;

namespace PerfSpecs.Statistics;

/// <summary>A place in a series from which on its values seem to be others.</summary>
/// <param name="Index">The first value after the change.</param>
/// <param name="Before">The median of the values between the change before, or the start, and this one.</param>
/// <param name="After">The median of the values from this one to the next, or the end.</param>
public sealed record ChangePoint(int Index, double Before, double After);

/// <summary>Finds where a series changed, for a person to look at.</summary>
public static class ChangePoints
{
    /// <summary>The fewest values between two changes: a shorter stretch is hardly told from noise.</summary>
    public const int LeastDistance = 5;

    /// <summary>The least and the greatest share of series without any change in which the detector finds one.</summary>
    public static (double Least, double Greatest) FalseAlarms { get; } = (0.15, 0.35);

    /// <summary>
    /// The changes of a series by ED-PELT (Haynes, Fearnhead and Eckley, 2017), which assumes no distribution. It fires on many series
    /// in which nothing changed (see <see cref="FalseAlarms"/>), so no verdict may rest on it.
    /// </summary>
    /// <param name="values">The series, in order; finite.</param>
    /// <param name="leastDistance">The fewest values between two changes; at least 1.</param>
    /// <returns>The changes, in order; none where the series is too short for one.</returns>
    public static IReadOnlyList<ChangePoint> Find(IReadOnlyList<double> values, int leastDistance = LeastDistance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(leastDistance, 1);
        if (values.Count < 2 * leastDistance)
            return [];
        // The detector names the last value before a change.
        int[] starts = [.. EdPeltChangePointDetector.Instance.GetChangePointIndexes([.. values], leastDistance).Select(last => last + 1).Where(first => first < values.Count)];
        int[] bounds = [0, .. starts, values.Count];
        return [.. starts.Select((start, i) => new ChangePoint(start, Median(values, bounds[i], start), Median(values, start, bounds[i + 2])))];
    }

    private static double Median(IReadOnlyList<double> values, int from, int to) =>
        OrderStatisticInterval.Estimate([.. values.Skip(from).Take(to - from)], 0.5);
}
