using Perfolizer.Mathematics.Distributions.ContinuousDistributions;

namespace PerfSpecs.Statistics;

/// <summary>Which slowdowns a gate notices.</summary>
public static class Power
{
    /// <summary>How often a noticed slowdown fails.</summary>
    public const double Promised = 0.9;

    private const double Finest = 1e-4;
    private const int Digits = 3;

    private static readonly NormalDistribution Normal = NormalDistribution.Standard;

    /// <summary>
    /// The slowdown of what was measured that the next run fails nine times in ten: the target divided by the value of the greatest rank
    /// that <see cref="NextRun.MostFailing"/> names, so that the luck of the measured run is in the promise.
    /// </summary>
    /// <param name="gate">The gate of the next run.</param>
    /// <param name="sample">At least one value. It is scaled, or moved where a value is not positive: a growth gets worse by what is added to it.</param>
    /// <param name="probability">The quantile that stands for today's value; between 0 and 1.</param>
    /// <param name="bound">The target's bound, in the sample's unit.</param>
    /// <param name="isUpper">Whether the target bounds from above.</param>
    /// <returns>A factor above 1 with three significant digits, rounded up; null where the promise cannot be given.</returns>
    public static double? Notices(QuantileGate gate, IReadOnlyList<double> sample, double probability, double bound, bool isUpper)
    {
        if (NextRun.MostFailing(gate, sample.Count, Promised) is not { } rank)
            return null;
        var shape = new SampleShape(sample, probability, isUpper);
        var outwards = isUpper ? sample.Order() : sample.OrderDescending();
        return Notices(shape, outwards.ElementAt(rank - 1), bound, isUpper);
    }

    /// <summary>The slowdown that takes a value that never varies beyond a bound.</summary>
    /// <param name="value">The value.</param>
    /// <param name="bound">The bound, in the value's unit.</param>
    /// <param name="isUpper">Whether the target bounds from above.</param>
    /// <returns>A factor above 1 with three significant digits, rounded up; null where no factor does.</returns>
    public static double? Notices(double value, double bound, bool isUpper) => Notices(new SampleShape([value], 0.5, isUpper), value, bound, isUpper);

    /// <summary>
    /// The probability of a sample within the target for lognormal data whose gated quantile is a factor times the
    /// target: Phi(z_q - ln r / s).
    /// </summary>
    /// <param name="quantile">The gated quantile; between 0 and 1, both excluded.</param>
    /// <param name="logDeviation">The standard deviation of the logarithms; above 0.</param>
    /// <param name="factor">The factor r; above 0.</param>
    public static double WithinLogNormal(double quantile, double logDeviation, double factor) =>
        Normal.Cdf(Normal.Quantile(quantile) - (Math.Log(factor) / logDeviation));

    /// <summary>The smallest factor beyond the target that the gate fails nine times in ten, for lognormal data.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="logDeviation">The standard deviation of the logarithms; above 0.</param>
    /// <returns>At least 1; null where no factor is found.</returns>
    public static double? BeyondLogNormal(QuantileGate gate, double logDeviation) =>
        FailsFrom(gate) is { } within and > 0
            ? Math.Exp(logDeviation * (Normal.Quantile(gate.Quantile) - Normal.Quantile(within)))
            : null;

    /// <summary>
    /// About how many samples a gate of the same errors needs to decide nine times in ten, by the normal approximation of a fixed sample size and a
    /// fifth on top for looking early.
    /// </summary>
    /// <param name="gate">The gate.</param>
    /// <param name="within">The probability of a sample within the target; 0 to 1.</param>
    /// <returns>Null where it is more than a million.</returns>
    public static int? SamplesToDecide(QuantileGate gate, double within)
    {
        var error = within >= gate.Quantile ? gate.PassError : gate.FailError;
        var side = within >= gate.Quantile ? gate.Quantile : 1 - gate.Quantile;
        var distance = Math.Abs(within - gate.Quantile);
        var needed = 1.2 * Math.Pow(
            ((Normal.Quantile(1 - error) * Math.Sqrt(gate.Quantile * (1 - gate.Quantile))) + (Normal.Quantile(0.9) * Math.Sqrt(within * (1 - within)))) / distance,
            2);
        return needed <= 1_000_000 ? Math.Max((int)Math.Ceiling(needed), QuantileGate.MinimumForPass(side, error)) : null;
    }

    /// <summary>A factor rounded up to three significant digits, as it is shown: a promise must not shrink by rounding.</summary>
    /// <param name="factor">At least 1.</param>
    public static double RoundUp(double factor)
    {
        var step = StepOf(factor);
        return Math.Round(Math.Ceiling((factor / step) - 1e-9) * step, Digits);
    }

    private static double? Notices(SampleShape shape, double value, double bound, bool isUpper)
    {
        if (shape.FactorTo(value, bound) is not { } exact)
            return null;
        // Beyond the bound and not at it, where "<=" would still hold.
        var factor = RoundUp(Math.Max(1, exact));
        while (factor <= 1 || !(isUpper ? shape.Worse(value, factor) > bound : shape.Worse(value, factor) < bound))
            factor = RoundUp(factor + StepOf(factor));
        return factor;
    }

    private static double StepOf(double factor) => Math.Pow(10, Math.Floor(Math.Log10(factor)) + 1 - Digits);

    /// <summary>The largest probability of a sample within the target at which the gate still fails nine times in ten.</summary>
    private static double? FailsFrom(QuantileGate gate)
    {
        if (gate.At(0).Fail < Promised)
            return null;
        double low = 0, high = gate.Quantile;
        while (high - low > Finest)
        {
            var middle = (low + high) / 2;
            if (gate.At(middle).Fail >= Promised)
                low = middle;
            else
                high = middle;
        }

        return low;
    }
}
