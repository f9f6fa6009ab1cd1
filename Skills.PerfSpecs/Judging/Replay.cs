using PerfSpecs.Specs;
using PerfSpecs.Statistics;

namespace PerfSpecs.Judging;

/// <summary>What a spec does where its values have a given distance to the target.</summary>
/// <param name="Factor">How many times beyond its target the judged quantile stands.</param>
/// <param name="Fails">The probability that the spec fails; exact for the shape of the recorded samples.</param>
/// <param name="ExpectedSamples">The mean number of samples until the verdict or the cap.</param>
public sealed record Replay(double Factor, double Fails, double ExpectedSamples)
{
    /// <summary>The factors that are replayed where a spec states none of its own.</summary>
    public static IReadOnlyList<double> Factors { get; } = [1, 1.1, 1.25, 1.5, 2];

    /// <summary>The factor that a spec must catch where it states none (<c>"catches"</c> in the file).</summary>
    public const double DefaultCatches = 2;

    /// <summary>
    /// Replays recorded samples, scaled so that the judged quantile stands at a factor times the target (or the target divided by it, for lower bounds);
    /// moved there where a value is not positive.
    /// </summary>
    /// <param name="spec">The spec.</param>
    /// <param name="failError">Its part of the suite's false-alarm rate.</param>
    /// <param name="values">At least one recorded sample; their shape is what is replayed.</param>
    /// <param name="factor">At least 1.</param>
    /// <returns>Null where no gate judges the spec by a quantile, or neither values nor target are positive.</returns>
    public static Replay? At(Spec spec, double failError, IReadOnlyList<double> values, double factor)
    {
        var shape = new SampleShape(values, spec.Target.Bound.Value, spec.Target.IsUpper);
        if (spec.Target.Statistic is not Statistic.Quantile { Probability: var probability } || !shape.HasMultiples)
            return null;
        var gate = GateOf.At(GateOf.Quantile(spec.Target)!.Value, spec, failError);
        // At the target itself the shape's quantile is the target: by its meaning just the gated share lies within.
        var within = factor <= 1 ? gate.Quantile : shape.Within(probability, factor);
        var at = gate.At(Math.Min(within, gate.Quantile));
        return new Replay(factor, at.Fail, at.ExpectedSamples);
    }
}
