using PerfSpecs.Judging;
using PerfSpecs.Statistics;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class HolmTests
{
    private const double Rate = 0.05;

    /// <summary>Of 100 samples at the median's target the exact test fails from 60 beyond at .05 / 1 on, from 62 at .05 / 2.</summary>
    [TestMethod]
    public void A_failure_leaves_its_part_to_the_others()
    {
        var clear = Result("clear", beyond: 90);
        var open = Result("open", Least(Rate));

        Assert.AreEqual(Verdict.Inconclusive, open.Judgement.Verdict, "at half of the rate");
        CollectionAssert.AreEqual(new[] { "open" }, Ids(clear, open));
        Assert.IsEmpty(Ids(Result("kept", beyond: 10), open), "nothing failed, so nothing is left over");
    }

    [TestMethod]
    public void What_even_the_whole_rate_does_not_fail_stays_open() =>
        Assert.IsEmpty(Ids(Result("clear", beyond: 90), Result("open", Least(Rate) - 1)));

    private static string[] Ids(params (Spec, Judgement)[] judged) => [.. Holm.AlsoFailing(judged, Rate, Rate / 2).Select(spec => spec.Id)];

    private static (Spec Spec, Judgement Judgement) Result(string id, int beyond)
    {
        var spec = new Spec { Id = id, Metric = "w/value", Target = Statistic.Median <= new Quantity(1, Unit.Count("things")), Samples = 100, Confidence = 0.95, Stop = StopRule.Never };
        return (spec, SpecJudge.Derive(spec, Rate / 2, [.. Enumerable.Range(0, 100).Select(i => i < beyond ? 2.0 : 0.5)]));
    }

    private static int Least(double error) =>
        Enumerable.Range(50, 50).First(beyond => new QuantileGate(0.5, 0.05, error, 100, SpendingFunction.AtTheCap).Judge(100, 100 - beyond) is Verdict.Fail);
}
