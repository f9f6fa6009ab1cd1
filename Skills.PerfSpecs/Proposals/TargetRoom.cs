using PerfSpecs.Judging;
using PerfSpecs.Results;
using PerfSpecs.Statistics;

namespace PerfSpecs.Proposals;

/// <summary>Where a target can lie, by recorded runs of one spec: it must include one level, and must not include the other once that is slowed.</summary>
/// <param name="Passing">The tightest bound that the next process passes with <see cref="CalibrationAim.Keeping"/>, in base units; null where the samples are too few to tell.</param>
/// <param name="Failing">The level that, slowed by the wanted factor, must lie beyond the target so that the next process of slowed code fails with <see cref="CalibrationAim.Catching"/>; null where the samples are too few.</param>
internal sealed record TargetRoom(double? Passing, double? Failing)
{
    private const int Replicates = 300;
    private const int Steps = 24;

    /// <summary>The room that recorded runs leave.</summary>
    /// <param name="spec">The spec: a quantile, a mean or an exact value.</param>
    /// <param name="aim">What is wanted.</param>
    /// <param name="runs">The samples of each recorded run; at least one, all values above 0.</param>
    /// <param name="samples">How many samples to take each run of a quantile for, its shape unchanged; null for what it has.</param>
    /// <param name="processes">How many runs to take those of a quantile for; null for what there are.</param>
    public static TargetRoom Of(Spec spec, CalibrationAim aim, IReadOnlyList<IReadOnlyList<double>> runs, int? samples = null, int? processes = null) => spec.Target.Statistic switch
    {
        Statistic.Exact => OfExact(spec.Target, runs),
        Statistic.Mean => OfMean(spec, aim, runs),
        _ => OfQuantile(spec, aim, runs, samples, processes),
    };

    /// <summary>The room that is left when the bound must not lie inside a measured interval either.</summary>
    /// <param name="levels">What was measured in each run.</param>
    /// <param name="isUpper">Whether the target bounds from above.</param>
    public TargetRoom Beyond(IReadOnlyList<Judgement> levels, bool isUpper)
    {
        var bound = Passing;
        foreach (var level in levels)
        {
            bound = (bound, level.Interval) is ({ } passing, { } interval)
                ? isUpper ? Math.Max(passing, interval.Upper) : Math.Min(passing, interval.Lower)
                : null;
        }

        return this with { Passing = bound is { } known && double.IsFinite(known) && known > 0 ? known : null };
    }

    private static TargetRoom OfExact(Target target, IReadOnlyList<IReadOnlyList<double>> runs)
    {
        var values = runs.Select(run => run[0]).ToList();
        return target.IsUpper ? new TargetRoom(values.Max(), values.Min()) : new TargetRoom(values.Min(), values.Max());
    }

    private static TargetRoom OfQuantile(Spec spec, CalibrationAim aim, IReadOnlyList<IReadOnlyList<double>> runs, int? samples, int? processes)
    {
        var (quantile, isUpper) = (GateOf.Quantile(spec.Target)!.Value, spec.Target.IsUpper);
        var gate = GateOf.At(quantile, spec, aim.FailError);
        var next = NextProcess.Of(runs, quantile, isUpper, CalibrationAim.LeastSpread(spec.Target.Bound.Unit), samples, processes);
        return new TargetRoom(Level(next.PassesFrom(gate, CalibrationAim.Keeping)), Level(next.FailsUpTo(gate, CalibrationAim.Catching)));

        double? Level(double? log) => log is { } known ? Math.Exp(isUpper ? known : -known) : null;
    }

    // The bets on a mean have no exact chances. They are simulated, each time from another resampling of what was recorded and with another level
    // of the process, so that the luck of the recorded runs counts as well (Efron, 1979).
    private static TargetRoom OfMean(Spec spec, CalibrationAim aim, IReadOnlyList<IReadOnlyList<double>> runs)
    {
        var isUpper = spec.Target.IsUpper;
        var means = runs.Select(values => values.Average()).ToList();
        var mean = Math.Exp(means.Average(Math.Log));
        var max = spec.Max!.Value;
        var (worst, best) = isUpper ? (max, 0.0) : (0.0, max);
        double[] values = [.. runs.Zip(means, (run, of) => run.Select(value => value / of * mean)).SelectMany(run => run)];
        var offsets = NextProcess.OfLevels(means, runs.Average(NoiseOf), CalibrationAim.LeastSpread(spec.Target.Bound.Unit)).Offsets(Replicates);
        var passing = Bisect(mean, worst, bound => Share(spec, bound, values, offsets, 1, Verdict.Pass, aim) >= CalibrationAim.Keeping);
        var slowed = Math.Min(aim.Slowed(mean, isUpper), max);
        var failing = Bisect(slowed, best, bound => Share(spec, bound, values, offsets, aim.Catch, Verdict.Fail, aim) >= CalibrationAim.Catching);
        return new TargetRoom(passing, failing is { } bound ? (isUpper ? bound / aim.Catch : bound * aim.Catch) : null);
    }

    /// <summary>The variance of the logarithm of a mean's estimate, by the delta method.</summary>
    private static double NoiseOf(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return values.Count > 1 ? values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1) / values.Count / (mean * mean) : 0;
    }

    /// <summary>The first bound, from one end towards the other, at which a monotone condition holds; null where it does not even hold just before that end.</summary>
    private static double? Bisect(double from, double to, Func<double, bool> holds)
    {
        double outside = 0, inside = 1;
        var found = false;
        for (var step = 0; step < Steps && inside - outside > 1e-4; step++)
        {
            var middle = (outside + inside) / 2;
            if (holds(from + (middle * (to - from))))
                (inside, found) = (middle, true);
            else
                outside = middle;
        }

        return found ? from + (inside * (to - from)) : null;
    }

    private static double Share(Spec spec, double bound, double[] values, IReadOnlyList<double> offsets, double slowdown, Verdict wanted, CalibrationAim aim)
    {
        // The same seed for every bound: only then is the share monotone in it.
        var random = new Random(1);
        var target = spec.Target with { Bound = new Quantity(bound / spec.Target.Bound.Unit.Factor, spec.Target.Bound.Unit) };
        var shape = new double[values.Length];
        var count = 0;
        foreach (var offset in offsets)
        {
            for (var i = 0; i < shape.Length; i++)
                shape[i] = values[random.Next(values.Length)];
            var next = new Random(random.Next());
            var judge = SpecJudge.For(spec with { Target = target }, aim.FailError);
            var factor = Math.Exp(offset) * (spec.Target.IsUpper ? slowdown : 1 / slowdown);
            while (judge.Wanted > 0)
            {
                // What is slowed beyond the declared maximum still counts as the maximum: the spec would break, and not pass.
                judge.Add(Math.Min(spec.Max!.Value, shape[next.Next(shape.Length)] * factor));
            }

            count += judge.VerdictSoFar == wanted ? 1 : 0;
        }

        return (double)count / offsets.Count;
    }
}
