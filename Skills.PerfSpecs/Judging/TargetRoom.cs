using PerfSpecs.Specs;
using PerfSpecs.Statistics;

namespace PerfSpecs.Judging;

/// <summary>Where a target can lie, by one recorded run: it must include one level, and must not include the other once that is slowed.</summary>
/// <param name="Passing">The tightest bound that the same code passes with <see cref="CalibrationAim.Certainty"/>, in base units; null where the samples are too few to tell.</param>
/// <param name="Failing">The level that, slowed by the wanted factor, must lie beyond the target so that slowed code fails as surely; null where the samples are too few.</param>
internal sealed record TargetRoom(double? Passing, double? Failing)
{
    private const int Replicates = 200;
    private const int Steps = 24;

    /// <summary>The room that a recorded run leaves.</summary>
    /// <param name="spec">The spec: a quantile, a mean or an exact value.</param>
    /// <param name="aim">What is wanted.</param>
    /// <param name="values">At least one recorded sample; all above 0.</param>
    /// <param name="weight">How many samples to take a quantile's recorded ones for, their shape unchanged; null for what they are.</param>
    public static TargetRoom Of(Spec spec, CalibrationAim aim, IReadOnlyList<double> values, int? weight = null) => spec.Target.Statistic switch
    {
        Statistic.Exact => new TargetRoom(values[0], values[0]),
        Statistic.Mean => OfMean(spec, aim, values),
        _ => OfQuantile(spec, aim, values, weight ?? values.Count),
    };

    /// <summary>The room that is left when the bound must not lie inside the measured interval either.</summary>
    /// <param name="level">What was measured in the same run.</param>
    /// <param name="isUpper">Whether the target bounds from above.</param>
    public TargetRoom Beyond(Judgement level, bool isUpper)
    {
        if (Passing is not { } passing || level.Interval is not { } interval)
            return this with { Passing = null };
        var bound = isUpper ? Math.Max(passing, interval.Upper) : Math.Min(passing, interval.Lower);
        return this with { Passing = double.IsFinite(bound) && bound > 0 ? bound : null };
    }

    private static TargetRoom OfQuantile(Spec spec, CalibrationAim aim, IReadOnlyList<double> values, int weight)
    {
        var outwards = spec.Target.IsUpper ? values.Order().ToList() : values.OrderDescending().ToList();
        var gate = GateOf.At(GateOf.Quantile(spec.Target)!.Value, spec, aim.FailError);
        return new TargetRoom(
            At(NextRun.LeastPassing(gate, values.Count, CalibrationAim.Certainty, weight)),
            At(NextRun.MostFailing(gate, values.Count, CalibrationAim.Certainty, weight)));

        double? At(int? rank) => rank is { } r ? outwards[r - 1] : null;
    }

    // The bets on a mean have no exact chances. They are simulated, each time from another resampling of what was recorded, so
    // that the luck of the recorded run counts as well (Efron, 1979).
    private static TargetRoom OfMean(Spec spec, CalibrationAim aim, IReadOnlyList<double> values)
    {
        var isUpper = spec.Target.IsUpper;
        var mean = values.Average();
        var max = spec.Max!.Value;
        var (worst, best) = isUpper ? (max, 0.0) : (0.0, max);
        var passing = Bisect(mean, worst, bound => Share(spec, bound, values, 1, Verdict.Pass, aim) >= CalibrationAim.Certainty);
        var slowed = Math.Min(aim.Slowed(mean, isUpper), max);
        var failing = Bisect(slowed, best, bound => Share(spec, bound, values, aim.Catch, Verdict.Fail, aim) >= CalibrationAim.Certainty);
        return new TargetRoom(passing, failing is { } bound ? (isUpper ? bound / aim.Catch : bound * aim.Catch) : null);
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

    private static double Share(Spec spec, double bound, IReadOnlyList<double> values, double slowdown, Verdict wanted, CalibrationAim aim)
    {
        // The same seed for every bound: only then is the share monotone in it.
        var random = new Random(1);
        var target = spec.Target with { Bound = new Quantity(bound / spec.Target.Bound.Unit.Factor, spec.Target.Bound.Unit) };
        var shape = new double[values.Count];
        var count = 0;
        for (var replicate = 0; replicate < Replicates; replicate++)
        {
            for (var i = 0; i < shape.Length; i++)
                shape[i] = values[random.Next(values.Count)];
            var next = new Random(random.Next());
            var judge = SpecJudge.For(spec with { Target = target }, aim.FailError);
            while (judge.Wanted > 0)
            {
                var value = shape[next.Next(shape.Length)];
                // What is slowed beyond the declared maximum still counts as the maximum: the spec would break, and not pass.
                judge.Add(Math.Min(spec.Max!.Value, spec.Target.IsUpper ? value * slowdown : value / slowdown));
            }

            count += judge.VerdictSoFar == wanted ? 1 : 0;
        }

        return (double)count / Replicates;
    }
}
