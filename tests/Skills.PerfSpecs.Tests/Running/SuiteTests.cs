using PerfSpecs.Judging;
using PerfSpecs.Running;
using PerfSpecs.SpecFiles;
using PerfSpecs.Text;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class SuiteTests
{
    [TestMethod]
    public async Task A_metric_far_below_its_target_passes_before_the_cap()
    {
        var result = await Run.Of(Run.Reporting("w", i => i % 10), Run.Spec("w/value", P95 < 100.Of("things")));

        var judgement = result.Results.Single().Judgement;
        Assert.AreEqual(Verdict.Pass, judgement.Verdict);
        Assert.AreEqual(84, judgement.Values.Count, "the first n at which the gate of (.95, .05, 200) can pass");
        Assert.AreEqual(9, judgement.Interval!.Value.Upper);
        Assert.AreEqual(ExitCode.Passed, ExitCodes.Of(result, strict: true));
    }

    [TestMethod]
    public async Task A_metric_far_above_its_target_fails_within_a_few_samples()
    {
        var result = await Run.Of(Run.Reporting("w", _ => 1001), Run.Spec("w/value", P95 < 100.Of("things")));

        var judgement = result.Results.Single().Judgement;
        Assert.AreEqual(Verdict.Fail, judgement.Verdict);
        Assert.IsLessThan(10, judgement.Values.Count);
        Assert.AreEqual(1001, judgement.Interval!.Value.Lower);
        Assert.AreEqual(ExitCode.Failed, ExitCodes.Of(result, strict: false));
    }

    [TestMethod]
    public async Task A_target_inside_the_interval_is_inconclusive_at_the_cap()
    {
        var result = await Run.Of(Run.Reporting("w", i => i % 2), Run.Spec("w/value", Median < 0.5.Of("things"), samples: 50));

        var judgement = result.Results.Single().Judgement;
        Assert.AreEqual(Verdict.Inconclusive, judgement.Verdict);
        Assert.AreEqual(50, judgement.Values.Count);
        Assert.IsInstanceOfType<Cause.Straddles>(judgement.Cause);
        Assert.AreEqual(ExitCode.Passed, ExitCodes.Of(result, strict: false));
        Assert.AreEqual(ExitCode.Inconclusive, ExitCodes.Of(result, strict: true));
    }

    [TestMethod]
    [DataRow(5.0, Verdict.Pass)]
    [DataRow(6.0, Verdict.Fail)]
    public async Task An_exact_metric_is_judged_after_two_equal_runs(double value, Verdict expected)
    {
        var result = await Run.Of(Run.Reporting("w", _ => value), Run.Spec("w/fixed", Exactly <= 5.Of("things")));

        Assert.AreEqual(expected, result.Results.Single().Judgement.Verdict);
        Assert.HasCount(2, result.Results.Single().Judgement.Values);
    }

    [TestMethod]
    public async Task An_exact_metric_that_changes_is_an_error_that_shows_both_values()
    {
        var result = await Run.Of(Run.Reporting("w", i => i), Run.Spec("w/fixed", Exactly <= 5.Of("things")));

        Assert.AreEqual(new Cause.Differs(0, 1), result.Results.Single().Judgement.Cause);
        Assert.AreEqual(ExitCode.Errored, ExitCodes.Of(result, strict: false));
    }

    [TestMethod]
    public async Task A_workload_that_throws_errs_and_the_others_are_judged()
    {
        var tests = testList("all", [workload("bad", _ => throw new InvalidOperationException("broken"), [Run.Value]), Run.Reporting("good", _ => 1)]);

        var result = await Run.Of(tests, Run.Spec("bad/value", Median < 5.Of("things")), Run.Spec("good/value", Median < 5.Of("things")));

        Assert.AreEqual(Verdict.Error, result.Results[0].Judgement.Verdict);
        Assert.AreEqual("broken", ((Cause.Threw)result.Results[0].Judgement.Cause).Exception.Message);
        Assert.AreEqual(Verdict.Pass, result.Results[1].Judgement.Verdict);
    }

    [TestMethod]
    public async Task A_setup_or_a_teardown_that_throws_errs()
    {
        var tests = testList("all",
        [
            workload<int>("setup", Throwing, (_, sample) => sample.Report("value", 1), measures: [Run.Value]),
            workload("teardown", fixture(_ => 1, teardown: _ => throw new InvalidOperationException("teardown")), (_, sample) => sample.Report("value", 1), [Run.Value]),
        ]);

        var result = await Run.Of(tests, Run.Spec("setup/value", Median < 5.Of("things")), Run.Spec("teardown/value", Median < 5.Of("things")));

        Assert.AreEqual("setup", ((Cause.Threw)result.Results[0].Judgement.Cause).Exception.Message);
        Assert.AreEqual("teardown", ((Cause.Threw)result.Results[1].Judgement.Cause).Exception.Message);

        static int Throwing(Setup setup) => throw new InvalidOperationException("setup");
    }

    [TestMethod]
    public async Task A_workload_that_waits_for_ever_is_cancelled_and_errs()
    {
        var waiting = workload("waits", async sample => await Task.Delay(Timeout.Infinite, sample.CancellationToken));

        var result = await Run.Of(waiting, Run.Spec("waits/duration", Median < 5.Seconds) with { Timeout = TimeSpan.FromMilliseconds(50) });

        Assert.AreEqual(new Cause.Overran(TimeSpan.FromMilliseconds(50), Abandoned: false), result.Results.Single().Judgement.Cause);
    }

    [TestMethod]
    public async Task A_workload_that_ignores_its_cancellation_is_abandoned_and_the_others_are_judged()
    {
        using var release = new ManualResetEventSlim();
        var tests = testList("all", [workload("hangs", _ => release.Wait(CancellationToken.None)), Run.Reporting("good", _ => 1)]);

        var result = await Run.Of(
            tests,
            Run.Spec("hangs/duration", Median < 5.Seconds) with { Timeout = TimeSpan.FromMilliseconds(50) },
            Run.Spec("good/value", Median < 5.Of("things")));

        Assert.AreEqual(new Cause.Overran(TimeSpan.FromMilliseconds(50), Abandoned: true), result.Results[0].Judgement.Cause);
        Assert.AreEqual(Verdict.Pass, result.Results[1].Judgement.Verdict);
        release.Set();
    }

    [TestMethod]
    public async Task A_measure_that_is_not_reported_or_not_a_number_errs()
    {
        var tests = testList("all", [workload("silent", _ => { }, [Run.Value]), Run.Reporting("nan", _ => double.NaN)]);

        var result = await Run.Of(tests, Run.Spec("silent/value", Median < 5.Of("things")), Run.Spec("nan/value", Median < 5.Of("things")));

        Assert.IsTrue(result.Results.All(r => r.Judgement.Cause is Cause.NotANumber { Value: double.NaN }));
    }

    [TestMethod]
    public async Task A_measure_that_is_not_declared_errs_with_the_way_to_declare_it()
    {
        var result = await Run.Of(workload("w", sample => sample.Report("speed", 1)), Run.Spec("w/duration", Median < 5.Seconds));

        StringAssert.Contains(((Cause.Threw)result.Results.Single().Judgement.Cause).Exception.Message, "measure(\"speed\"");
    }

    [TestMethod]
    public async Task A_throwing_run_counts_as_a_failure_of_the_success_rate()
    {
        var flaky = workload("flaky", sample => { if (sample.Index % 2 is 1) throw new InvalidOperationException("odd"); });

        var result = await Run.Of(flaky, Run.Spec("flaky/success", Rate >= 90.Percent));

        var judgement = result.Results.Single().Judgement;
        Assert.AreEqual(Verdict.Fail, judgement.Verdict);
        Assert.IsLessThan(0.9, judgement.Interval!.Value.Upper);
        Assert.IsTrue(judgement.Interval.Value.Contains(0.5));
    }

    [TestMethod]
    public async Task Failures_before_the_first_counted_sample_are_no_part_of_the_success_rate()
    {
        var settling = workload("settling", sample => { if (sample.Index < 10) throw new InvalidOperationException("cold"); });

        var result = await Run.Of(settling, Run.Spec("settling/success", Rate >= 90.Percent) with { Warmup = 10 });

        Assert.AreEqual(Verdict.Pass, result.Results.Single().Judgement.Verdict);
        Assert.AreEqual(1, result.Results.Single().Judgement.Estimate);
    }

    [TestMethod]
    [DataRow(4.0, Verdict.Pass)]
    [DataRow(2.0, Verdict.Fail)]
    public async Task A_reference_is_judged_by_the_ratio_of_pairs(double bound, Verdict expected)
    {
        var tests = testList("all", [Run.Reporting("candidate", i => 3 * (i + 1)), Run.Reporting("base", i => i + 1)]);

        var result = await Run.Of(tests, Run.Spec("candidate/value", Median <= bound.Times) with { Reference = "base/value" });

        var judgement = result.Results.Single().Judgement;
        Assert.AreEqual(expected, judgement.Verdict);
        Assert.AreEqual(3, judgement.Estimate!.Value, 1e-12);
    }

    [TestMethod]
    [DataRow(0.0, "the reference \"base/value\" was 0, and no multiple of zero exists; compare with a metric that is above 0")]
    [DataRow(-2.0, "the reference \"base/value\" was below 0, where no multiple makes sense; compare with a metric that is above 0")]
    [DataRow(double.NaN, "the reference \"base/value\" reported no number")]
    [DataRow(double.PositiveInfinity, "the reference \"base/value\" reported an infinite value")]
    [DataRow(double.Epsilon, "the reference \"base/value\" was so near to 0 that the multiple is too large for a number")]
    public async Task A_reference_without_multiples_is_named(double reference, string expected)
    {
        foreach (var value in (double[])[3, 0])
        {
            if (value is 0 && reference > 0)
                continue;
            var tests = testList("all", [Run.Reporting("candidate", _ => value), Run.Reporting("base", _ => reference)]);

            var result = await Run.Of(tests, Run.Spec("candidate/value", Median <= 4.Times) with { Reference = "base/value" });

            Assert.AreEqual(Verdict.Error, result.Results.Single().Judgement.Verdict);
            Assert.AreEqual(expected, Words.Remark(result.Results.Single()));
        }
    }

    [TestMethod]
    public async Task A_candidate_that_reports_nothing_is_named_and_not_its_reference()
    {
        var tests = testList("all", [Run.Reporting("candidate", _ => double.NaN), Run.Reporting("base", _ => 1)]);

        var result = await Run.Of(tests, Run.Spec("candidate/value", Median <= 4.Times) with { Reference = "base/value" });

        Assert.AreEqual("the workload reported no number for \"value\"", Words.Remark(result.Results.Single()));
    }

    [TestMethod]
    public async Task A_filter_changes_neither_the_alpha_nor_the_verdict_of_a_spec()
    {
        var tests = testList("all", [Run.Reporting("a", i => i % 7), Run.Reporting("b", i => i % 7)]);
        // The gaps of a stated stride do not follow the clock, as those that spread the samples over a span do.
        Spec[] specs = [Run.Spec("a/value", P95 < 6.Of("things")) with { Stride = 2 }, Run.Spec("b/value", P95 < 6.Of("things")) with { Stride = 2 }];

        var whole = await Run.Of(tests, specs);
        var alone = await Run.Of(tests, new Selection { Run = ["b/*"] }, new SuiteSettings { Seed = 1 }, CancellationToken.None, specs);

        var (one, other) = (whole.Results[1].Judgement, alone.Results.Single().Judgement);
        Assert.AreEqual(one.FailError, other.FailError);
        Assert.AreEqual(one.Interval, other.Interval);
        CollectionAssert.AreEqual(one.Values.ToArray(), other.Values.ToArray());
    }

    [TestMethod]
    public async Task The_same_seed_gives_every_sample_the_same_seed_whatever_else_runs()
    {
        var tests = testList("all", [Seeds("a"), Seeds("b")]);
        Spec[] specs = [Run.Spec("a/value", Median < 1e12.Of("things"), 40) with { Stride = 2 }, Run.Spec("b/value", Median < 1e12.Of("things"), 40) with { Stride = 2 }];

        var first = await Run.Of(tests, specs);
        var second = await Run.Of(tests, new Selection { Run = ["b/value"] }, new SuiteSettings { Seed = 1 }, CancellationToken.None, specs);

        CollectionAssert.AreEqual(first.Results[1].Judgement.Values.ToArray(), second.Results[0].Judgement.Values.ToArray());
        CollectionAssert.AreNotEqual(first.Results[0].Judgement.Values.ToArray(), first.Results[1].Judgement.Values.ToArray());

        static Test Seeds(string name) => workload(name, sample => sample.Report("value", sample.Seed), [Run.Value]);
    }

    [TestMethod]
    public async Task A_cancelled_run_judges_what_was_measured_and_says_so()
    {
        using var cancellation = new CancellationTokenSource();
        var cancelling = Run.Reporting("w", i =>
        {
            if (i is 119)
                cancellation.Cancel();
            return i % 2;
        });

        var result = await Run.Of(cancelling, Selection.All, new SuiteSettings(), cancellation.Token, Run.Spec("w/value", Median < 0.5.Of("things"), 1000) with { Stride = 1 });

        var judgement = result.Results.Single().Judgement;
        Assert.IsTrue(result.IsCancelled);
        Assert.AreEqual(new Cause.CutShort("the run was cancelled"), judgement.Cause);
        Assert.HasCount(20, judgement.Values, "what came after the pilot of a hundred");
        Assert.AreEqual(ExitCode.Cancelled, ExitCodes.Of(result, strict: false));
    }

    [TestMethod]
    public async Task A_cancelled_run_does_not_wait_for_a_workload_that_does_not_return()
    {
        using var cancellation = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        var hanging = Run.Reporting("w", i =>
        {
            if (i is 110)
            {
                cancellation.Cancel();
                release.Wait();
            }

            return i % 2;
        });

        var result = await Run.Of(hanging, Selection.All, new SuiteSettings(), cancellation.Token, Run.Spec("w/value", Median < 0.5.Of("things"), 1000) with { Stride = 1 });
        release.Set();

        var judgement = result.Results.Single().Judgement;
        Assert.AreEqual(new Cause.CutShort("the run was cancelled"), judgement.Cause);
        CollectionAssert.AreEqual(Enumerable.Range(100, 10).Select(i => (double)(i % 2)).ToList(), judgement.Values.ToList());
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_consumer_that_leaves_early_leaves_no_workload_open(bool isUnderWay)
    {
        var (opened, closed) = (0, 0);
        var tests = testList("all", [.. new[] { "a", "b" }.Select(name => workload(
            name,
            fixture(
                _ => Interlocked.Increment(ref opened),
                teardown: _ =>
                {
                    Interlocked.Increment(ref closed);
                    return Task.CompletedTask;
                }),
            async (_, sample) =>
            {
                sample.Report("value", sample.Index % 2);
                if (isUnderWay)
                    await Task.Delay(1000, sample.CancellationToken);
            },
            measures: [Run.Value]))]);
        var registry = new Registry(tests);
        Spec[] specs = [Run.Spec("a/value", Median < 0.5.Of("things"), 100_000), Run.Spec("b/value", Median < 0.5.Of("things"), 100_000)];
        var plan = RunPlan.Of(new SpecFile(Run.File, new SuiteSettings { Seed = 1 }, specs, []), registry, Selection.All, seed: null, new DateOnly(2026, 11, 23));

        await foreach (var happened in Suite.Run(plan, registry, cancellationToken: CancellationToken.None))
        {
            if (happened is RunEvent.Progress { Spec.Spec.Id: "b/value" } || (isUnderWay && happened is RunEvent.Progress))
                break;
        }

        Assert.AreEqual(isUnderWay ? 1 : 2, opened);
        Assert.AreEqual(opened, closed);
    }

    [TestMethod]
    public async Task A_suite_whose_time_is_over_closes_the_workload_whose_turn_it_was()
    {
        var closed = 0;
        var tests = workload("w", fixture(_ => 0, teardown: _ => closed++), (_, sample) => sample.Report("value", sample.Index % 2), measures: [Run.Value]);

        await Run.Of(tests, Selection.All, new SuiteSettings { MaxTime = TimeSpan.FromMilliseconds(1) }, CancellationToken.None, Run.Spec("w/value", Median < 0.5.Of("things"), 100_000));

        Assert.AreEqual(1, closed);
    }

    [TestMethod]
    public async Task Stop_never_takes_every_sample_and_judges_once()
    {
        var result = await Run.Of(Run.Reporting("w", _ => 1), Run.Spec("w/value", Median < 5.Of("things"), 60) with { Stop = StopRule.Never });

        Assert.HasCount(60, result.Results.Single().Judgement.Values);
        Assert.AreEqual(Verdict.Pass, result.Results.Single().Judgement.Verdict);
    }

    [TestMethod]
    public async Task Focus_skips_the_unfocused_and_pending_wins()
    {
        var tests = testList("all",
        [
            fworkload("focused", sample => sample.Report("value", 1), [Run.Value]),
            ftestList("list", [pworkload("pending", sample => sample.Report("value", 1), [Run.Value])]),
            Run.Reporting("plain", _ => 1),
        ]);
        Spec[] specs = [.. new[] { "focused", "pending", "plain" }.Select(name => Run.Spec($"{name}/value", Median < 5.Of("things")))];

        var result = await Run.Of(tests, specs);

        Assert.AreEqual(Verdict.Pass, result.Results[0].Judgement.Verdict);
        Assert.AreEqual(new Cause.SetAside("pending in code"), result.Results[1].Judgement.Cause);
        Assert.AreEqual(new Cause.SetAside("another spec is focused"), result.Results[2].Judgement.Cause);
    }

    [TestMethod]
    public async Task A_quarantine_holds_until_its_last_day()
    {
        var quarantined = Run.Spec("w/value", Median < 5.Of("things")) with { Quarantine = new Quarantine("new machine", new DateOnly(2026, 11, 23)) };
        var expired = Run.Spec("w/fixed", Exactly < 5.Of("things")) with { Quarantine = new Quarantine("new machine", new DateOnly(2026, 11, 22)) };

        var result = await Run.Of(Run.Reporting("w", _ => 1), quarantined, expired);

        Assert.AreEqual(Verdict.Quarantined, result.Results[0].Judgement.Verdict);
        Assert.AreEqual(Verdict.Pass, result.Results[1].Judgement.Verdict);
    }

    [TestMethod]
    public async Task A_suite_of_skipped_specs_judges_nothing()
    {
        var result = await Run.Of(Run.Reporting("w", _ => 1), Run.Spec("w/value", Median < 5.Of("things")) with { Skip = "not today" });

        Assert.AreEqual(ExitCode.NothingJudged, ExitCodes.Of(result, strict: true));
    }

    [TestMethod]
    public async Task A_failed_warning_does_not_fail_the_run()
    {
        var result = await Run.Of(Run.Reporting("w", _ => 9), Run.Spec("w/value", Median < 5.Of("things")) with { Severity = Severity.Warning });

        Assert.AreEqual(Verdict.Fail, result.Results.Single().Judgement.Verdict);
        Assert.AreEqual(ExitCode.Passed, ExitCodes.Of(result, strict: true));
    }
}
