using PerfSpecs.Running;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
[DoNotParallelize]
public sealed class LiveTestTests
{
    private static object? _sink;

    private static readonly Test Allocating = workload("allocates", _ => _sink = new byte[1000]);

    [TestMethod]
    public async Task Allocations_are_really_raised_until_the_spec_fails()
    {
        var outcome = await Live(Allocating, Run.Spec("allocates/allocated", Median <= 2000.Bytes), 3);

        Assert.AreEqual(Verdict.Fail, outcome.Result!.Judgement.Verdict);
        Assert.AreEqual(3072, outcome.Result.Judgement.Estimate!.Value, 64, "three times 1,024 bytes, to the size of an array's header");
    }

    [TestMethod]
    public async Task What_a_workload_reports_is_raised_by_the_factor()
    {
        var outcome = await Live(Run.Reporting("w", _ => 50), Run.Spec("w/value", P95 < 100.Of("things")), 4);

        Assert.AreEqual(Verdict.Fail, outcome.Result!.Judgement.Verdict);
        Assert.AreEqual(200, outcome.Result.Judgement.Estimate);
    }

    [TestMethod]
    public async Task What_reaches_zero_gets_worse_by_what_is_added()
    {
        // Today's p95 is 1, so that 200 times as much adds 199 to every value.
        var outcome = await Live(Run.Reporting("w", i => (i % 3) - 1), Run.Spec("w/value", P95 < 100.Of("things")), 200);

        Assert.AreEqual(Verdict.Fail, outcome.Result!.Judgement.Verdict);
        Assert.AreEqual(200, outcome.Result.Judgement.Estimate!.Value, 1);
        CollectionAssert.IsSubsetOf(outcome.Result.Judgement.Values.Distinct().ToList(), new[] { 198.0, 199.0, 200.0 });
    }

    [TestMethod]
    public async Task A_duration_that_would_take_too_long_to_raise_is_left_to_the_replay()
    {
        var outcome = await Live(Allocating, Run.Spec("allocates/duration", Median <= 60.Seconds), 1e9);

        Assert.IsNull(outcome.Result);
        StringAssert.Contains(outcome.Omitted, "by replay alone", StringComparison.Ordinal);
    }

    private static async Task<LiveOutcome> Live(Test tests, Spec spec, double factor)
    {
        var result = await Run.Of(tests, spec);
        return await LiveTest.Of(result.Results.Single(), result.Plan, new Registry(tests), factor, CancellationToken.None);
    }
}
