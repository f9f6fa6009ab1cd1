using PerfSpecs.Specs;
using PerfSpecs.Statistics;

namespace PerfSpecs.Judging;

/// <summary>What a spec will need and what it can catch, before it is run. Lognormal data of a named spread are assumed.</summary>
/// <param name="LeastToPass">Samples before which it cannot pass.</param>
/// <param name="LeastToFail">Samples before which it cannot fail.</param>
/// <param name="ExpectedWithRoom">Samples it takes on average where the code needs half of the target.</param>
/// <param name="Catches">The smallest factor beyond the target that it fails nine times in ten; null where no factor is found.</param>
public sealed record SpecForecast(int LeastToPass, int LeastToFail, double ExpectedWithRoom, double? Catches)
{
    /// <summary>The assumed standard deviation of the logarithms: values within about 30 % of their median, two times in three.</summary>
    public const double AssumedLogDeviation = 0.3;

    /// <summary>Forecasts a spec.</summary>
    /// <param name="spec">The spec; reachable.</param>
    /// <param name="failError">Its part of the suite's false-alarm rate.</param>
    /// <returns>Null where no gate judges the spec, as for exact metrics: two runs decide.</returns>
    public static SpecForecast? Of(Spec spec, double failError)
    {
        if (spec.Target.Statistic is not Statistic.Quantile || GateOf.Quantile(spec.Target) is not { } quantile)
            return null;
        var gate = GateOf.At(quantile, spec, failError);
        var withRoom = gate.At(Power.WithinLogNormal(quantile, AssumedLogDeviation, 0.5));
        return new SpecForecast(gate.FirstPass ?? spec.Samples, gate.FirstFail ?? spec.Samples, withRoom.ExpectedSamples, Power.CatchFactorLogNormal(gate, AssumedLogDeviation));
    }
}
