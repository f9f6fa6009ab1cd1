using PerfSpecs.Judging;
using PerfSpecs.Running;
using PerfSpecs.Statistics;
using PerfSpecs.Text;

namespace PerfSpecs.Tests;

[TestClass]
[DoNotParallelize]
public sealed class EmptyWorkloadTests
{
    [TestMethod]
    public void Only_a_median_within_the_empty_workloads_own_spread_is_no_slower()
    {
        double[] empty = [5.0, 5.1, 5.2, 5.3, 90];

        Assert.IsTrue(EmptyWorkload.IsNoSlower(4.6, empty));
        Assert.IsTrue(EmptyWorkload.IsNoSlower(5.2, empty));
        Assert.IsFalse(EmptyWorkload.IsNoSlower(6, empty));
    }

    [TestMethod]
    public async Task A_passed_duration_of_next_to_nothing_is_reported()
    {
        var result = await EmptyWorkload.Compare(Result(Verdict.Pass, 0.01));

        Assert.IsTrue(result.IsNoSlowerThanEmpty);
        StringAssert.StartsWith(Words.Remark(result), "no slower than an empty workload");
    }

    [TestMethod]
    public async Task Nothing_else_is_reported()
    {
        Assert.IsFalse((await EmptyWorkload.Compare(Result(Verdict.Pass, 101))).IsNoSlowerThanEmpty);
        Assert.IsFalse((await EmptyWorkload.Compare(Result(Verdict.Inconclusive, 0.01))).IsNoSlowerThanEmpty);
        Assert.IsFalse((await EmptyWorkload.Compare(Result(Verdict.Pass, 0.01, "w/allocated"))).IsNoSlowerThanEmpty);
        Assert.IsFalse((await EmptyWorkload.Compare(Result(Verdict.Pass, 0.01, reference: "r/duration"))).IsNoSlowerThanEmpty);
    }

    private static SpecResult Result(Verdict verdict, double nanoseconds, string metric = "w/duration", string? reference = null)
    {
        var spec = new Spec { Id = metric, Metric = metric, Reference = reference, Target = Statistic.Median < 1.Seconds };
        var judgement = new Judgement(verdict, new Cause.Certain(), [nanoseconds, nanoseconds, nanoseconds]) { Notices = 1.1 };
        return new SpecResult(new PlannedSpec(spec, Measure.BuiltIn[0], [], null), judgement, Stride.Assumed, 2000, TimeSpan.Zero);
    }
}
