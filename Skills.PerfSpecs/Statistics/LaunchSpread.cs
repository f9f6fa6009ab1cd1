using PerfSpecs.Results;

namespace PerfSpecs.Statistics;

/// <summary>How much the processes that samples come from differ, and how many samples of each may be counted for it.</summary>
/// <param name="Launches">The processes.</param>
/// <param name="Spread">The distance between the highest and the lowest median of a process, as a share of their median; null where it is not known.</param>
/// <param name="Correlation">The intraclass correlation of what is judged, the greater one of coins and values: 0 where a process tells nothing of its samples, 1 where it tells all; null where no pilot was taken.</param>
/// <param name="Each">How many samples of each process are counted; at least 1.</param>
public sealed record LaunchSpread(int Launches, double? Spread, double? Correlation, int Each)
{
    /// <summary>By how much the variance of the count may exceed that of independent samples; a false-fail rate of 1 % at the boundary becomes 1.7 % at most.</summary>
    private const double Excess = 0.2;

    /// <summary>How many times as far as the processes' medians lie apart a target must lie beyond all values, so that their differences do not matter.</summary>
    private const double Clear = 3;

    /// <summary>
    /// Samples of one process share its fate (memory layout, compiled code), so m of each count only as m / (1 + (m - 1) r), with r
    /// their intraclass correlation (Kish, 1965). As many are counted as keep that factor at 1.2. The correlation comes from the
    /// pilots, which are never counted (analysis of variance; Fisher, 1925; for coins Ridout, Demetrio and Firth, 1999). Coins that all
    /// show one side do not prove that processes are alike; near a target the ranks of the values count as well. Without pilots the
    /// process is the unit: one sample of each.
    /// </summary>
    /// <param name="pilots">The uncounted first values of each process, equally many of each; empty series where there are none.</param>
    /// <param name="coin">What of a value is judged: whether it lies within the target, as 1 or 0, or the value itself.</param>
    /// <param name="wanted">How many samples of each process the spec asks for; at least 1.</param>
    /// <param name="bound">The target's bound where coins are judged by it; null where the coin says all, as for a rate or a mean.</param>
    public static LaunchSpread Of(IReadOnlyList<IReadOnlyList<double>> pilots, Func<double, double> coin, int wanted, double? bound = null)
    {
        var least = pilots.Count is 0 ? 0 : pilots.Min(pilot => pilot.Count);
        if (least < 2 || pilots.Count < 2)
            return new LaunchSpread(pilots.Count, null, null, 1);
        var medians = pilots.Select(pilot => OrderStatisticInterval.Estimate(pilot, 0.5)).Order().ToList();
        var range = medians[^1] - medians[0];
        var spread = range / OrderStatisticInterval.Estimate(medians, 0.5);
        // Equally many of each: pilots may differ where samples are long.
        IReadOnlyList<double[]> even = [.. pilots.Select(pilot => pilot.Take(least).ToArray())];
        var correlation = Intraclass([.. even.Select(pilot => pilot.Select(coin).ToArray())]);
        if (bound is { } target && !IsClear(even, target, range))
            correlation = Math.Max(correlation, Intraclass(Ranks(even)));
        var each = correlation * (wanted - 1) <= Excess ? wanted : 1 + (int)(Excess / correlation);
        return new LaunchSpread(pilots.Count, double.IsFinite(spread) ? spread : null, correlation, each);
    }

    private static bool IsClear(IReadOnlyList<double[]> pilots, double bound, double range) =>
        bound >= pilots.Max(pilot => pilot.Max()) + (Clear * range) || bound <= pilots.Min(pilot => pilot.Min()) - (Clear * range);

    /// <summary>The values' ranks among all, so that a few far ones do not hide how the others differ.</summary>
    private static double[][] Ranks(IReadOnlyList<double[]> pilots)
    {
        var size = pilots[0].Length;
        var ranks = RankAutocorrelation.Ranks([.. pilots.SelectMany(pilot => pilot)]);
        return [.. ranks.Chunk(size)];
    }

    private static double Intraclass(double[][] groups)
    {
        var size = groups[0].Length;
        var all = groups.Average(group => group.Average());
        var between = size * groups.Sum(group => Square(group.Average() - all)) / (groups.Length - 1);
        var within = groups.Sum(group => group.Sum(value => Square(value - group.Average()))) / (groups.Length * (size - 1));
        var total = between + ((size - 1) * within);
        return total > 0 ? Math.Max(0, (between - within) / total) : 0;
    }

    private static double Square(double number) => number * number;
}
