using PerfSpecs.Environments;
using PerfSpecs.Judging;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using PerfSpecs.Sampling.Processors;
using PerfSpecs.SpecFiles;
using PerfSpecs.Text;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

/// <summary>What a busy machine does to verdicts. The machine is invented, and so are the values: slow ones in disturbed turns only.</summary>
[TestClass]
public sealed class DisturbedTurnsTests
{
    private static readonly Measure Clocked = measure("time", Unit.Nanosecond, "a time the test chooses");

    [TestMethod]
    public async Task Code_that_is_slow_only_while_others_take_the_processor_is_unfit_and_says_what_happened()
    {
        var result = await Run(_ => (0.88, 0.92), _ => 200);

        Assert.AreEqual(Verdict.Unfit, result.Judgement.Verdict);
        Assert.AreEqual(new DisturbedTurns(20, 20, 0.88, 0.92, 1), Rounded(((Cause.Disturbed)result.Judgement.Cause).Turns));
        Assert.AreEqual("other programs used 88 % of the processors, and this one waited 92 % of the time, in 20 of 20 turns", Words.Remark(result));
        Assert.IsEmpty(result.Judgement.Values, "no sample of a disturbed turn is counted");
    }

    [TestMethod]
    public async Task Code_that_passes_in_the_turns_left_alone_passes_whatever_it_was_in_the_others()
    {
        var result = await Run(turn => turn < 5 ? (0.88, 0.92) : (0, 0), turn => turn < 5 ? 200 : 50);

        Assert.AreEqual(Verdict.Pass, result.Judgement.Verdict);
        Assert.IsTrue(result.Judgement.Values.All(value => value is 50));
        Assert.AreEqual(5, result.Disturbed!.Count);
    }

    [TestMethod]
    public async Task Code_that_is_slow_on_a_machine_left_alone_fails()
    {
        var result = await Run(_ => (0.02, 0.75), _ => 200);

        Assert.AreEqual(Verdict.Fail, result.Judgement.Verdict);
        Assert.IsNull(result.Disturbed);
        Assert.DoesNotContain("set aside", Words.Sentence(result));
    }

    [TestMethod]
    public async Task A_fail_from_the_few_turns_between_disturbed_ones_is_unfit()
    {
        var result = await Run(turn => turn < 3 ? (0.88, 0.92) : (0, 0), _ => 2000);

        Assert.AreEqual(Verdict.Unfit, result.Judgement.Verdict);
        Assert.IsInstanceOfType<Cause.Disturbed>(result.Judgement.Cause);
        Assert.IsNotEmpty(result.Judgement.Values, "the samples that were counted are kept for the reader");
    }

    [TestMethod]
    [DataRow("count", DisplayName = "a count")]
    [DataRow("fixed", DisplayName = "an exact value")]
    public async Task What_does_not_come_from_the_clock_is_judged_on_a_busy_machine(string measured)
    {
        var signals = new InventedSignals(_ => (0.88, 0.92), _ => 1_300);
        var test = workload("w", sample => sample.Report(measured, 5), [measure("count", Unit.Count("things"), ""), Tests.Run.Fixed]);
        var target = measured is "fixed" ? Exactly <= 5.Of("things") : Median < 100.Of("things");

        var result = await Run(signals.Watch, test, Tests.Run.Spec($"w/{measured}", target));

        Assert.AreEqual(Verdict.Pass, result.Judgement.Verdict);
        Assert.IsNull(result.Disturbed);
    }

    [TestMethod]
    public async Task Multiples_of_a_reference_are_judged_on_a_busy_machine()
    {
        var signals = new InventedSignals(_ => (0.88, 0.92));
        var tests = testList("all", [workload("a", sample => sample.Report("time", 100), [Clocked]), workload("b", sample => sample.Report("time", 100), [Clocked])]);
        var spec = Tests.Run.Spec("a/time", Median < new Quantity(1.5, Unit.Times)) with { Reference = "b/time" };

        var result = await Run(signals.Watch, tests, spec);

        Assert.AreEqual(Verdict.Pass, result.Judgement.Verdict);
    }

    [TestMethod]
    public async Task Where_only_the_canary_watches_a_slow_one_makes_a_spec_unfit()
    {
        var signals = new InventedSignals(_ => (0, 0), _ => 300);

        var result = await Run(signals.WatchByCanary, Timed(_ => 200), TimedSpec);

        Assert.AreEqual(Verdict.Unfit, result.Judgement.Verdict);
        Assert.Contains("the canary) took up to 3x its usual time in", Words.Remark(result));
    }

    [TestMethod]
    public void A_spec_is_given_up_after_twenty_disturbed_turns_of_a_tenth_of_a_second()
    {
        var tally = new TurnTally();
        Add(tally, 19, Disturbed(100));
        Assert.IsFalse(tally.IsHopeless);
        Add(tally, 1, Disturbed(100));
        Assert.IsTrue(tally.IsHopeless);
    }

