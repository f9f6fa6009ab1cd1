namespace PerfSpecs.Statistics;

/// <summary>What a gate will say of a run to come, by a recorded run of the same process: free of any assumption on the distribution.</summary>
/// <remarks>
/// The share of all runs that lies at or below the k-th least of n recorded values follows Beta(k, n + 1 - k), whatever the
/// distribution (Wilks, 1941); with ties it is larger still. A target at that value therefore meets a coin of that probability, and the
/// chance of a verdict is the gate's exact chance, averaged over it. So the luck of the recorded run and the luck of the next one both
/// count, where putting the recorded shares themselves into the gate would promise too much.
/// The next run must be like the recorded one: samples of one process do not show how processes differ. <see cref="NextProcess"/> adds that.
/// Ranks count from the value deepest within a target (the least for an upper bound) and start at 1.
/// </remarks>
public static class NextRun
{
    /// <summary>The greatest rank such that a target short of its value would be failed by the next run.</summary>
    /// <param name="gate">The gate that judges the next run.</param>
    /// <param name="recorded">The number of recorded values; at least 1.</param>
    /// <param name="probability">The wanted probability; between 0 and 1.</param>
    /// <returns>1 to <paramref name="recorded"/>; null where not even the innermost value is enough.</returns>
    public static int? MostFailing(QuantileGate gate, int recorded, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(recorded, 1);
        var chances = VerdictChances.Of(gate);
        var (low, high) = (0, recorded + 1);
        while (high - low > 1)
        {
            var rank = (low + high) / 2;
            if (chances.Averaged(rank, recorded).Fail >= probability)
                low = rank;
            else
                high = rank;
        }

        return low is 0 ? null : low;
    }

    /// <summary>What the gate does in the next run, where only some of the recorded values lie within the target.</summary>
    /// <param name="gate">The gate that judges the next run.</param>
    /// <param name="within">How many of the recorded values lie within; 0 to <paramref name="recorded"/>. The next value is the first that does not.</param>
    /// <param name="recorded">The number of recorded values; at least 1.</param>
    /// <returns>The averages over what the coin's probability can be; the chance of a fail is a lower bound.</returns>
    public static OperatingCharacteristics At(QuantileGate gate, int within, int recorded)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(recorded, 1);
        return VerdictChances.Of(gate).Averaged(within + 1, recorded);
    }
}
