namespace PerfSpecs.Statistics;

/// <summary>Which samples of a series are counted: the gap from one to the next is drawn at random from a range, every value alike.</summary>
/// <remarks>
/// A fixed gap is blind to periods of the workload that it divides (a buffer that is flushed every tenth run): such runs are then counted twice as
/// often as they happen, or never.
/// </remarks>
/// <param name="Least">The smallest gap; 1 counts the very next sample.</param>
/// <param name="Most">The largest gap; at least <paramref name="Least"/>.</param>
/// <param name="Correlation">The rank autocorrelation between neighbours in the pilot; 0 where no pilot was taken.</param>
/// <param name="Remains">Whether the pilot's samples were still correlated at the longest lag tried, or so strongly between neighbours that the pilot cannot show where it ends.</param>
public sealed record Stride(int Least, int Most, double Correlation, bool Remains)
{
    /// <summary>Samples of a whole pilot, none of which is ever counted.</summary>
    public const int Pilot = 100;

    /// <summary>Samples of the shortest pilot that is worth something: it shows a correlation of 0.5 between neighbours.</summary>
    public const int ShortestPilot = 20;

    private const double Independent = 0.2;

    /// <summary>Below this correlation between neighbours, gaps of 1 and 2 do.</summary>
    private const double Negligible = 0.1;

    /// <summary>Beyond this correlation between neighbours a pilot of a hundred is too short to find the lag at which they forget.</summary>
    private const double TooStrong = 0.85;

    private static readonly int[] Lags = [1, 2, 3, 5, 8, 13, 21, 34];

    /// <summary>Every sample counts: where independence is known or has to be assumed.</summary>
    public static Stride Assumed { get; } = new(1, 1, 0, Remains: false);

    /// <summary>The mean gap.</summary>
    public double Every => (Least + (double)Most) / 2;

    /// <summary>Gaps of a given mean, from half of it to one and a half times.</summary>
    /// <param name="mean">The mean gap; at least 1, in steps of a half.</param>
    public static Stride Of(double mean)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mean, 1);
        var least = (int)Math.Max(1, Math.Round(mean / 2, MidpointRounding.AwayFromZero));
        return new Stride(least, (int)Math.Round(2 * mean) - least, 0, Remains: false);
    }

    /// <summary>Gaps from a lag to three times that lag, so twice the lag on average.</summary>
    /// <param name="lag">The lag at which samples hardly depend on each other; at least 1.</param>
    public static Stride OfLag(int lag) => new(lag, 3 * lag, 0, Remains: false);

    /// <summary>
    /// Gaps from the smallest lag at which the pilot's rank autocorrelation is below 0.2 to three times that lag; 1 and 2 where neighbours of a whole
    /// pilot show less than 0.1. The lag is at least the one that follows from the correlation between neighbours: the first of several noisy estimates
    /// that is low is often too early. A negative correlation does no harm: gaps of random length never follow it, and the count varies less.
    /// </summary>
    /// <param name="pilot">A series of at least <see cref="ShortestPilot"/> values, in the order taken.</param>
    public static Stride Of(IReadOnlyList<double> pilot)
    {
        if (pilot.Count < ShortestPilot)
            throw new ArgumentException($"A pilot has at least {ShortestPilot} values.", nameof(pilot));
        var first = RankAutocorrelation.At(pilot, 1);
        if (first < Negligible && pilot.Count >= Pilot)
            return new Stride(1, 2, first, Remains: false);
        foreach (var lag in Lags.Where(lag => lag < pilot.Count / 2))
        {
            if (RankAutocorrelation.At(pilot, lag) < Independent)
                return OfLag(Math.Max(lag, Forgotten(first))) with { Correlation = first, Remains = first >= TooStrong };
        }

        return OfLag(Lags[^1]) with { Correlation = first, Remains = true };
    }

    /// <summary>The lag at which a series whose correlation falls by the same factor from lag to lag is below 0.2.</summary>
    private static int Forgotten(double first) =>
        first < Independent ? 1 : (int)Math.Clamp(Math.Ceiling(Math.Log(Independent) / Math.Log(first)), 1, Lags[^1]);

    /// <summary>The next gap.</summary>
    /// <param name="random">A seeded generator of the spec's own.</param>
    public int Draw(Random random) => random.Next(Least, Most + 1);
}