    [TestMethod]
    public void Twenty_short_turns_within_one_burst_are_not_enough_to_give_up()
    {
        var tally = new TurnTally();
        Add(tally, 100, Disturbed(5));
        Assert.IsFalse(tally.IsHopeless);
        Add(tally, 300, Disturbed(5));
        Assert.IsTrue(tally.IsHopeless);
    }

    [TestMethod]
    public void Three_long_turns_are_enough_so_that_slow_samples_end_in_time_as_well()
    {
        var tally = new TurnTally();
        Add(tally, 2, Disturbed(30_000));
        Assert.IsFalse(tally.IsHopeless);
        Add(tally, 1, Disturbed(30_000));
        Assert.IsTrue(tally.IsHopeless);
    }

    [TestMethod]
    public void A_spec_goes_on_while_half_of_its_turns_are_left_alone()
    {
        var tally = new TurnTally();
        Add(tally, 40, Quiet);
        Add(tally, 40, Disturbed(100));
        Assert.IsFalse(tally.IsHopeless);
        Assert.IsFalse(tally.Disturbed!.AreMost);
        Add(tally, 1, Disturbed(100));
        Assert.IsTrue(tally.IsHopeless);
        Assert.IsTrue(tally.Disturbed!.AreMost);
    }

    [TestMethod]
    public void A_failing_line_says_how_many_turns_were_set_aside()
    {
        var failed = Finished.Fail("w/value") with { Disturbed = new DisturbedTurns(3, 8, 0.5, 0.6, 1) };

        Assert.EndsWith("; 3 of 8 turns set aside: the machine was busy", Words.Remark(failed));
        Assert.EndsWith("the target is < 100 things (3 of 8 turns set aside: the machine was busy).", Words.Sentence(failed));
        Assert.AreEqual(failed.Disturbed, SpecRecord.Of(failed, TimeSpan.Zero).Disturbed);
    }

    [TestMethod]
    [DataRow(0.3, 0.0, 0.0, 0, null, "quiet")]
    [DataRow(31.0, null, 0.62, 12, null, "busy: load 31.0 on 2 processors, this program waits 62 % of the time, 12 of 25 beats of the canary are slow")]
    [DataRow(2.0, 0.4, 0.05, 3, null, "busy: other programs use 40 % of the processors")]
    [DataRow(null, null, null, 0, 1.5, "quiet, limited to 1.5 of 2 processors by its container")]
    public void The_machine_is_described_in_words(double? load, double? foreign, double? delay, int slow, double? quota, string expected) =>
        Assert.AreEqual(expected, Words.Machine(new MachineState(0.1, slow, 25, true, foreign, delay, quota), new MachineLoad(load, null, null), 2));

    private static TurnState Quiet => new(TimeSpan.FromMilliseconds(100), new Contention(0, 0, 1), IsContended: false, 1, IsUnsteady: false);

    private static Spec TimedSpec => Tests.Run.Spec("w/time", P95 < 100.Nanoseconds);

    private static TurnState Disturbed(int milliseconds) => new(TimeSpan.FromMilliseconds(milliseconds), new Contention(0.5, 0.5, 1), IsContended: true, 1, IsUnsteady: false);

    private static Test Timed(Func<int, double> value) => workload("w", sample => sample.Report("time", value(sample.Index)), [Clocked]);

    private static Task<SpecResult> Run(Func<int, (double Foreign, double Delay)> turns, Func<int, double> valueOfTurn)
    {
        var signals = new InventedSignals(turns);
        return Run(signals.Watch, Timed(_ => valueOfTurn(signals.Turn)), TimedSpec);
    }

    private static async Task<SpecResult> Run(Func<MachineWatch> watch, Test tests, Spec spec)
    {
        var registry = new Registry(tests);
        var plan = RunPlan.Of(new SpecFile("code", new SuiteSettings { Seed = 1 }, [spec], []), registry, Selection.All, seed: null, DateOnly.MaxValue);
        await foreach (var happened in Suite.Run(plan, registry, null, watch, CancellationToken.None))
        {
            if (happened is RunEvent.Completed completed)
                return completed.Result.Results.Single();
        }

        throw new InvalidOperationException("A run ends with a completed event.");
    }

    private static void Add(TurnTally tally, int turns, TurnState turn)
    {
        for (var i = 0; i < turns; i++)
            tally.Add(turn);
    }

    private static DisturbedTurns Rounded(DisturbedTurns turns) => turns with { Foreign = Math.Round(turns.Foreign!.Value, 6), Delay = Math.Round(turns.Delay!.Value, 6) };
}
