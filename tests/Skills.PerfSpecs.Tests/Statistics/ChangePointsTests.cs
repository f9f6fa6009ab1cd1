using Perfolizer.Mathematics.Common;
using PerfSpecs.Statistics;
using PerfSpecs.Text;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class ChangePointsTests
{
    [TestMethod]
    public void A_change_is_the_first_value_after_it_with_the_medians_of_both_sides()
    {
        var random = new Random(1);
        double[] values = [.. Enumerable.Range(0, 60).Select(i => (i < 20 ? 100 : i < 40 ? 200 : 50) + random.NextDouble())];

        var changes = ChangePoints.Find(values);

        CollectionAssert.AreEqual(new[] { 20, 40 }, changes.Select(change => change.Index).ToArray());
        Assert.AreEqual(100.5, changes[0].Before, 0.5);
        Assert.AreEqual(200.5, changes[0].After, 0.5);
        Assert.AreEqual(changes[0].After, changes[1].Before);
        Assert.AreEqual(50.5, changes[1].After, 0.5);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(9)]
    [DataRow(10)]
    [DataRow(200)]
    public void A_series_that_never_changes_has_no_change_however_long_it_is(int count) =>
        Assert.IsEmpty(ChangePoints.Find([.. Enumerable.Repeat(5.0, count)]));

    [TestMethod]
    public void It_fires_on_steady_series_too_which_is_why_it_judges_nothing()
    {
        var random = new Random(7);
        var fired = Enumerable.Range(0, 300).Count(_ => ChangePoints.Find([.. Enumerable.Range(0, 100).Select(_ => random.NextDouble())]).Count > 0);

        Assert.IsGreaterThan(15, fired);
    }

    [TestMethod]
    public void A_ratio_of_intervals_reaches_from_least_over_greatest_to_greatest_over_least()
    {
        var ratio = RatioInterval.Of(new ConfidenceInterval(12, 8, 20, 0.99), new ConfidenceInterval(4, 2, 5, 0.99), 0.02);
        var open = RatioInterval.Of(new ConfidenceInterval(12, double.NegativeInfinity, 20, 0.99), new ConfidenceInterval(4, double.NegativeInfinity, double.PositiveInfinity, 0.99), 0);

        Assert.AreEqual((3.0, 1.6, 10.0), (ratio.Estimation, ratio.Lower, ratio.Upper));
        Assert.AreEqual(0.98, (double)ratio.ConfidenceLevel, 1e-12);
        Assert.AreEqual((3.0, 0.0, double.PositiveInfinity), (open.Estimation, open.Lower, open.Upper));
    }

    [TestMethod]
    public void The_ratio_of_medians_is_covered_at_least_as_often_as_stated()
    {
        var random = new Random(11);
        var (missed, rounds) = (0, 2000);
        for (var i = 0; i < rounds; i++)
        {
            var (a, b) = (Median(random, 1), Median(random, 1.5));
            var ratio = RatioInterval.Of(b, a, 0.1);
            missed += ratio.Lower <= 1.5 && 1.5 <= ratio.Upper ? 0 : 1;
        }

        Assert.IsLessThanOrEqualTo(rounds * 0.1, missed);
    }

    // Of 29 values the 9th and the 21st hold the median with 97.6 % (binomial tails of 1.2 % each).
    private static ConfidenceInterval Median(Random random, double scale)
    {
        double[] values = [.. Enumerable.Range(0, 29).Select(_ => scale * Math.Exp(random.NextDouble() * 2 - 1))];
        return OrderStatisticInterval.Of(values, new Ranks(9, 21), 0.5, 0.95, isUpper: true);
    }
}
