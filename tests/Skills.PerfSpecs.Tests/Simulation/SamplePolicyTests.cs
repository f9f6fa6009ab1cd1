using PerfSpecs.Judging;
using PerfSpecs.Statistics;
using PerfSpecs.Text;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

/// <summary>Which samples count, and when a verdict is accepted: invented series through the runner's own turns.</summary>
[TestClass]
public sealed class SamplePolicyTests
{
    private const double Millisecond = 1e-3;
    private const int WarmUp = 30;

    [TestMethod]
    public async Task Neither_a_run_of_the_warm_up_nor_one_of_the_pilot_is_counted()
    {
        var result = await SimulatedRun.Of(Never(40), Counter());

        Assert.IsGreaterThan(WarmUp + Stride.Pilot - 1, result.Judgement.Values[0]);
        Assert.HasCount(40, result.Judgement.Values);
        Assert.IsFalse(result.IsIndependenceAssumed);
    }

    [TestMethod]
    public async Task The_gaps_of_a_stated_stride_are_drawn_from_half_of_it_to_one_and_a_half_times()
    {
        var values = (await SimulatedRun.Of(Never(400) with { Stride = 6 }, Counter())).Judgement.Values;

        var gaps = values.Zip(values.Skip(1), (one, next) => next - one).ToList();
        Assert.AreEqual((3, 9, 7), (gaps.Min(), gaps.Max(), gaps.Distinct().Count()));
        Assert.AreEqual(6, gaps.Average(), 0.3);
        Assert.IsTrue(gaps.Exists(gap => gap % 2 is 1), "a gap that is always even is blind to even periods");
    }

    [TestMethod]
    public async Task The_gaps_follow_from_the_seed()
    {
        var spec = Never(50) with { Stride = 6 };
        var (one, same, other) = (await SimulatedRun.Of(spec, Counter()), await SimulatedRun.Of(spec, Counter()), await SimulatedRun.Of(spec, Counter(), seed: 2));

        CollectionAssert.AreEqual(one.Judgement.Values.ToList(), same.Judgement.Values.ToList());
        CollectionAssert.AreNotEqual(one.Judgement.Values.ToList(), other.Judgement.Values.ToList());
    }

    [TestMethod]
    [DataRow(1.2, false)]
    [DataRow(1.3, true)]
    public async Task Samples_of_a_turn_in_which_the_canary_was_too_slow_are_set_aside(double slowdown, bool isSetAside)
    {
        // A turn of 100 ms holds a hundred samples of a millisecond; after the warm-up's and the pilot's, one is disturbed.
        var values = (await SimulatedRun.Of(Clocked(300) with { Stride = 1 }, Counter(), Millisecond, slowdown: turn => turn is 3 ? slowdown : 1)).Judgement.Values;

        Assert.AreEqual(isSetAside, values.Zip(values.Skip(1), (one, next) => next - one).Max() > 50);
    }

    [TestMethod]
    public async Task A_spec_whose_turns_are_mostly_disturbed_is_unfit()
    {
        var result = await SimulatedRun.Of(Clocked(400), Counter(), Millisecond, slowdown: _ => 1.5);

        Assert.AreEqual(Verdict.Unfit, result.Judgement.Verdict);
        Assert.IsInstanceOfType<Cause.Disturbed>(result.Judgement.Cause);
        Assert.HasCount(0, result.Judgement.Values);
    }

    [TestMethod]
    public async Task Disturbed_turns_do_not_touch_what_no_clock_measured()
    {
        var result = await SimulatedRun.Of(Never(40), Counter(), Millisecond, slowdown: _ => 1.5);

        Assert.HasCount(40, result.Judgement.Values);
    }

    [TestMethod]
    public async Task A_verdict_far_from_its_target_ends_at_once()
    {
        var (result, seconds, _) = await SimulatedRun.Of(SimulatedRun.Spec(P95 < 10.Of("things"), 200), Series.LogNormal(new Random(1)), _ => 1e-4, seed: 1, failError: 0.01);

        Assert.AreEqual(Verdict.Pass, result.Judgement.Verdict);
        Assert.IsLessThan(0.2, seconds, "30 runs of warm-up, 100 of the pilot, and some 110 counted ones with gaps of 1 and 2, in whole turns");
    }

