using System.Collections.Concurrent;

namespace PerfSpecs.Statistics;

/// <summary>The order statistics that bound a quantile after n samples: ranks from 1, where a rank outside 1 to n is an infinite end.</summary>
/// <param name="Lower">The rank of the lower end.</param>
/// <param name="Upper">The rank of the upper end.</param>
public readonly record struct Ranks(int Lower, int Upper);

/// <summary>What a gate does at one true probability, exactly.</summary>
/// <param name="Pass">The probability of a pass.</param>
/// <param name="Fail">The probability of a fail.</param>
/// <param name="ExpectedSamples">The mean number of samples until the verdict or the cap.</param>
public readonly record struct OperatingCharacteristics(double Pass, double Fail, double ExpectedSamples)
{
    /// <summary>The probability that the cap is reached without a verdict.</summary>
    public double Inconclusive => 1 - Pass - Fail;
}

/// <summary>Judges a quantile budget sample by sample: an exact sequential binomial test with alpha spending.</summary>
/// <remarks>
/// Each sample is a coin: within the target or not, with an unknown probability p of being within. A pass rejects p &lt; q, a fail
/// rejects p >= q; only one of the two can be wrong, so each side has the whole of its error. The sides are computed apart
/// (non-binding), so each bound holds alone, whatever the other does, and looking less often only lowers it.
/// Sources: Clopper and Pearson (1934) for the ranks, Lan and DeMets (1983) and Kim and DeMets (1987) for the spending,
/// Jennison and Turnbull (2000), Group Sequential Methods, for the recursion.
/// </remarks>
public sealed class QuantileGate
{
    private const int Remembered = 256;

    private static readonly ConcurrentDictionary<(double, double, double, int, SpendingFunction?), QuantileGate> Gates = new();

    private readonly int[] _within;
    private readonly int[] _beyond;

    /// <summary>Computes a gate's boundaries.</summary>
    /// <param name="quantile">The probability q of a sample within the target that separates pass from fail; between 0 and 1, both excluded.</param>
    /// <param name="passError">The chance of a pass at p just below q; between 0 and 1, both excluded.</param>
    /// <param name="failError">The chance of a fail at p = q; between 0 and 1, both excluded.</param>
    /// <param name="cap">The most samples; at least 1.</param>
    /// <param name="spending">How the errors are spent over the samples; null for <see cref="SpendingFunction.Power"/> where the cap is at
    /// most ten times the least number of samples that can pass, else <see cref="SpendingFunction.Logarithm"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public QuantileGate(double quantile, double passError, double failError, int cap, SpendingFunction? spending = null)
    {
        ThrowUnlessProbability(quantile, nameof(quantile));
        ThrowUnlessProbability(passError, nameof(passError));
        ThrowUnlessProbability(failError, nameof(failError));
        ArgumentOutOfRangeException.ThrowIfLessThan(cap, 1);
        Quantile = quantile;
        PassError = passError;
        FailError = failError;
        Cap = cap;
        Spending = spending ?? (cap <= 10L * MinimumForPass(quantile, passError) ? SpendingFunction.Power : SpendingFunction.Logarithm);
        _within = Boundary.Of(quantile, passError, cap, Spending);
        _beyond = Boundary.Of(1 - quantile, failError, cap, Spending);
    }

    /// <summary>The probability of a sample within the target that separates pass from fail.</summary>
    public double Quantile { get; }

    /// <summary>The bound on the chance of a wrong pass.</summary>
    public double PassError { get; }

    /// <summary>The bound on the chance of a wrong fail.</summary>
    public double FailError { get; }

    /// <summary>The most samples.</summary>
    public int Cap { get; }

    /// <summary>How the errors are spent over the samples.</summary>
    public SpendingFunction Spending { get; }

    /// <summary>The first number of samples at which a pass is possible; null where none is up to the cap.</summary>
    public int? FirstPass => First(_within);

    /// <summary>The first number of samples at which a fail is possible; null where none is up to the cap.</summary>
    public int? FirstFail => First(_beyond);

    /// <summary>A gate that is computed once in a process and shared.</summary>
    /// <inheritdoc cref="QuantileGate(double, double, double, int, SpendingFunction?)" path="/param"/>
    public static QuantileGate For(double quantile, double passError, double failError, int cap, SpendingFunction? spending = null)
    {
        if (Gates.Count >= Remembered)
            Gates.Clear();
        return Gates.GetOrAdd((quantile, passError, failError, cap, spending), static key => new QuantileGate(key.Item1, key.Item2, key.Item3, key.Item4, key.Item5));
    }

    /// <summary>The least number of samples that can pass: ceil(ln a / ln q), when every sample lies within.</summary>
    /// <param name="quantile">Between 0 and 1, both excluded.</param>
    /// <param name="error">The one-sided error; between 0 and 1, both excluded.</param>
    public static int MinimumForPass(double quantile, double error)
    {
        ThrowUnlessProbability(quantile, nameof(quantile));
        ThrowUnlessProbability(error, nameof(error));
        // Where q^n equals the error exactly, rounding must not ask for one sample more.
        var least = Math.Log(error) / Math.Log(quantile);
        var nearest = Math.Round(least);
        return (int)Math.Min(int.MaxValue, Math.Abs(least - nearest) < 1e-9 * nearest ? nearest : Math.Ceiling(least));
    }

    /// <summary>What is certain after <paramref name="n"/> samples.</summary>
    /// <param name="n">Samples so far; 1 to the cap.</param>
    /// <param name="within">How many of them lie within the target; 0 to <paramref name="n"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public Verdict Judge(int n, int within)
    {
        ThrowUnlessCounted(n);
        ArgumentOutOfRangeException.ThrowIfNegative(within);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(within, n);
        return within >= _within[n] ? Verdict.Pass : n - within >= _beyond[n] ? Verdict.Fail : Verdict.Inconclusive;
    }

    /// <summary>The ranks whose order statistics bound the quantile after <paramref name="n"/> samples: pass exactly when the upper end is within the target, fail exactly when the lower end is beyond it.</summary>
    /// <param name="n">Samples so far; 1 to the cap.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is outside its range.</exception>
    public Ranks Ranks(int n)
    {
        ThrowUnlessCounted(n);
        return new Ranks(n - _beyond[n] + 1, _within[n]);
    }

    /// <summary>What the gate does where a sample lies within the target with probability <paramref name="p"/>: the recursion with both boundaries.</summary>
    /// <param name="p">0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is outside its range.</exception>
    public OperatingCharacteristics At(double p)
    {
        if (!(p is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies between 0 and 1.");
        var walks = new Walks(p, Cap);
        double pass = 0, fail = 0, samples = 0;
        for (var n = 1; n <= Cap; n++)
        {
            samples += walks.Total;
            walks.Step();
            pass += walks.StopFrom(_within[n]);
            fail += walks.StopUpTo(n - _beyond[n]);
        }

        return new OperatingCharacteristics(pass, fail, samples);
    }

    private int? First(int[] boundary)
    {
        for (var n = 1; n <= Cap; n++)
        {
            if (boundary[n] <= n)
                return n;
        }

        return null;
    }

    private void ThrowUnlessCounted(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, Cap);
    }

    private static void ThrowUnlessProbability(double value, string name)
    {
        if (!(value is > 0 and < 1))
            throw new ArgumentOutOfRangeException(name, value, "A probability between 0 and 1, both excluded, is needed.");
    }
}
