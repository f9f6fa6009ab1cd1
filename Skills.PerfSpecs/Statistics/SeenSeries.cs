namespace PerfSpecs.Statistics;

/// <summary>All that a run has seen of a spec, skipped samples included, and how strongly samples at the counted gaps depend on each other in it.</summary>
/// <remarks>
/// A pilot that saw no failure knows nothing of bursts of failures; the longer series that is there when a verdict is near does. Two series are looked
/// at: what is judged of each sample (whether it lies within the target, or the value itself for a mean), and the ranks of the values, which show
/// dependence also where nearly all samples lie on one side of the target.
/// </remarks>
/// <param name="score">What is judged of a sample.</param>
internal sealed class SeenSeries(Func<double, double> score)
{
    /// <summary>So many are kept, in pieces that are no large objects: work that takes no time has been seen for long enough by then.</summary>
    private const int Most = 1 << 16;
    private const int Piece = 1 << 12;

    /// <summary>The mean autocorrelation over the gaps that is taken for none: the count then varies by 1.22 times what it should, and an error of 1 % becomes 1.8 % at most.</summary>
    private const double Independent = 0.1;

    /// <summary>Standard errors of that mean that are allowed on top, so that independent data are seldom taken for dependent ones.</summary>
    private const double Allowance = 1.5;

    private const int Least = 50;

    /// <summary>The longest lag, as a part of the series: beyond it too few stretches of that length were seen.</summary>
    private const int LongestPart = 20;

    private readonly List<float[]> _pieces = [];

    /// <summary>Samples kept.</summary>
    public int Count { get; private set; }

    /// <summary>Keeps a sample.</summary>
    public void Add(double value)
    {
        if (Count >= Most)
            return;
        if (Count == _pieces.Count * Piece)
            _pieces.Add(new float[Piece]);
        _pieces[^1][Count++ % Piece] = (float)value;
    }

    /// <summary>Forgets what came after a number of samples: a turn that is set aside.</summary>
    public void CutTo(int count)
    {
        Count = Math.Min(Count, count);
        var pieces = (Count + Piece - 1) / Piece;
        _pieces.RemoveRange(pieces, _pieces.Count - pieces);
    }

    /// <summary>Whether samples at these gaps depend on each other beyond what chance explains; false where the series is too short to show it, or shows one value only.</summary>
    /// <param name="stride">The gaps.</param>
    /// <param name="withRanks">Whether the values' ranks are looked at as well as what is judged of them.</param>
    public bool Depends(Stride stride, bool withRanks)
    {
        if (Count < Least)
            return false;
        var limit = Limit(stride.Most - stride.Least + 1);
        return Watched(withRanks).Any(series => Mean(series, stride.Least, stride.Most) > limit);
    }

    /// <summary>The correlation between neighbours; 0 where there is none.</summary>
    public double BetweenNeighbours() => Count < Least ? 0 : Watched(withRanks: true).Max(series => Mean(series, 1, 1) ?? 0);

    /// <summary>Gaps at which the series forgets; where even the longest lag that it can show does not do, the gaps of that lag, and to be looked at again.</summary>
    /// <param name="beyond">The gaps that were too small.</param>
    /// <param name="withRanks">Whether the values' ranks must forget as well.</param>
    public Stride Wider(Stride beyond, bool withRanks)
    {
        var watched = Watched(withRanks);
        var longest = Math.Max(beyond.Least + 1, Count / LongestPart);
        for (var lag = beyond.Most <= 2 * beyond.Least ? beyond.Least : beyond.Least + 1; lag < longest; lag += (lag / 8) + 1)
        {
            if (Array.TrueForAll(watched, series => !(Mean(series, lag, 3 * lag) > Independent)))
                return Stride.OfLag(lag);
        }

        return Stride.OfLag(longest);
    }

    private double Limit(int lags) => Independent + (Allowance / Math.Sqrt((double)Count * Math.Min(lags, 16)));

    private float[][] Watched(bool withRanks)
    {
        var values = new float[Count];
        for (var i = 0; i < Count; i += Piece)
            Array.Copy(_pieces[i / Piece], 0, values, i, Math.Min(Piece, Count - i));
        var scores = Array.ConvertAll(values, value => (float)score(value));
        return withRanks ? [scores, Ranks(values)] : [scores];
    }

    /// <summary>The values' ranks; equal values share the mean of theirs.</summary>
    private static float[] Ranks(float[] values)
    {
        var sorted = (float[])values.Clone();
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(sorted, order);
        var ranks = new float[order.Length];
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && sorted[end].Equals(sorted[start]))
                end++;
            for (var i = start; i < end; i++)
                ranks[order[i]] = (start + end) / 2f;
            start = end;
        }

        return ranks;
    }

    /// <summary>The mean autocorrelation over the lags of a range, of which at most sixteen are looked at; null for a series of one value.</summary>
    private static double? Mean(float[] series, int least, int most)
    {
        double mean = 0, alone = 0;
        foreach (var value in series)
            mean += value;
        mean /= series.Length;
        foreach (var value in series)
            alone += (value - mean) * (value - mean);
        if (alone is 0)
            return null;
        var lags = Math.Min(16, most - least + 1);
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < lags; i++)
        {
            var lag = lags is 1 ? least : least + (int)((long)i * (most - least) / (lags - 1));
            if (lag > series.Length / 2)
                break;
            var together = 0.0;
            for (var t = lag; t < series.Length; t++)
                together += (series[t] - mean) * (series[t - lag] - mean);
            sum += together / alone * series.Length / (series.Length - lag);
            count++;
        }

        return count is 0 ? null : sum / count;
    }
}
