using PerfSpecs.Statistics;
using PerfSpecs.Text;

namespace PerfSpecs.Judging;

/// <summary>What a spec does in the next run where its code became slower than it was measured.</summary>
/// <param name="Factor">How many times slower (for a lower bound: how many times less).</param>
/// <param name="Fails">The probability that the spec fails, at least: averaged over what the recorded samples leave open.</param>
/// <param name="ExpectedSamples">The mean number of samples until the verdict or the cap.</param>
public sealed record Replay(double Factor, double Fails, double ExpectedSamples)
{
    /// <summary>The factors that are replayed where a spec states none of its own.</summary>
    public static IReadOnlyList<double> Factors { get; } = [1, 1.1, 1.25, 1.5, 2];

    /// <summary>The slowdown of today's value that a spec must notice where it states none (<c>"catches"</c> in the file); a pass that could miss it is weak.</summary>
    public const double DefaultCatches = 2;

    /// <summary>Replays recorded samples, slowed by a factor; moved by as much as the factor moves their quantile where a value is not positive.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="failError">Its part of the suite's false-alarm rate.</param>
    /// <param name="values">At least one recorded sample.</param>
    /// <param name="factor">At least 1.</param>
    /// <returns>Null where the spec is not judged by a quantile, or today's value is not positive: nothing is twice zero.</returns>
    public static Replay? At(Spec spec, double failError, IReadOnlyList<double> values, double factor)
    {
        if (spec.Target.Statistic is not Statistic.Quantile { Probability: var probability })
            return null;
        var shape = new SampleShape(values, probability, spec.Target.IsUpper);
        if (!shape.HasMultiples)
            return null;
        var within = values.Count(value => spec.Target.Includes(shape.Worse(value, factor)));
        var at = NextRun.At(GateOf.At(GateOf.Quantile(spec.Target)!.Value, spec, failError), within, values.Count);
        return new Replay(factor, at.Fail, at.ExpectedSamples);
    }
}
