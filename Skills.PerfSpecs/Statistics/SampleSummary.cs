using Perfolizer.Mathematics.Common;

namespace PerfSpecs.Statistics;

/// <summary>Moments and extremes of a sample, for reading; no verdict rests on them.</summary>
/// <param name="Count">The number of values.</param>
/// <param name="Mean">The arithmetic mean.</param>
/// <param name="StandardDeviation">The standard deviation with n - 1; NaN for a single value.</param>
/// <param name="Minimum">The least value.</param>
/// <param name="Maximum">The greatest value.</param>
public sealed record SampleSummary(int Count, double Mean, double StandardDeviation, double Minimum, double Maximum)
{
    /// <summary>Summarises values.</summary>
    /// <param name="values">At least one value.</param>
    public static SampleSummary Of(IReadOnlyList<double> values)
    {
        var moments = Moments.Create(values);
        return new SampleSummary(values.Count, moments.Mean, moments.StandardDeviation, values.Min(), values.Max());
    }
}