    [TestMethod]
    public async Task Far_from_the_target_of_a_quantile_every_run_counts_also_where_they_follow_each_other()
    {
        var (i, random) = (0, new Random(1));
        // Ten runs of a state follow each other: the pilot asks for gaps, and the target is a factor 1,000 away. The run's number hides in the last digits.
        var level = 1.0;
        var result = await SimulatedRun.Of(SimulatedRun.Spec(P95 < 1e9.Of("things"), 200), () => ((i % 10 is 0 ? level = random.Next(1, 10) : level) * 1e5) + i++, 1e-4);

        Assert.AreEqual(Verdict.Pass, result.Judgement.Verdict);
        Assert.IsGreaterThan(0.5, result.Stride.Correlation);
        Assert.AreEqual(result.Judgement.Values.Count, result.Span.Runs);
        var runs = result.Judgement.Values.Select(value => value % 1e5).ToList();
        Assert.IsTrue(runs.Zip(runs.Skip(1), (one, next) => next - one).All(gap => gap is 1));
    }

    [TestMethod]
    public async Task Where_the_target_turns_out_to_be_near_samples_are_counted_anew_with_the_gaps_of_the_pilot()
    {
        var (i, random) = (0, new Random(1));
        var level = 1.0;
        // Ten runs of a state again, far from the target until the pilot has ended.
        double Next() => (i % 10 is 0 ? level = random.Next(50, 100) : level) * (i++ < WarmUp + Stride.Pilot ? 0.001 : 1);

        var result = await SimulatedRun.Of(SimulatedRun.Spec(P95 < 120.Of("things"), 200), Next, 1e-3);

        Assert.AreEqual(Verdict.Pass, result.Judgement.Verdict);
        Assert.IsGreaterThanOrEqualTo(5, result.Stride.Least);
        Assert.IsTrue(result.Judgement.Values.All(value => value >= 50));
    }

    [TestMethod]
    public async Task What_the_pilot_took_for_far_and_never_decides_is_counted_anew_with_its_gaps()
    {
        var (i, random) = (0, new Random(1));
        var level = 1.0;
        double Next() => (i % 10 is 0 ? level = random.Next(50, 100) : level) * (i++ < WarmUp + Stride.Pilot ? 0.001 : 1);

        // The target lies in the middle of what is measured.
        var result = await SimulatedRun.Of(SimulatedRun.Spec(Median < 75.Of("things"), 200), Next, 1e-3);

        Assert.IsGreaterThanOrEqualTo(5, result.Stride.Least);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(-5)]
    public async Task Nothing_is_far_from_any_target_above_it(double value)
    {
        var (result, seconds, _) = await SimulatedRun.Of(SimulatedRun.Spec(P95 < 10.Of("things"), 200), () => value, _ => 1e-4, seed: 1, failError: 0.01);

        Assert.AreEqual(Verdict.Pass, result.Judgement.Verdict);
        Assert.IsLessThan(0.2, seconds);
    }

    [TestMethod]
    public async Task A_verdict_near_its_target_spans_three_turns_although_its_samples_would_be_there_in_one()
    {
        var result = await SimulatedRun.Of(SimulatedRun.Spec(P95 < 3.Of("things"), 200), Series.LogNormal(new Random(1)), 1e-4);

        Assert.AreEqual(Verdict.Pass, result.Judgement.Verdict);
        Assert.IsGreaterThanOrEqualTo(3, result.Span.Turns);
        Assert.IsGreaterThan(0.2, result.Span.Elapsed.TotalSeconds);
        Assert.IsGreaterThan(2_000, result.Span.Runs);
        Assert.AreEqual(1, result.Span.Processes);
    }

    [TestMethod]
    public async Task Near_samples_are_spread_over_the_span_and_not_taken_at_its_start()
    {
        var (i, random) = (0, new Random(1));
        // The run's number hides in the last digits of values that do not depend on each other.
        var result = await SimulatedRun.Of(SimulatedRun.Spec(Median < 1e7.Of("things"), 200) with { Stop = StopRule.Never }, () => (1e6 * random.Next(1, 10)) + i++, 1e-4);

        var runs = result.Judgement.Values.Select(value => value % 1e6).ToList();
        Assert.IsLessThan(2, runs.Zip(runs.Skip(1), (one, next) => next - one).Max() / result.Stride.Every);
        Assert.AreEqual(1, result.Span.Elapsed.TotalSeconds, 0.15);
    }

