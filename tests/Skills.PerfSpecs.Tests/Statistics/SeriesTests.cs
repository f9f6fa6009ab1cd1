using PerfSpecs.Statistics;
using PerfSpecs.Text;

namespace PerfSpecs.Tests;

/// <summary>What is done to a series before its samples are counted: the warm-up's cut and the stride.</summary>
[TestClass]
public sealed class SeriesTests
{
    [TestMethod]
    public void Gaps_follow_from_their_mean_as_a_results_file_keeps_it()
    {
        IEnumerable<Stride> all = [Stride.Assumed, new(1, 2, 0, Remains: false), .. Enumerable.Range(1, 40).SelectMany(n => new[] { Stride.OfLag(n), Stride.Of(n) })];
        foreach (var stride in all)
            Assert.AreEqual(stride, Stride.Of(stride.Every));
    }

    [TestMethod]
    public void Rank_autocorrelation_of_a_short_series_is_what_a_pencil_gives()
    {
        // Ranks 1 3 2 4 5, deviations -2 0 -1 1 2: products -0, -0, -1, 2 over 10.
        Assert.AreEqual(0.1, RankAutocorrelation.At([10, 30, 20, 40, 50], 1), 1e-12);
        Assert.AreEqual(0.4, RankAutocorrelation.At([1, 2, 3, 4, 5], 1), 1e-12);
        // Ties share their rank, 1.5 1.5 3 4: products 1, -0.5, 0.75 over 4.5.
        Assert.AreEqual(1.25 / 4.5, RankAutocorrelation.At([7, 7, 8, 9], 1), 1e-9);
        Assert.AreEqual(0, RankAutocorrelation.At([3, 3, 3, 3], 1));
    }

    [TestMethod]
    [DataRow(0.0, 2.0, 0.9)]
    [DataRow(0.5, 26.0, 0.6)]
    public void The_mean_gap_of_a_series_is_twice_the_first_lag_at_which_it_forgets(double correlation, double most, double atLeast)
    {
        var strides = Enumerable.Range(0, 200).Select(seed => Stride.Of(Autoregressive(correlation, new Random(seed), Stride.Pilot))).ToList();

        Assert.IsGreaterThanOrEqualTo(atLeast, strides.Count(stride => stride.Every <= most) / 200.0);
        Assert.IsTrue(strides.TrueForAll(stride => (stride is { Least: 1, Most: 2 } || stride.Most == 3 * stride.Least) && !stride.Remains));
    }

    [TestMethod]
    public void Gaps_of_one_and_two_do_where_neighbours_hardly_depend_on_each_other()
    {
        var independent = Enumerable.Range(0, 200).Count(seed => Stride.Of(Autoregressive(0, new Random(seed), Stride.Pilot)).Most is 2);
        var dependent = Enumerable.Range(0, 200).Count(seed => Stride.Of(Autoregressive(0.4, new Random(seed), Stride.Pilot)).Most is 2);

        Assert.IsGreaterThan(150, independent);
        Assert.IsLessThan(5, dependent);
        Assert.AreNotEqual(2, Stride.Of(Autoregressive(0, new Random(1), Stride.ShortestPilot)).Most, "a short pilot cannot show it");
    }

    [TestMethod]
    public void Alternating_runs_are_counted_at_random_gaps_and_not_refused()
    {
        var stride = Stride.Of([.. Enumerable.Range(0, 100).Select(i => i % 2.0)]);

        Assert.AreEqual((1, 2, false), (stride.Least, stride.Most, stride.Remains));
    }

    [TestMethod]
    public void A_drift_never_ends_its_correlation()
    {
        var drift = Stride.Of([.. Enumerable.Range(0, 400).Select(i => (double)i)]);

        Assert.IsTrue(drift.Remains);
        Assert.AreEqual((34, 102), (drift.Least, drift.Most));
    }

    [TestMethod]
    public void The_warm_up_is_cut_where_the_series_settles()
    {
        var random = new Random(20261123);
        double[] slowStart = [.. Enumerable.Range(0, 200).Select(i => (i < 40 ? 500 - (10 * i) : 100) + random.NextDouble())];
        double[] settled = [.. Enumerable.Range(0, 200).Select(_ => random.NextDouble())];
        double[] drifting = [.. Enumerable.Range(0, 200).Select(i => (double)i)];

        Assert.AreEqual(40, Mser5.Cut(slowStart));
        Assert.IsLessThan(80, Mser5.Cut(settled));
        Assert.IsGreaterThanOrEqualTo(80, Mser5.Cut(drifting));
        Assert.AreEqual(0, Mser5.Cut([1, 2, 3]));
    }

    private static double[] Autoregressive(double correlation, Random random, int count)
    {
        var (values, last) = (new double[count], 0.0);
        for (var i = 0; i < count; i++)
            values[i] = last = (correlation * last) + random.NextDouble() - 0.5;
        return values;
    }
}
