using Perfolizer.Mathematics.Distributions.ContinuousDistributions;
using PerfSpecs.Results;

namespace PerfSpecs.Statistics;

/// <summary>What a gate will say of a process to come, by recorded runs of several processes of the same code.</summary>
/// <remarks>
/// A process multiplies its values by a factor of its own, and the logarithms of these factors are normal with an unknown spread. The logarithms
/// of the recorded levels have the variance V = spread² + noise², where the noise of one level is known from its own samples (Woodruff, 1952).
/// With k processes (k - 1) V / (spread² + noise²) is chi-squared with k - 1 degrees of freedom, so that what V leaves open is a distribution over spreads; the next level
/// lies spread * sqrt(1 + 1/k) around the mean of the recorded ones. Where there is no noise, this is Student's prediction t(k - 1) s sqrt(1 + 1/k)
/// (Hahn and Meeker, 1991, Statistical Intervals). A spread below a stated least one is not believed: few processes can agree by luck.
/// Within a process the share of values below a recorded one is uncertain as well; see <see cref="NextRun"/>. What lies beyond the greatest recorded value
/// is taken to fall like a power of the value, with the exponent of the outer tenth of the values (Hill, 1975; Weissman, 1978): heavier than the
/// tail of a lognormal.
/// </remarks>
internal sealed class NextProcess
{
    private const int MostRanks = 120;
    private const int TailPoints = 8;
    private const int TailShare = 10;
    private const int BisectionSteps = 40;

    /// <summary>The grid of the logarithm of V's expectation: from this far below the logarithm of V to that far above.</summary>
    private const double GridBelow = 4;
    private const double GridAbove = 14;
    private const double GridStep = 0.15;
    private const double Negligible = 1e-6;

    private static readonly NormalDistribution Normal = NormalDistribution.Standard;

    private readonly List<(double Deviation, double Weight)> _spreads = [];
    private readonly List<double> _logs;
    private readonly int _recorded;
    private readonly double _weight;

    /// <param name="logs">The values, sorted; those deepest within the target first.</param>
    /// <param name="weight">How many independent values to take them for.</param>
    private NextProcess(List<double> logs, double weight)
    {
        (_logs, _recorded, _weight) = (logs, logs.Count, weight);
        var fall = Fall(logs);
        // Each point has half the share beyond it that the one before has.
        _logs.AddRange([.. Enumerable.Range(1, TailPoints).Select(i => logs[_recorded - 1] + (i * Math.Log(2) * fall))]);
    }

    /// <summary>What several recorded processes say of the next.</summary>
    /// <param name="runs">The samples of each; at least one, all values above 0.</param>
    /// <param name="probability">The judged quantile, counted from the values deepest within the target; between 0 and 1.</param>
    /// <param name="isUpper">Whether the target bounds from above.</param>
    /// <param name="least">The least standard deviation of the logarithms that processes are believed to differ by; above 0.</param>
    /// <param name="samples">How many samples to take each process for; null for what was recorded.</param>
    /// <param name="processes">How many processes to take the recorded ones for; null for what was recorded.</param>
    public static NextProcess Of(IReadOnlyList<IReadOnlyList<double>> runs, double probability, bool isUpper, double least, int? samples = null, int? processes = null)
    {
        var sorted = runs.Select(values => values.Select((double value) => isUpper ? Math.Log(value) : -Math.Log(value)).Order().ToList()).ToList();
        var levels = sorted.Select(values => OrderStatisticInterval.Estimate(values, probability)).ToList();
        var mean = levels.Average();
        var noise = sorted.Average(values => NoiseOf(values, probability));
        var seen = Variance(levels) ?? ((least * least) + noise);
        var grown = 1.0;
        if (samples is { } wanted)
        {
            grown = wanted / sorted.Average(values => (double)values.Count);
            seen = Math.Max(0, seen - noise) + (noise / grown);
            noise /= grown;
        }

        var count = processes ?? runs.Count;
        var aligned = sorted.Zip(levels, (values, level) => values.Select(value => value - level + mean)).SelectMany(values => values).Order().ToList();
        var next = new NextProcess(aligned, aligned.Count * grown * count / runs.Count);
        next.Spread(count, seen, noise, least);
        return next;
    }

    /// <summary>What the recorded levels of several processes say of the level of the next, without the samples.</summary>
    /// <param name="levels">The level of each; at least one, all above 0.</param>
    /// <param name="noise">The variance of the logarithm of one level's estimate.</param>
    /// <param name="least">The least standard deviation of the logarithms that processes are believed to differ by; above 0.</param>
    public static NextProcess OfLevels(IReadOnlyList<double> levels, double noise, double least)
    {
        var logs = levels.Select(level => Math.Log(level)).Order().ToList();
        var next = new NextProcess(logs, logs.Count);
        next.Spread(logs.Count, Variance(logs) ?? 0, noise, least);
        return next;
    }

    /// <summary>Equally likely distances of the next level from the mean of the recorded ones, as logarithms in random order.</summary>
    /// <param name="count">How many; at least 1.</param>
    public IReadOnlyList<double> Offsets(int count)
    {
        double[] offsets = [.. Enumerable.Range(0, count).Select(i => Invert((i + 0.5) / count))];
        new Random(1).Shuffle(offsets);
        return offsets;
    }

    private double Invert(double probability)
    {
        var reach = 8 * _spreads.Max(spread => spread.Deviation);
        var (low, high) = (-reach, reach);
        for (var step = 0; step < BisectionSteps; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Below(middle) >= probability ? (low, middle) : (middle, high);
        }

        return (low + high) / 2;
    }

