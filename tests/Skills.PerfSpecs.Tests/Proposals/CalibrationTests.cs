using Perfolizer.Mathematics.Distributions.ContinuousDistributions;
using PerfSpecs.Judging;
using PerfSpecs.Proposals;
using PerfSpecs.Text;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class CalibrationTests
{
    private static readonly CalibrationAim Aim = new(1.5, 0.001);

    /// <summary>Values within about 3 % of 100, two times in three.</summary>
    private static readonly double[] Steady = LogNormal(100, 0.03, 200, 1);

    [TestMethod]
    public void A_steady_value_gets_the_loosest_target_that_catches_in_the_unit_of_the_present_one()
    {
        var found = Found(Spec(Median <= 9.Milliseconds), Steady.Select(value => value * 1e4));

        // Processes are taken to differ by 5 %, so that nine in ten of slowed ones reach exp(-1.28 * 0.05 * sqrt 2) * 1.5 ms = 1.37 ms.
        Assert.AreEqual("median <= 1.3 ms", found.Target.ToString());
        Assert.AreEqual(1.3, found.Headroom, 0.01);
        Assert.IsInRange(1.38, 1.5, found.Catches);
        Assert.AreEqual(200, found.Level.Values.Count);
    }

    [TestMethod]
    public void What_a_clock_does_not_measure_is_taken_to_differ_less_between_processes() =>
        Assert.AreEqual("median <= 140 things", Found(Spec(Median <= 9.Of("things")), Steady).Target.ToString());

    [TestMethod]
    public void The_proposed_target_passes_the_same_code_and_fails_the_slowed_one()
    {
        foreach (var target in new[] { P95 < 1.Of("things"), Median >= 1.Of("things"), P5 >= 1.Of("things") })
        {
            var spec = Spec(target);
            var proposed = spec with { Target = Found(spec, Steady).Target };
            var (passes, fails) = Verdicts(proposed, 100);

            Assert.IsGreaterThanOrEqualTo(90, passes, target.ToString());
            Assert.AreEqual(100, fails, target.ToString());
        }
    }

    [TestMethod]
    public void A_lower_bound_is_the_mirror_image_of_an_upper_one()
    {
        var upper = (Calibration.OutOfReach)Calibration.Of(Spec(P95 <= 1.Of("things")), Aim, [LogNormal(1, 0.4, 200, 3)]);
        var lower = (Calibration.OutOfReach)Calibration.Of(Spec(P5 >= 1.Of("things")), Aim, [[.. LogNormal(1, 0.4, 200, 3).Select(value => 1 / value)]]);

        Assert.AreEqual(upper.Catches!.Value, lower.Catches!.Value, 1e-9);
    }

    [TestMethod]
    public void Where_no_target_does_both_the_samples_that_would_are_named_and_they_do()
    {
        var spec = Spec(P95 <= 1.Of("things"));

        var beyond = (Calibration.OutOfReach)Calibration.Of(spec, Aim, [Scores(0.3, 200)]);
        var remedy = Remedy.Of(spec with { Samples = 200 }, Aim, [[Scores(0.3, 200)]])!;
        var more = spec with { Samples = remedy.Samples };

        Assert.IsTrue(beyond.Catches is null or > 1.5);
        Assert.AreEqual(1, remedy.Runs);
        Assert.IsInRange(201, 3200, remedy.Samples);
        Assert.IsInstanceOfType<Calibration.Found>(Calibration.Of(more, Aim, [Scores(0.3, remedy.Samples)]));
    }

    [TestMethod]
    public void Three_processes_that_differ_do_not_know_by_how_much_and_more_of_them_are_asked_for()
    {
        var spec = Spec(Median <= 1.Milliseconds);
        var three = Processes(0.97, 1, 1.06);

        var beyond = Calibration.Of(spec, Aim, three);
        var remedy = Remedy.Of(spec, Aim, [three])!;

        Assert.IsInstanceOfType<Calibration.OutOfReach>(beyond);
        Assert.AreEqual(spec.Samples, remedy.Samples);
        Assert.IsInRange(4, 12, remedy.Runs);
        Assert.IsInstanceOfType<Calibration.Found>(Calibration.Of(spec, Aim, Processes([.. Enumerable.Range(0, 12).Select(i => i % 3 is 0 ? 0.97 : i % 3 is 1 ? 1 : 1.06)])));
    }

    [TestMethod]
    public void Processes_that_agree_by_luck_are_still_taken_to_differ()
    {
        var one = (Calibration.Found)Calibration.Of(Spec(Median <= 1.Milliseconds), Aim, Processes(1));
        var three = (Calibration.Found)Calibration.Of(Spec(Median <= 1.Milliseconds), Aim, Processes(1, 1, 1));

        Assert.IsLessThan(1.5 / Math.Exp(1.28 * 0.05), three.Headroom);
        Assert.IsGreaterThanOrEqualTo(one.Headroom, three.Headroom);
    }

    [TestMethod]
    public void A_recorded_run_that_stopped_early_needs_the_rest_of_its_samples_first()
    {
        var spec = Spec(P95 <= 1.Of("things"));

        var beyond = (Calibration.OutOfReach)Calibration.Of(spec, Aim, [[.. Steady.Take(40)]]);

        Assert.IsNull(beyond.Catches);
        Assert.AreEqual(new Remedy(spec.Samples, 1), Remedy.Of(spec, Aim, [[[.. Steady.Take(40)]]]));
    }

    [TestMethod]
    public void A_target_never_lies_inside_a_measured_interval()
    {
        foreach (var target in new[] { Median <= 1.Of("things"), Median >= 1.Of("things"), Percentile(75) < 1.Of("things") })
        {
            foreach (var count in new[] { 12, 30, 100, 200 })
            {
                var spec = Spec(target);
                if (Calibration.Of(spec, Aim, [[.. Steady.Take(count)]]) is not Calibration.Found found)
                    continue;
                var interval = MeasuredLevel.Of(spec, Aim.FailError, [.. Steady.Take(count)]).Interval!.Value;

                Assert.IsTrue(found.Target.Includes(target.IsUpper ? interval.Upper : interval.Lower), $"{found.Target} {count}");
            }
        }
    }

    [TestMethod]
    public void Every_recorded_run_has_a_say()
    {
        var spec = Spec(Median <= 1.Of("things"));
        IReadOnlyList<IReadOnlyList<double>> near = [Steady, [.. Steady.Select(value => value * 1.01)], [.. Steady.Select(value => value * 1.005)]];

        var found = (Calibration.Found)Calibration.Of(spec, Aim, near);

        Assert.AreEqual("median <= 140 things", found.Target.ToString());
        Assert.AreEqual(near[1][0], found.Level.Values[0]);
        Assert.IsInstanceOfType<Calibration.OutOfReach>(Calibration.Of(spec, Aim, [Steady, [.. Steady.Select(value => value * 1.2)]]));
    }

    [TestMethod]
    public void Specs_that_share_a_target_agree_with_it_each()
    {
        var spec = Spec(Median <= 1.Of("things"));
        IReadOnlyList<IReadOnlyList<double>> slow = [[.. Steady.Select(value => value * 1.2)]];

        var both = (Calibration.Found)Calibration.OfShared(spec, Aim, [[Steady], slow]);

        Assert.AreEqual("median <= 140 things", both.Target.ToString(), "what the faster of them allows");
        Assert.AreEqual(slow[0][0], both.Level.Values[0]);
        Assert.IsInstanceOfType<Calibration.OutOfReach>(Calibration.OfShared(spec, Aim, [[Steady], [[.. Steady.Select(value => value * 1.6)]]]));
    }

    [TestMethod]
    public void An_exact_value_is_rounded_inwards_with_more_digits_where_two_would_not_include_it()
    {
        var spec = Spec(Exactly <= 500.Of("things"));

        Assert.AreEqual("exact <= 150 things", Found(spec, [101, 101]).Target.ToString());
        Assert.AreEqual("exact <= 106 things", Found(spec, [101, 101], 1.05).Target.ToString());
        Assert.AreEqual("exact > 67 things", Found(Spec(Exactly > 5.Of("things")), [100, 100]).Target.ToString());
        Assert.AreEqual(new Calibration.Unsuitable(Calibration.Unsuitable.Why.NotExact), Calibration.Of(spec, Aim, [[101, 102]]));
        Assert.IsInstanceOfType<Calibration.OutOfReach>(Calibration.Of(spec, Aim, [[100, 100], [200, 200]]));
    }

    [TestMethod]
    public void A_mean_gets_a_target_that_its_bets_pass_and_fail()
    {
        foreach (var spec in new[] { Spec(new Statistic.Mean() <= 250.Of("things")) with { Max = 300 }, Spec(new Statistic.Mean() >= 10.Of("things")) with { Max = 150 } })
        {
            // A recorded run without any luck of its own: the promise holds on average over recorded runs.
            var proposed = spec with { Target = Found(spec, Steady.Select(value => value * 100 / Steady.Average())).Target };
            var (passes, fails) = Verdicts(proposed, 40);

            Assert.IsTrue(proposed.Target.IsTighterThan(spec.Target), proposed.Target.ToString());
            Assert.IsGreaterThanOrEqualTo(34, passes, proposed.Target.ToString());
            Assert.IsGreaterThanOrEqualTo(34, fails, proposed.Target.ToString());
        }
    }

    [TestMethod]
    public void What_cannot_be_scaled_or_was_not_measured_is_said_to_be_so()
    {
        Assert.AreEqual(new Calibration.Unsuitable(Calibration.Unsuitable.Why.NotPositive), Calibration.Of(Spec(P95 <= 1.Of("things")), Aim, [[0, 1, 2]]));
        Assert.AreEqual(new Calibration.Unsuitable(Calibration.Unsuitable.Why.NoSamples), Calibration.Of(Spec(P95 <= 1.Of("things")), Aim, []));
        Assert.AreEqual(new Calibration.Unsuitable(Calibration.Unsuitable.Why.Rate), Calibration.Of(Spec(Rate >= 90.Percent), Aim, [[1, 1]]));
    }

    private static IReadOnlyList<IReadOnlyList<double>> Processes(params double[] levels) =>
        [.. levels.Select((level, i) => (IReadOnlyList<double>)LogNormal(1e6 * level, 0.1, 200, 11 + i))];

    private static Spec Spec(Target target) => new() { Id = "s", Metric = "w/value", Target = target };

    private static Calibration.Found Found(Spec spec, IEnumerable<double> values, double factor = 1.5) =>
        (Calibration.Found)Calibration.Of(spec, Aim with { Catch = factor }, [[.. values]]);

    /// <summary>How many of some next runs pass, and how many fail once they are slowed.</summary>
    private static (int Passes, int Fails) Verdicts(Spec proposed, int runs)
    {
        var next = Enumerable.Range(2, runs).Select(seed => LogNormal(100, 0.03, 200, seed)).ToList();
        return (
            next.Count(values => Judged(proposed, values) is Verdict.Pass),
            next.Count(values => Judged(proposed, values.Select(value => Aim.Slowed(value, proposed.Target.IsUpper))) is Verdict.Fail));
    }

    private static Verdict Judged(Spec spec, IEnumerable<double> values)
    {
        var judge = SpecJudge.For(spec, Aim.FailError);
        foreach (var value in values)
        {
            if (judge.Wanted is 0)
                break;
            judge.Add(value);
        }

        return judge.VerdictSoFar;
    }

    /// <summary>Values whose shares are those of a lognormal distribution itself, in random order.</summary>
    private static double[] Scores(double deviation, int count)
    {
        double[] scores = [.. Enumerable.Range(0, count).Select(i => Math.Exp(deviation * NormalDistribution.Standard.Quantile((i + 0.5) / count)))];
        new Random(5).Shuffle(scores);
        return scores;
    }

    private static double[] LogNormal(double median, double deviation, int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => median * Math.Exp(deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
    }
}
