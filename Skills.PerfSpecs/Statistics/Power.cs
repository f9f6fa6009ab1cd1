using Perfolizer.Mathematics.Distributions.ContinuousDistributions;

namespace PerfSpecs.Statistics;

/// <summary>What a gate would catch.</summary>
public static class Power
{
    private const double Finest = 1e-4;

    private static readonly NormalDistribution Normal = NormalDistribution.Standard;

    /// <summary>
    /// The smallest factor beyond the target that the gate fails with a given probability, for a distribution of the sample's
    /// shape whose gated quantile stands at that factor times the target (for lower bounds, at the target divided by it).
    /// </summary>
    /// <param name="gate">The gate.</param>
    /// <param name="sample">At least one value; the shape. It is scaled, or moved where a value is not positive: a growth gets worse by what is added to it.</param>
    /// <param name="bound">The target's bound, in the sample's unit.</param>
    /// <param name="isUpper">Whether the target bounds from above.</param>
    /// <param name="probability">The wanted probability of a fail; between 0 and 1.</param>
    /// <returns>At least 1; null where no factor is found, as with too few samples.</returns>
    public static double? CatchFactor(QuantileGate gate, IReadOnlyList<double> sample, double bound, bool isUpper, double probability = 0.9) =>
        FailsFrom(gate, probability) is { } within ? new SampleShape(sample, bound, isUpper).FactorAt(gate.Quantile, within) : null;

    /// <summary>
    /// The probability of a sample within the target for lognormal data whose gated quantile stands at a factor times the
    /// target: Phi(z_q - ln r / s).
    /// </summary>
    /// <param name="quantile">The gated quantile; between 0 and 1, both excluded.</param>
    /// <param name="logDeviation">The standard deviation of the logarithms; above 0.</param>
    /// <param name="factor">The factor r; above 0.</param>
    public static double WithinLogNormal(double quantile, double logDeviation, double factor) =>
        Normal.Cdf(Normal.Quantile(quantile) - (Math.Log(factor) / logDeviation));

    /// <summary>The smallest factor beyond the target that the gate fails with a given probability, for lognormal data.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="logDeviation">The standard deviation of the logarithms; above 0.</param>
    /// <param name="probability">The wanted probability of a fail; between 0 and 1.</param>
    /// <returns>At least 1; null where no factor is found.</returns>
    public static double? CatchFactorLogNormal(QuantileGate gate, double logDeviation, double probability = 0.9) =>
        FailsFrom(gate, probability) is { } within and > 0
            ? Math.Exp(logDeviation * (Normal.Quantile(gate.Quantile) - Normal.Quantile(within)))
            : null;

    /// <summary>The largest probability of a sample within the target at which the gate still fails with the given probability.</summary>
    private static double? FailsFrom(QuantileGate gate, double probability)
    {
        if (gate.At(0).Fail < probability)
            return null;
        double low = 0, high = gate.Quantile;
        while (high - low > Finest)
        {
            var middle = (low + high) / 2;
            if (gate.At(middle).Fail >= probability)
                low = middle;
            else
                high = middle;
        }

        return low;
    }
}
