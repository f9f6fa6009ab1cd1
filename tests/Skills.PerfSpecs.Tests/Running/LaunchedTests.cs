using System.Diagnostics;
using Faulty;
using PerfSpecs.Judging;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class LaunchedTests
{
    private static readonly WorkerCommand Worker = WorkerCommand.Of(typeof(FaultyWorkloads).Assembly);

    [TestMethod]
    public async Task Each_launch_is_a_process_of_its_own_and_they_take_turns()
    {
        var result = await Judge(Spec("process-id/value", Median < 1e9.Of("things")) with { Samples = 12, Launches = 3, Stop = StopRule.Never, Warmup = 30 });

        var values = result.Judgement.Values;
        Assert.HasCount(3, values.Distinct().ToList());
        Assert.DoesNotContain((double)Environment.ProcessId, values);
        Assert.HasCount(12, values);
        CollectionAssert.AreEqual(values.Take(3).ToList(), values.Skip(3).Take(3).ToList());
        Assert.AreEqual(Verdict.Pass, result.Judgement.Verdict);
        Assert.AreEqual(0, result.Launches!.Correlation, "every coin shows the same side");
    }

    [TestMethod]
    public async Task Processes_that_differ_around_the_target_count_once_each()
    {
        var counter = Path.GetTempFileName();
        Environment.SetEnvironmentVariable(FaultyWorkloads.CounterVariable, counter);

        var result = await Judge(Spec("alternates/value", Median < 0.5.Of("things")) with { Samples = 30, Launches = 3, Warmup = 30 });

        File.Delete(counter);
        Assert.AreEqual(1, result.Launches!.Correlation);
        Assert.AreEqual(1, result.Launches.Each);
        Assert.IsInstanceOfType<Cause.LaunchesDiffer>(result.Judgement.Cause);
    }

    [TestMethod]
    public async Task One_sample_of_each_process_needs_no_pilot()
    {
        var result = await Judge(Spec("good/value", Median < 5.Of("things")) with { Samples = 6, Launches = 6, Confidence = 0.9, Warmup = 0 });

        CollectionAssert.AreEqual(new double[] { 0, 0, 0, 0, 0, 0 }.Take(result.Judgement.Values.Count).ToList(), result.Judgement.Values.ToList(), "the first run of each process");
        Assert.AreEqual(Verdict.Pass, result.Judgement.Verdict);
    }

    [TestMethod]
    public async Task A_workload_that_throws_in_its_process_errs_with_its_stack_trace()
    {
        var result = await Judge(Spec("throws/duration", Median < 5.Seconds) with { Launches = 2 });

        var exception = ((Cause.Threw)result.Judgement.Cause).Exception;
        Assert.AreEqual("InvalidOperationException: broken on purpose", exception.Message);
        StringAssert.Contains(exception.ToString(), nameof(FaultyWorkloads), StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_setup_that_throws_in_its_process_errs()
    {
        var result = await Judge(Spec("throws-in-setup/duration", Median < 5.Seconds) with { Launches = 2 });

        Assert.AreEqual("InvalidOperationException: set up on purpose", ((Cause.Threw)result.Judgement.Cause).Exception.Message);
    }

    [TestMethod]
    public async Task A_process_that_dies_is_an_error_with_its_exit_code()
    {
        var result = await Judge(Spec("dies/duration", Median < 5.Seconds) with { Launches = 2 });

        StringAssert.Contains(((Cause.Threw)result.Judgement.Cause).Exception.Message, "exit code 77", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_process_that_overruns_is_killed_with_all_that_it_started()
    {
        var before = Sleepers();
        var result = await Judge(Spec("starts-a-process/duration", Median < 5.Seconds) with { Launches = 2, Timeout = TimeSpan.FromSeconds(1) });

        Assert.AreEqual(new Cause.Overran(TimeSpan.FromSeconds(1), Abandoned: false), result.Judgement.Cause);
        Assert.IsTrue(SpinWait.SpinUntil(() => Sleepers() <= before, TimeSpan.FromSeconds(20)), "the system takes a moment to bury the dead");
    }

    [TestMethod]
    public async Task A_process_that_prints_megabytes_is_judged_as_ever()
    {
        var result = await Judge(Spec("prints/duration", Median < 60.Seconds) with { Launches = 2, Samples = 10, Stride = 1, Confidence = 0.9, Warmup = 0 });

        Assert.AreNotEqual(Verdict.Error, result.Judgement.Verdict);
        Assert.IsNotEmpty(result.Judgement.Values);
    }

    [TestMethod]
    public async Task A_host_that_cannot_start_itself_says_so()
    {
        var result = await Run.Of(FaultyWorkloads.Tests, Spec("good/value", Median < 5.Of("things")) with { Launches = 2 });

        StringAssert.Contains(((Cause.Threw)result.Results.Single().Judgement.Cause).Exception.Message, "launches", StringComparison.Ordinal);
    }

    private static Spec Spec(string metric, Target target) => Run.Spec(metric, target) with { Confidence = 0.9 };

    private static async Task<SpecResult> Judge(Spec spec) => (await Run.Of(FaultyWorkloads.Tests, Worker, spec)).Results.Single();

    private static int Sleepers()
    {
        var sleepers = Process.GetProcessesByName("sleep");
        foreach (var sleeper in sleepers)
            sleeper.Dispose();
        return sleepers.Length;
    }
}
