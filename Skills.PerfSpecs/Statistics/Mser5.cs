namespace PerfSpecs.Statistics;

/// <summary>Where a series' warm-up ends: MSER-5 (White, 1997).</summary>
public static class Mser5
{
    private const int Batch = 5;

    /// <summary>
    /// The number of leading values to leave out: batches of five, the truncation d that minimises the squared deviations of the
    /// rest over (m - d)^2, for d up to half of the m batches.
    /// </summary>
    /// <param name="values">The series, in the order taken.</param>
    /// <returns>A multiple of 5, 0 for fewer than ten values. Half of the values or nearly so says that the series has not settled.</returns>
    public static int Cut(IReadOnlyList<double> values)
    {
        var batches = Enumerable.Range(0, values.Count / Batch).Select(b => Mean(values, b)).ToArray();
        var (best, least) = (0, double.PositiveInfinity);
        double sum = 0, squares = 0;
        for (var kept = 1; kept <= batches.Length; kept++)
        {
            var value = batches[^kept] - batches[^1];
            sum += value;
            squares += value * value;
            var cut = batches.Length - kept;
            if (cut > batches.Length / 2)
                continue;
            var error = (squares - (sum * sum / kept)) / ((double)kept * kept);
            if (error <= least)
                (best, least) = (cut, error);
        }

        return best * Batch;
    }

    private static double Mean(IReadOnlyList<double> values, int batch)
    {
        var sum = 0.0;
        for (var i = batch * Batch; i < (batch + 1) * Batch; i++)
            sum += values[i];
        return sum / Batch;
    }
}
