namespace PerfSpecs.Statistics;

/// <summary>Evidence that a mean lies on one side of a value, by betting on it sample by sample: valid at any time, for any distribution on its range.</summary>
/// <remarks>
/// Each bet multiplies its wealth by 1 + l (x - m) (or 1 + l (m - x) for the other side); where the mean does not lie on that side,
/// no wealth is expected to grow, and the average over the bets reaches 1 / a with a probability of at most a (Ville, 1939).
/// Source: Waudby-Smith and Ramdas (2024). That a mean lies above a value can be shown for any values from 0 on; that it lies below
/// one cannot be shown without a largest value (Bahadur and Savage, 1956).
/// </remarks>
public sealed class MeanBets
{
    private const int Bets = 24;
    private const double Smallest = 1e-3;
    private const double Largest = 0.95;

    private readonly double[] _logWealth = new double[Bets];
    private readonly double _mean;
    private readonly double _sign;
    private readonly double _most;

    private MeanBets(double mean, double sign, double most)
    {
        _mean = mean;
        _sign = sign;
        _most = most;
    }

    /// <summary>Bets that the mean lies above a value.</summary>
    /// <param name="mean">The value; above 0.</param>
    public static MeanBets Above(double mean)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mean);
        return new MeanBets(mean, 1, 1 / mean);
    }

    /// <summary>Bets that the mean lies below a value.</summary>
    /// <param name="mean">The value; above 0 and below <paramref name="max"/>.</param>
    /// <param name="max">The largest value that a sample can have.</param>
    public static MeanBets Below(double mean, double max)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mean);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(max, mean);
        return new MeanBets(mean, -1, 1 / (max - mean));
    }

    /// <summary>Takes a sample into account.</summary>
    /// <param name="value">0 to the largest value.</param>
    public void Add(double value)
    {
        for (var bet = 0; bet < Bets; bet++)
            _logWealth[bet] += Math.Log(1 + (Share(bet) * _most * _sign * (value - _mean)));
    }

    /// <summary>The evidence so far: the logarithm of the bets' average wealth. At or above ln(1 / a) the side is shown with an error of a.</summary>
    public double LogEvidence
    {
        get
        {
            var (most, sum) = (double.NegativeInfinity, 0.0);
            foreach (var wealth in _logWealth)
                most = Math.Max(most, wealth);
            foreach (var wealth in _logWealth)
                sum += Math.Exp(wealth - most);
            return most + Math.Log(sum / Bets);
        }
    }

    // Log-spaced, because the best bet is as small as the distance to the mean, which is not known.
    private static double Share(int bet) => Smallest * Math.Pow(Largest / Smallest, (double)bet / (Bets - 1));
}
