using PerfSpecs.Results;

namespace PerfSpecs.Statistics;

/// <summary>Whether a series rises or falls: the rank test of Mann (1945) and Kendall (1975), corrected for ties.</summary>
public static class MannKendall
{
    /// <summary>The standardised statistic: above 0 for a rising series; beyond 2.576 in one of a hundred series of independent values without a trend.</summary>
    /// <param name="values">The series, in the order taken.</param>
    /// <returns>0 for fewer than three values or equal ones.</returns>
    public static double Z(IReadOnlyList<double> values)
    {
        var n = values.Count;
        if (n < 3)
            return 0;
        var (ranks, ties) = Ranks(values);
        var sum = Rising(ranks);
        var variance = ((n * (n - 1.0) * ((2.0 * n) + 5)) - ties.Sum(tie => tie * (tie - 1.0) * ((2.0 * tie) + 5))) / 18;
        return variance <= 0 ? 0 : (sum - Math.Sign(sum)) / Math.Sqrt(variance);
    }

    /// <summary>Pairs that rise minus pairs that fall, counted by a tree of sums over the ranks (Fenwick, 1994), so that a thousand values take no million steps.</summary>
    private static long Rising(int[] ranks)
    {
        var tree = new int[ranks.Length + 1];
        var sum = 0L;
        for (var i = 0; i < ranks.Length; i++)
        {
            var upTo = Count(tree, ranks[i]);
            var below = Count(tree, ranks[i] - 1);
            sum += below - (i - upTo);
            for (var at = ranks[i]; at < tree.Length; at += at & -at)
                tree[at]++;
        }

        return sum;
    }

    private static int Count(int[] tree, int rank)
    {
        var count = 0;
        for (var at = rank; at > 0; at -= at & -at)
            count += tree[at];
        return count;
    }

    /// <summary>Dense ranks from 1, and how many values share each.</summary>
    private static (int[] Ranks, List<int> Ties) Ranks(IReadOnlyList<double> values)
    {
        var sorted = values.ToArray();
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(sorted, order);
        var ranks = new int[order.Length];
        var ties = new List<int>();
        for (var i = 0; i < order.Length; i++)
        {
            if (i is 0 || !sorted[i].Equals(sorted[i - 1]))
                ties.Add(0);
            ties[^1]++;
            ranks[order[i]] = ties.Count;
        }

        return (ranks, ties);
    }
}