    /// <summary>The tightest bound that the next process passes with a probability; null where the samples are too few to tell.</summary>
    /// <returns>The logarithm of the bound, negative for a lower bound.</returns>
    public double? PassesFrom(QuantileGate gate, double probability)
    {
        var chances = VerdictChances.Of(gate);
        var gains = Gains(rank => At(chances, rank).Pass, 0);
        return Bisect(bound => gains.Sum(gain => gain.Chance * Below(bound - gain.Log)) >= probability);
    }

    /// <summary>The loosest bound that the next process fails with a probability; null where the samples are too few to tell.</summary>
    /// <inheritdoc cref="PassesFrom" path="/returns"/>
    public double? FailsUpTo(QuantileGate gate, double probability)
    {
        var chances = VerdictChances.Of(gate);
        // The chance for a bound short of a value; it is lost where the bound reaches that value.
        double FailShortOf(int rank) => rank > _recorded ? 0 : At(chances, rank).Fail;
        var innermost = FailShortOf(1);
        var losses = Gains(rank => 1 - FailShortOf(rank + 1), 1 - innermost);
        return -Bisect(bound => innermost - losses.Sum(loss => loss.Chance * Below(-bound - loss.Log)) >= probability, isMirrored: true);
    }

    /// <summary>The chance that the next level lies at most a distance above the mean of the recorded ones.</summary>
    private double Below(double distance)
    {
        var sum = 0.0;
        foreach (var (deviation, weight) in _spreads)
            sum += weight * Normal.Cdf(distance / deviation);
        return sum;
    }

    private OperatingCharacteristics At(VerdictChances chances, int rank)
    {
        if (rank <= _recorded)
            return chances.Averaged(rank * _weight / _recorded, _weight);
        var weight = _weight * Math.Pow(2, rank - _recorded);
        return chances.Averaged(weight, weight);
    }

    /// <summary>The mean distance of the outer tenth of the values from the value where it begins, with two standard errors.</summary>
    private static double Fall(List<double> logs)
    {
        var outer = Math.Max(1, logs.Count / TailShare);
        var begin = logs[Math.Max(0, logs.Count - outer - 1)];
        return logs.TakeLast(outer).Average(log => log - begin) * (1 + (2 / Math.Sqrt(outer)));
    }

    /// <summary>By how much a chance grows from one recorded value to the next, at a hundred values or so where it does.</summary>
    private List<(double Log, double Chance)> Gains(Func<int, double> chanceAt, double before)
    {
        var last = chanceAt(_logs.Count);
        var from = FirstAt(chanceAt, before + Negligible);
        var to = FirstAt(chanceAt, last - Negligible);
        var step = Math.Max(1, (to - from + MostRanks - 1) / MostRanks);
        var gains = new List<(double, double)>();
        for (var rank = from; ; rank = Math.Min(rank + step, to))
        {
            var chance = chanceAt(rank);
            gains.Add((_logs[rank - 1], chance - before));
            before = chance;
            if (rank >= to)
                return gains;
        }
    }

    private int FirstAt(Func<int, double> chanceAt, double chance)
    {
        var (low, high) = (0, _logs.Count);
        while (high - low > 1)
        {
            var rank = (low + high) / 2;
            (low, high) = chanceAt(rank) >= chance ? (low, rank) : (rank, high);
        }

        return high;
    }

    private double? Bisect(Func<double, bool> holds, bool isMirrored = false)
    {
        var reach = 8 * _spreads.Max(spread => spread.Deviation);
        var (low, high) = isMirrored ? (-_logs[^1] - reach, -_logs[0] + reach) : (_logs[0] - reach, _logs[^1] + reach);
        if (!holds(high))
            return null;
        for (var step = 0; step < BisectionSteps; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(middle) ? (low, middle) : (middle, high);
        }

        return high;
    }

    /// <summary>The distribution over what the next level can differ by.</summary>
    private void Spread(int processes, double seen, double noise, double least)
    {
        var further = Math.Sqrt(1 + (1.0 / processes));
        var believed = 0.0;
        if (processes > 1 && seen > 0)
        {
            var degrees = processes - 1;
            var grid = new List<(double Spread, double Weight)>();
            for (var log = -GridBelow; log <= GridAbove; log += GridStep)
            {
                // The density of V's expectation on the logarithmic scale, up to a constant.
                var weight = Math.Exp(-0.5 * degrees * (log + Math.Exp(-log)));
                grid.Add((Math.Sqrt(Math.Max(0, (seen * Math.Exp(log)) - noise)), weight));
            }

            var total = grid.Sum(point => point.Weight);
            foreach (var (spread, weight) in grid.Where(point => point.Spread > least && point.Weight > Negligible * total))
            {
                _spreads.Add((spread * further, weight / total));
                believed += weight / total;
            }
        }

        _spreads.Add((least * further, Math.Max(0, 1 - believed)));
    }

    private static double? Variance(List<double> logs)
    {
        var mean = logs.Average();
        return logs.Count > 1 ? logs.Sum(log => (log - mean) * (log - mean)) / (logs.Count - 1) : null;
    }

    /// <summary>The variance of a quantile's estimate: half the distance between the values one standard error of the rank around it, squared.</summary>
    private static double NoiseOf(List<double> sorted, double probability)
    {
        var error = Math.Sqrt(probability * (1 - probability) / sorted.Count);
        var upper = OrderStatisticInterval.Estimate(sorted, Math.Min(1, probability + error));
        var lower = OrderStatisticInterval.Estimate(sorted, Math.Max(0, probability - error));
        return (upper - lower) * (upper - lower) / 4;
    }
}
