using PerfSpecs.Statistics;

namespace PerfSpecs.Judging;

/// <summary>The gate that judges a spec.</summary>
internal static class GateOf
{
    /// <summary>
    /// The probability of a sample within the target that separates pass from fail: the quantile itself for an upper bound,
    /// its complement for a lower one (p5 at least T says that 95 % lie at or above T), the rate for a rate. Null for a target
    /// that no gate judges.
    /// </summary>
    public static double? Quantile(Target target) => target.Statistic switch
    {
        Statistic.Quantile quantile => target.IsUpper ? quantile.Probability : 1 - quantile.Probability,
        Statistic.Rate => target.IsUpper ? 1 - target.Bound.Value : target.Bound.Value,
        _ => null,
    };

    /// <summary>Whether a gate can be built for the spec: its probabilities lie between 0 and 1 after rounding, both excluded. True where no gate judges it.</summary>
    public static bool IsPossible(Spec spec) =>
        Quantile(spec.Target) is not { } quantile || (Rounded(quantile) is > 0 and < 1 && Rounded(1 - spec.Confidence) is > 0 and < 1);

    // 1 - 0.95 is 0.050000000000000044; a rank must not hang on that.
    private static double Rounded(double probability) => Math.Round(probability, 12);

    /// <summary>The gate at a separating probability, with the spec's errors, cap and stop rule.</summary>
    public static QuantileGate At(double quantile, Spec spec, double failError) =>
        QuantileGate.For(
            Rounded(quantile),
            Rounded(1 - spec.Confidence),
            failError,
            spec.Samples,
            spec.Stop is StopRule.Never ? SpendingFunction.AtTheCap : null);
}
