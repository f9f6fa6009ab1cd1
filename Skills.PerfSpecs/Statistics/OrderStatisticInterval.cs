using Perfolizer.Mathematics.Common;
using Perfolizer.Mathematics.QuantileEstimators;

namespace PerfSpecs.Statistics;

/// <summary>The interval of a quantile between two of the samples themselves: free of any assumption on their distribution.</summary>
public static class OrderStatisticInterval
{
    /// <summary>The point estimate of a quantile, for reading: Hyndman and Fan (1996), type 7.</summary>
    /// <param name="values">At least one value.</param>
    /// <param name="probability">0 to 1.</param>
    public static double Estimate(IReadOnlyList<double> values, double probability) =>
        HyndmanFanQuantileEstimator.Type7.Quantile(new Pragmastat.Sample(values), probability);

    /// <summary>The interval that a gate's ranks give.</summary>
    /// <param name="values">At least one value, in any order.</param>
    /// <param name="ranks">The gate's ranks at this number of values.</param>
    /// <param name="probability">The quantile of the values that is estimated.</param>
    /// <param name="confidence">The level to state; 0 to 1.</param>
    /// <param name="isUpper">Whether the target bounds from above. For a lower bound the gate counted from the other end, and the ranks are mirrored.</param>
    /// <returns>The interval; an end whose rank lies outside the values is infinite.</returns>
    public static ConfidenceInterval Of(IReadOnlyList<double> values, Ranks ranks, double probability, double confidence, bool isUpper)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var (lower, upper) = isUpper ? (ranks.Lower, ranks.Upper) : (sorted.Length + 1 - ranks.Upper, sorted.Length + 1 - ranks.Lower);
        return new ConfidenceInterval(Estimate(values, probability), At(sorted, lower), At(sorted, upper), confidence);
    }

    private static double At(double[] sorted, int rank) =>
        rank < 1 ? double.NegativeInfinity : rank > sorted.Length ? double.PositiveInfinity : sorted[rank - 1];
}