    [TestMethod]
    public async Task Work_whose_first_thousand_calls_are_fast_does_not_pass_by_them()
    {
        for (var seed = 1; seed <= 30; seed++)
        {
            var (i, random) = (0, new Random(seed));
            var result = await SimulatedRun.Of(SimulatedRun.Spec(Median < 1.5.Of("things"), 200), () => (i++ < 1_000 ? 1 : 2) * Math.Exp(0.1 * Series.Normal(random)), 1e-5, seed);

            Assert.AreNotEqual(Verdict.Pass, result.Judgement.Verdict);
        }
    }

    [TestMethod]
    public async Task States_of_three_hundred_samples_do_not_pass_by_one_of_them()
    {
        for (var seed = 1; seed <= 30; seed++)
        {
            var (i, random) = (300 * (seed % 2), new Random(seed));
            var result = await SimulatedRun.Of(SimulatedRun.Spec(P95 < 1.5.Of("things"), 200), () => (i++ / 300 % 2 is 0 ? 1 : 2) * Math.Exp(0.1 * Series.Normal(random)), 1e-4, seed);

            Assert.AreNotEqual(Verdict.Pass, result.Judgement.Verdict);
        }
    }

    [TestMethod]
    public async Task A_pass_whose_values_get_worse_to_the_end_is_unfit_for_drift()
    {
        var (i, random) = (0, new Random(1));
        // From 1 upwards: within the target for as long as the run looks, and beyond it soon after.
        var result = await SimulatedRun.Of(SimulatedRun.Spec(Median < 2.Of("things"), 200), () => 1 + (1e-4 * i++) + (0.1 * random.NextDouble()), Millisecond);

        Assert.AreEqual(Verdict.Unfit, result.Judgement.Verdict);
        Assert.IsGreaterThan(2.576, ((Cause.Drifting)result.Judgement.Cause).Z);
    }

    [TestMethod]
    public async Task A_pass_whose_values_get_worse_too_slowly_to_matter_stays_a_pass()
    {
        var (i, random) = (0, new Random(1));
        // A little more with every run, of 1,521 where 1,700 are allowed.
        var result = await SimulatedRun.Of(SimulatedRun.Spec(P95 <= 1_700.Of("things"), 200), () => 1_521 + (1e-4 * i++) + (0.1 * random.NextDouble()), Millisecond);

        Assert.AreEqual(Verdict.Pass, result.Judgement.Verdict);
    }

    [TestMethod]
    public async Task A_pass_whose_values_get_better_stays_a_pass()
    {
        var (i, random) = (0, new Random(1));
        var result = await SimulatedRun.Of(SimulatedRun.Spec(Median < 2.Of("things"), 200), () => 1.5 - (1e-4 * i++) + (0.1 * random.NextDouble()), Millisecond);

        Assert.AreEqual(Verdict.Pass, result.Judgement.Verdict);
    }

    [TestMethod]
    public async Task Correlation_that_remains_refuses_a_pass_as_well_as_a_fail()
    {
        var refused = 0;
        var wrong = 0;
        for (var seed = 1; seed <= 100; seed++)
        {
            // At ten milliseconds a sample there is no time for gaps at which such a series forgets.
            var result = await SimulatedRun.Of(SimulatedRun.Spec(Median <= 1.Of("things"), 200), Series.Autoregressive(new Random(seed), 0.995), 10 * Millisecond, seed);
            refused += result.Judgement is { Verdict: Verdict.Unfit, Cause: Cause.Correlated } ? 1 : 0;
            wrong += result.Judgement.Verdict is Verdict.Pass or Verdict.Fail ? 1 : 0;
        }

        Assert.IsGreaterThan(40, refused);
        Assert.IsLessThanOrEqualTo(5, wrong);
    }

    [TestMethod]
    public async Task Every_tenth_run_three_times_as_slow_never_passes_p95()
    {
        for (var seed = 1; seed <= 60; seed++)
            Assert.AreNotEqual(Verdict.Pass, (await SimulatedRun.Of(SimulatedRun.Spec(P95 < 2.Of("things"), 200), Series.Periodic(new Random(seed), 10), 1e-4, seed)).Judgement.Verdict);
    }

