namespace PerfSpecs.Statistics;

/// <summary>Which samples of a series may be counted as independent.</summary>
/// <param name="Every">Every how many-th sample is counted; at least 1.</param>
/// <param name="Correlation">The rank autocorrelation between neighbours in the pilot.</param>
/// <param name="Remains">Whether the samples are still correlated at the longest lag tried, or so strongly between neighbours that a pilot cannot tell: then a fail says nothing of the code.</param>
public sealed record Stride(int Every, double Correlation, bool Remains)
{
    /// <summary>Samples of a pilot, none of which is ever counted.</summary>
    public const int Pilot = 100;

    private const double Independent = 0.2;

    /// <summary>Beyond this correlation between neighbours a pilot of a hundred is too short to find the lag at which they forget.</summary>
    private const double TooStrong = 0.85;

    private static readonly int[] Lags = [1, 2, 3, 5, 8, 13, 21, 34];

    /// <summary>Every sample counts: where independence is known or has to be assumed.</summary>
    public static Stride Assumed { get; } = new(1, 0, Remains: false);

    /// <summary>
    /// Twice the smallest lag at which the pilot's rank autocorrelation is below 0.2: so a boundary false-fail rate of 5 % stays
    /// between 5.2 and 6.2 % up to a correlation of 0.8 between neighbours.
    /// </summary>
    /// <param name="pilot">A series of at least 35 values, in the order taken.</param>
    public static Stride Of(IReadOnlyList<double> pilot)
    {
        var first = RankAutocorrelation.At(pilot, 1);
        foreach (var lag in Lags)
        {
            if (Math.Abs(RankAutocorrelation.At(pilot, lag)) < Independent)
                return new Stride(2 * lag, first, first >= TooStrong);
        }

        return new Stride(2 * Lags[^1], first, Remains: true);
    }
}
