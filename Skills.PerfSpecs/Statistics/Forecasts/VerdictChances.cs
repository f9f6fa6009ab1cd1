using System.Runtime.CompilerServices;
using Perfolizer.Mathematics.Distributions.ContinuousDistributions;

namespace PerfSpecs.Statistics;

/// <summary>The exact chances of a gate's verdicts as functions of the probability of a sample within the target, tabulated once for each gate.</summary>
/// <remarks>
/// The table is as fine as the chances need: between two neighbours each chance moves by at most 0.08 on the arcsine scale, which is finest
/// near 0 and 1. Averages take the chances as linear between neighbours.
/// </remarks>
internal sealed class VerdictChances
{
    private const double Step = 0.08;
    private const double Finest = 1e-5;

    private static readonly ConditionalWeakTable<QuantileGate, VerdictChances> Known = [];

    private readonly List<double> _probabilities = [];
    private readonly List<OperatingCharacteristics> _chances = [];

    private VerdictChances(QuantileGate gate)
    {
        double[] first = [0, gate.Quantile / 2, gate.Quantile, (1 + gate.Quantile) / 2, 1];
        Add(first[0], gate.At(first[0]));
        for (var i = 1; i < first.Length; i++)
            Refine(gate, first[i], gate.At(first[i]));
    }

    /// <summary>The table of a gate.</summary>
    public static VerdictChances Of(QuantileGate gate) => Known.GetValue(gate, static known => new VerdictChances(known));

    /// <summary>
    /// The averages over a probability that is not known but follows Beta(rank, recorded + 1 - rank): the share of all runs at or below
    /// the value of that rank among the recorded ones (Wilks, 1941).
    /// </summary>
    /// <param name="rank">The rank from 1; above the recorded number for a share of 1, below 1 in proportion.</param>
    /// <param name="recorded">The number of recorded values; at least 1.</param>
    public OperatingCharacteristics Averaged(double rank, double recorded)
    {
        if (rank > recorded)
            return _chances[^1];
        if (rank <= 0)
            return _chances[0];
        var coverage = new BetaDistribution(rank, recorded + 1 - rank);
        double pass = 0, fail = 0, samples = 0, before = 0;
        for (var i = 1; i < _chances.Count; i++)
        {
            var upTo = i == _chances.Count - 1 ? 1 : coverage.Cdf(_probabilities[i]);
            var share = upTo - before;
            before = upTo;
            if (share <= 0)
                continue;
            var (left, right) = (_chances[i - 1], _chances[i]);
            pass += share * (left.Pass + right.Pass) / 2;
            fail += share * (left.Fail + right.Fail) / 2;
            samples += share * (left.ExpectedSamples + right.ExpectedSamples) / 2;
        }

        return new OperatingCharacteristics(pass, fail, samples);
    }

    private void Refine(QuantileGate gate, double upper, OperatingCharacteristics at)
    {
        var lower = _probabilities[^1];
        if (upper - lower > Finest && (IsFar(_chances[^1].Pass, at.Pass) || IsFar(_chances[^1].Fail, at.Fail)))
        {
            var middle = (lower + upper) / 2;
            Refine(gate, middle, gate.At(middle));
            Refine(gate, upper, at);
            return;
        }

        Add(upper, at);
    }

    private void Add(double probability, OperatingCharacteristics at)
    {
        _probabilities.Add(probability);
        _chances.Add(at);
    }

    private static bool IsFar(double chance, double other) => Math.Abs(Angle(chance) - Angle(other)) > Step;

    private static double Angle(double chance) => Math.Asin(Math.Sqrt(Math.Clamp(chance, 0, 1)));
}