    [TestMethod]
    [DataRow(10.0)]
    [DataRow(50.0)]
    public async Task Bursts_of_failures_are_judged_no_worse_than_independent_ones(double length)
    {
        const int Suites = 100;
        var (fails, passes) = (0, 0);
        for (var seed = 1; seed <= Suites; seed++)
        {
            var result = await SimulatedRun.Of(SimulatedRun.Spec(Rate >= 80.Percent, 200), Series.Bursts(new Random(7_919 * seed), 0.2, length), 1e-4, seed);
            fails += result.Judgement.Verdict is Verdict.Fail ? 1 : 0;
            passes += result.Judgement.Verdict is Verdict.Pass ? 1 : 0;
        }

        // Two per cent and three standard errors.
        Assert.IsLessThanOrEqualTo(6, fails);
        Assert.IsLessThanOrEqualTo(6, passes);
    }

    [TestMethod]
    [DataRow(0.02, false)]
    [DataRow(0.05, false)]
    [DataRow(1.0, true)]
    public async Task Long_samples_have_a_shorter_pilot_and_very_long_ones_are_said_to_be_assumed_independent(double seconds, bool isAssumed)
    {
        var result = await SimulatedRun.Of(Never(12) with { Warmup = 0 }, Counter(), seconds);

        Assert.AreEqual(isAssumed, result.IsIndependenceAssumed);
        Assert.IsGreaterThanOrEqualTo(isAssumed ? 1 : 20, result.Judgement.Values[0]);
        Assert.IsLessThan(isAssumed ? 5 : 200, result.Judgement.Values[0]);
    }

    [TestMethod]
    public async Task Without_a_stated_cap_cheap_work_gets_what_decides_a_distance_of_a_quarter()
    {
        var undecided = 0;
        for (var seed = 1; seed <= 60; seed++)
        {
            var result = await SimulatedRun.Of(SimulatedRun.Spec(P95 < (1.25 * Math.Exp(0.3 * 1.645)).Of("things")), Series.LogNormal(new Random(7_919 * seed)), 3e-5, seed);
            Assert.AreEqual(1_000, result.Cap);
            Assert.AreNotEqual(Verdict.Fail, result.Judgement.Verdict);
            undecided += result.Judgement.Verdict is Verdict.Pass ? 0 : 1;
        }

        Assert.IsLessThanOrEqualTo(2, undecided, "one of thirty");
    }

    [TestMethod]
    public async Task Costly_work_and_a_stated_cap_keep_to_it()
    {
        Assert.AreEqual(Spec.DefaultSamples, (await SimulatedRun.Of(SimulatedRun.Spec(Median < 9.Of("things")), Series.LogNormal(new Random(1)), 0.02)).Cap);
        Assert.AreEqual(300, (await SimulatedRun.Of(SimulatedRun.Spec(Median < 9.Of("things"), 300), Series.LogNormal(new Random(1)), 1e-5)).Cap);
    }

    [TestMethod]
    public async Task An_undecided_verdict_names_the_samples_that_would_decide()
    {
        var random = new Random(3);
        var target = P95 < (1.05 * Math.Exp(0.3 * 1.645)).Of("things");
        var open = (await SimulatedRun.Of(SimulatedRun.Spec(target, 200), Series.LogNormal(random), 1e-4)).Judgement;

        Assert.AreEqual(Verdict.Inconclusive, open.Verdict);
        Assert.IsInRange(200, 20_000, open.SamplesToDecide!.Value);
        Assert.IsNull((await SimulatedRun.Of(SimulatedRun.Spec(P95 < 9.Of("things"), 200), Series.LogNormal(random), 1e-4)).Judgement.SamplesToDecide);
    }

    [TestMethod]
    public async Task A_verdict_that_waited_is_derived_again_from_its_samples()
    {
        var spec = SimulatedRun.Spec(P95 < 3.Of("things"), 200);
        for (var seed = 1; seed <= 10; seed++)
        {
            var result = await SimulatedRun.Of(spec, Series.LogNormal(new Random(seed)), 1e-4, seed);
            var again = SpecJudge.Repeat(result.Judged, 0.01, result.Judgement.Values);

            Assert.AreEqual((result.Judgement.Verdict, result.Judgement.Interval, result.Judgement.Estimate), (again.Verdict, again.Interval, again.Estimate));
        }
    }

    private static Spec Never(int samples) => SimulatedRun.Spec(Median < 1e12.Of("things"), samples) with { Stop = StopRule.Never };

    private static Spec Clocked(int samples) => Never(samples) with { Metric = "w/duration", Target = Median < 1e6.Seconds };

    /// <summary>Numbers that say which run they are of.</summary>
    private static Func<double> Counter(int from = 0)
    {
        var next = from;
        return () => next++;
    }
}
