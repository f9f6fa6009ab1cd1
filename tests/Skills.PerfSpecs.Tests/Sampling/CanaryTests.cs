using PerfSpecs.Sampling;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class CanaryTests
{
    [TestMethod]
    public void The_pace_is_the_lower_quartile_because_a_disturbance_only_slows_down()
    {
        var canary = Of(Enumerable.Range(0, 25).Select(i => i < 10 ? 100.0 : 300.0));

        Assert.AreEqual(100, canary.Pace, "more than a half is slow, so the median would be slow as well");
        Assert.AreEqual(3, canary.Last);
        Assert.AreEqual(15, canary.Disturbed);
    }

    [TestMethod]
    public void A_beat_tells_how_many_times_slower_than_the_pace_it_was()
    {
        var canary = Of([.. Enumerable.Repeat(100.0, 25), 124, 126, 400]);

        Assert.AreEqual(1.24, canary.Beat(), 1e-9);
        Assert.AreEqual(0, canary.Disturbed);
        Assert.AreEqual(1.26, canary.Beat(), 1e-9);
        Assert.AreEqual(1, canary.Disturbed);
        Assert.AreEqual(4, canary.Beat(), 1e-9);
        CollectionAssert.AreEqual(new[] { 124.0, 126, 400 }, canary.Beats.Skip(25).ToList(), "in the order of time");
    }

    [TestMethod]
    public void The_spread_is_that_of_the_outer_deciles()
    {
        var canary = Of(Enumerable.Range(0, 25).Select(i => 100.0 + (i * 7 % 25)));

        Assert.AreEqual((121.0 - 102) / 112, canary.Spread, 1e-9);
    }

    [TestMethod]
    public void One_slow_beat_in_eight_is_an_accident_and_more_are_a_load_whose_fast_beats_are_luck()
    {
        var canary = Of([.. Enumerable.Repeat(100.0, 25), .. Series(32, 4), .. Series(32, 5), .. Enumerable.Repeat(100.0, 32)]);

        Beat(canary, 32);
        Assert.IsTrue(canary.IsSteady);
        Beat(canary, 32);
        Assert.IsFalse(canary.IsSteady);
        Beat(canary, 32);
        Assert.IsTrue(canary.IsSteady, "only the last beats count");

        static IEnumerable<double> Series(int count, int slow) => Enumerable.Range(0, count).Select(i => i < slow ? 1_300.0 : 100);
    }

    [TestMethod]
    public void A_processor_that_wakes_up_slowly_is_not_taken_for_a_load()
    {
        Assert.IsTrue(Of([.. Enumerable.Repeat(300.0, 9), .. Enumerable.Repeat(100.0, 16)]).IsSteady);
        Assert.IsFalse(Of([.. Enumerable.Repeat(100.0, 22), .. Enumerable.Repeat(300.0, 3)]).IsSteady, "three of sixteen");
    }

    [TestMethod]
    public void Real_beats_take_time()
    {
        var canary = new Canary();

        Assert.HasCount(25, canary.Beats);
        Assert.IsTrue(canary.Beats.All(beat => beat > 0));
    }

    private static Canary Of(IEnumerable<double> beats) => new(beats.GetEnumerator());

    private static void Beat(Canary canary, int times)
    {
        for (var i = 0; i < times; i++)
            canary.Beat();
    }
}
