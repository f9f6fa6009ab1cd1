using PerfSpecs.Statistics;
using PerfSpecs.Text;

namespace PerfSpecs.Judging;

/// <summary>What a spec will need and which slowdown it notices, before it is run.</summary>
/// <param name="LeastToPass">Samples before which it cannot pass.</param>
/// <param name="LeastToFail">Samples before which it cannot fail.</param>
/// <param name="ExpectedSamples">Samples it takes on average: at the level of the stored samples, or where the code needs half of the target.</param>
/// <param name="Notices">The slowdown of the stored samples, or of code at half of the target, that it fails nine times in ten; null where no factor is found.</param>
/// <param name="IsMeasured">Whether stored samples are the source, and not an assumed spread.</param>
public sealed record SpecForecast(int LeastToPass, int LeastToFail, double ExpectedSamples, double? Notices, bool IsMeasured)
{
    /// <summary>The assumed standard deviation of the logarithms: values within about 30 % of their median, two times in three.</summary>
    public const double AssumedLogDeviation = 0.3;

    /// <summary>How many times the assumed level the target is.</summary>
    private const double AssumedHeadroom = 2;

    /// <summary>Forecasts a spec for lognormal data of the assumed spread.</summary>
    /// <param name="spec">The spec; reachable.</param>
    /// <param name="failError">Its part of the suite's false-alarm rate.</param>
    /// <param name="stored">Samples of an earlier run, whose shape and level are used instead; empty where there are none.</param>
    /// <returns>Null where no gate judges the spec, as for exact metrics: two runs decide.</returns>
    public static SpecForecast? Of(Spec spec, double failError, IReadOnlyList<double> stored)
    {
        if (spec.Target.Statistic is not Statistic.Quantile { Probability: var probability } || GateOf.Quantile(spec.Target) is not { } quantile)
            return null;
        var gate = GateOf.At(quantile, spec, failError);
        var isMeasured = stored.Count > 0;
        var within = isMeasured
            ? stored.Count(spec.Target.Includes) / (double)stored.Count
            : Power.WithinLogNormal(quantile, AssumedLogDeviation, 1 / AssumedHeadroom);
        return new SpecForecast(
            gate.FirstPass ?? spec.Samples,
            gate.FirstFail ?? spec.Samples,
            gate.At(within).ExpectedSamples,
            isMeasured ? Power.Notices(gate, stored, probability, spec.Target.Bound.Value, spec.Target.IsUpper) : Power.BeyondLogNormal(gate, AssumedLogDeviation) * AssumedHeadroom,
            isMeasured);
    }
}
