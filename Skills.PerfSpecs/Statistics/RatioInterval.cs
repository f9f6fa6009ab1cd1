using Perfolizer.Mathematics.Common;

namespace PerfSpecs.Statistics;

/// <summary>The ratio of two quantities, each of which is known by an interval.</summary>
public static class RatioInterval
{
    /// <summary>
    /// The ratio of two positive quantities. Where both intervals hold, so does theirs: the least of the one over the greatest of the other,
    /// and the reverse. By Bonferroni's inequality it fails at most as often as both together, whatever their distributions and whether
    /// or not they are independent; so it is free of a distribution where they are, and wider than need be.
    /// </summary>
    /// <param name="numerator">The one interval; its estimate is greater than 0.</param>
    /// <param name="denominator">The other; its estimate is greater than 0.</param>
    /// <param name="error">The chance that either of them does not hold; 0 to 1.</param>
    /// <returns>The ratio; 0 and infinity stand for ends that are not known.</returns>
    public static ConfidenceInterval Of(ConfidenceInterval numerator, ConfidenceInterval denominator, double error) => new(
        numerator.Estimation / denominator.Estimation,
        Math.Max(0, numerator.Lower) / denominator.Upper,
        denominator.Lower > 0 ? numerator.Upper / denominator.Lower : double.PositiveInfinity,
        Math.Clamp(1 - error, double.Epsilon, Math.BitDecrement(1)));
}
