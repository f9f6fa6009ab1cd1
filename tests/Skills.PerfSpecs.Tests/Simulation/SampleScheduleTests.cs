using System.Diagnostics;
using PerfSpecs.Sampling;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class SampleScheduleTests
{
    [TestMethod]
    public void A_workload_that_is_settled_from_the_start_is_warmed_up_for_eight_times_the_compilers_delay()
    {
        var (seconds, warmUp) = Seconds(_ => 1e-3);

        Assert.IsInRange(8 * TieredCompilation.CallCountingDelay.TotalSeconds, 1.2, seconds);
        Assert.IsFalse(warmUp.HitLimit);
    }

    [TestMethod]
    public void A_warm_up_that_ends_at_its_limit_says_so()
    {
        var (seconds, warmUp) = Seconds(elapsed => 4e-6 * Math.Max(0.01, 1 - (elapsed / 2)));

        Assert.IsGreaterThanOrEqualTo(1.9, seconds);
        Assert.IsTrue(warmUp.HitLimit);
    }

    [TestMethod]
    public void One_slow_run_does_not_prolong_the_warm_up()
    {
        for (var slow = 300; slow < 800; slow += 7)
        {
            var run = 0;
            Assert.IsLessThan(1.3, Seconds(_ => ++run == slow ? 0.05 : 1e-3).Seconds, $"run {slow} was slow");
        }
    }

    [TestMethod]
    [DataRow(0.001, 100)]
    [DataRow(0.02, 50)]
    [DataRow(0.1, 20)]
    [DataRow(0.2, 0)]
    public void A_pilot_is_shorter_where_samples_are_long(double seconds, int samples) =>
        Assert.AreEqual(samples, SampleSchedule.Of(TimeSpan.FromSeconds(seconds)));

    [TestMethod]
    public void Very_long_samples_lose_none_to_a_pilot_where_the_warm_up_shows_how_long_they_are()
    {
        var schedule = new SampleSchedule(new WarmUp(2, () => 0), hasPilot: true);

        CollectionAssert.AreEqual(
            new[] { Purpose.WarmUp, Purpose.WarmUp, Purpose.Verdict, Purpose.Verdict },
            Enumerable.Range(0, 4).Select(_ => schedule.Next(Stopwatch.Frequency)).ToArray());
    }

    private static (double Seconds, WarmUp WarmUp) Seconds(Func<double, double> run)
    {
        var warmUp = new WarmUp(null, () => 0);
        var elapsed = 0.0;
        while (!warmUp.IsOver)
        {
            var ticks = Math.Max(1, (long)(run(elapsed) * Stopwatch.Frequency));
            elapsed += (double)ticks / Stopwatch.Frequency;
            warmUp.Add(ticks);
        }

        return (elapsed, warmUp);
    }
}
