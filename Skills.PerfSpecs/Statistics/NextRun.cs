using Perfolizer.Mathematics.Distributions.ContinuousDistributions;

namespace PerfSpecs.Statistics;

/// <summary>What a gate will say of a run to come, by a recorded run of the same code: free of any assumption on the distribution.</summary>
/// <remarks>
/// The share of all runs that lies at or below the k-th least of n recorded values follows Beta(k, n + 1 - k), whatever the
/// distribution (Wilks, 1941); with ties it is larger still. A target at that value therefore meets a coin of that probability, and the
/// chance of a verdict is the gate's exact chance, averaged over it. So the luck of the recorded run and the luck of the next one both
/// count, where putting the recorded shares themselves into the gate would promise too much.
/// The next run must be like the recorded one: samples of one process tell nothing of how processes differ, so results of several are needed
/// where that counts.
/// Ranks count from the value deepest within a target (the least for an upper bound) and start at 1.
/// </remarks>
public static class NextRun
{
    private const int Nodes = 24;

    /// <summary>The least rank at which a target would be passed by the next run.</summary>
    /// <param name="gate">The gate that judges the next run.</param>
    /// <param name="recorded">The number of recorded values; at least 1.</param>
    /// <param name="probability">The wanted probability; between 0 and 1.</param>
    /// <param name="weight">How many values to take the recorded ones for, their shape unchanged; <paramref name="recorded"/> for what is known.</param>
    /// <returns>1 to <paramref name="recorded"/>; null where not even the outermost value is enough.</returns>
    public static int? LeastPassing(QuantileGate gate, int recorded, double probability, int weight)
    {
        ThrowUnlessRecorded(recorded, weight);
        var (low, high) = (0, recorded + 1);
        while (high - low > 1)
        {
            var rank = (low + high) / 2;
            if (Averaged(rank, recorded, weight, p => gate.At(p).Pass) >= probability)
                high = rank;
            else
                low = rank;
        }

        return high > recorded ? null : high;
    }

    /// <summary>The greatest rank such that a target short of its value would be failed by the next run.</summary>
    /// <inheritdoc cref="LeastPassing" path="/param"/>
    /// <returns>1 to <paramref name="recorded"/>; null where not even the innermost value is enough.</returns>
    public static int? MostFailing(QuantileGate gate, int recorded, double probability, int weight)
    {
        ThrowUnlessRecorded(recorded, weight);
        var (low, high) = (0, recorded + 1);
        while (high - low > 1)
        {
            var rank = (low + high) / 2;
            if (Averaged(rank, recorded, weight, p => gate.At(p).Fail) >= probability)
                low = rank;
            else
                high = rank;
        }

        return low is 0 ? null : low;
    }

    /// <summary>The average of a chance over what the coin's probability can be, by the midpoints of equally likely parts.</summary>
    private static double Averaged(int rank, int recorded, int weight, Func<double, double> chance)
    {
        var within = (double)weight * rank / recorded;
        var coverage = new BetaDistribution(within, weight + 1 - within);
        return Enumerable.Range(0, Nodes).Average(node => chance(Math.Clamp(coverage.Quantile((node + 0.5) / Nodes), 0, 1)));
    }

    private static void ThrowUnlessRecorded(int recorded, int weight)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(recorded, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(weight, 1);
    }
}
