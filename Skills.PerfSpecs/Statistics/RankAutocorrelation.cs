namespace PerfSpecs.Statistics;

/// <summary>How much a series' values tell of later ones, by their ranks: Spearman's rho (1904) of a series with itself, shifted.</summary>
public static class RankAutocorrelation
{
    /// <summary>The rank autocorrelation at a lag.</summary>
    /// <param name="values">The series, in the order taken; more values than the lag.</param>
    /// <param name="lag">The shift; at least 1.</param>
    /// <returns>-1 to 1; 0 for a series of equal values.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lag"/> is below 1 or not below the number of values.</exception>
    public static double At(IReadOnlyList<double> values, int lag)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lag, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(lag, values.Count);
        var ranks = Ranks(values);
        var mean = (values.Count + 1) / 2.0;
        double together = 0, alone = 0;
        for (var i = 0; i < ranks.Length; i++)
        {
            alone += (ranks[i] - mean) * (ranks[i] - mean);
            if (i + lag < ranks.Length)
                together += (ranks[i] - mean) * (ranks[i + lag] - mean);
        }

        return alone is 0 ? 0 : together / alone;
    }

    /// <summary>The rank of each value, from 1; equal values share the mean of theirs.</summary>
    internal static double[] Ranks(IReadOnlyList<double> values)
    {
        var order = Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Count];
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && values[order[end]].Equals(values[order[start]]))
                end++;
            for (var i = start; i < end; i++)
                ranks[order[i]] = (start + 1 + end) / 2.0;
            start = end;
        }

        return ranks;
    }
}
