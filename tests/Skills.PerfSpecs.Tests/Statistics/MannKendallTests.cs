using PerfSpecs.Statistics;
using PerfSpecs.Text;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class MannKendallTests
{
    [TestMethod]
    public void A_short_series_is_what_a_pencil_gives()
    {
        // Ten pairs, all rising: S = 10, variance 5 * 4 * 15 / 18.
        Assert.AreEqual(9 / Math.Sqrt(300 / 18.0), MannKendall.Z([1, 2, 3, 4, 5]), 1e-12);
        Assert.AreEqual(-9 / Math.Sqrt(300 / 18.0), MannKendall.Z([5, 4, 3, 2, 1]), 1e-12);
        // 1 1 2 3: five pairs rise and one ties: variance (4 * 3 * 13 - 2 * 1 * 9) / 18.
        Assert.AreEqual(4 / Math.Sqrt(138 / 18.0), MannKendall.Z([1, 1, 2, 3]), 1e-12);
        Assert.AreEqual(0, MannKendall.Z([4, 4, 4, 4]));
        Assert.AreEqual(0, MannKendall.Z([1, 2]));
    }

    [TestMethod]
    public void One_of_a_hundred_series_without_a_trend_is_taken_for_one_with()
    {
        const int Suites = 4_000;
        var random = new Random(20261123);
        var found = Enumerable.Range(0, Suites).Count(_ => Math.Abs(MannKendall.Z([.. Enumerable.Range(0, 60).Select(_ => Math.Floor(10 * random.NextDouble()))])) > 2.576);

        Assert.AreEqual(0.01, found / (double)Suites, 3 * Math.Sqrt(0.01 * 0.99 / Suites));
    }
}
