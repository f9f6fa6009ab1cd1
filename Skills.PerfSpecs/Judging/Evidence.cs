using PerfSpecs.Statistics;

namespace PerfSpecs.Judging;

/// <summary>What decides after a number of samples.</summary>
/// <param name="Samples">Samples so far.</param>
/// <param name="MostToPass">With how many beyond the target at most the spec passes; null where it cannot yet.</param>
/// <param name="LeastToFail">From how many beyond the target the spec fails; null where it cannot yet.</param>
public readonly record struct DecisionBounds(int Samples, int? MostToPass, int? LeastToFail);

/// <summary>How a gate came to its verdict, and what it does elsewhere: what reports draw and never compute.</summary>
public static class Evidence
{
    private const int PowerPoints = 24;

    /// <summary>How many samples lie beyond the target after each of them.</summary>
    /// <param name="target">The target.</param>
    /// <param name="values">The counted samples, in the order taken.</param>
    public static IReadOnlyList<int> Path(Target target, IReadOnlyList<double> values)
    {
        var beyond = 0;
        return [.. values.Select(value => beyond += IsWithin(target, value) ? 0 : 1)];
    }

    /// <summary>What decides after each number of samples; empty where no gate judges the spec.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="failError">Its part of the suite's false-alarm rate.</param>
    /// <param name="most">Up to how many samples; the spec's cap ends it as well.</param>
    public static IReadOnlyList<DecisionBounds> Bounds(Spec spec, double failError, int most)
    {
        if (GateOf.Quantile(spec.Target) is not { } quantile)
            return [];
        var gate = GateOf.At(quantile, spec, failError);
        return [.. Enumerable.Range(1, Math.Min(most, gate.Cap)).Select(n => At(gate, n))];
    }

    /// <summary>The chance to fail by how many times slower the code becomes, up to somewhat more than the spec notices; empty where it is not known.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="failError">Its part of the suite's false-alarm rate.</param>
    /// <param name="judgement">A pass.</param>
    public static IReadOnlyList<Replay> Power(Spec spec, double failError, Judgement judgement) => judgement.Notices is not { } notices
        ? []
        : [.. Enumerable.Range(0, PowerPoints + 1).Select(i => Replay.At(spec, failError, judgement.Values, Math.Pow(notices, 1.5 * i / PowerPoints))).OfType<Replay>()];

    private static DecisionBounds At(QuantileGate gate, int samples)
    {
        var ranks = gate.Ranks(samples);
        return new DecisionBounds(samples, ranks.Upper <= samples ? samples - ranks.Upper : null, ranks.Lower >= 1 ? samples - ranks.Lower + 1 : null);
    }

    // A rate's samples are coins already: 1 where a run succeeds.
    private static bool IsWithin(Target target, double value) =>
        target.Statistic is Statistic.Rate ? value > 0 != target.IsUpper : target.Includes(value);
}
