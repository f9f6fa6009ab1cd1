using System.Diagnostics;
using PerfSpecs.Sampling;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class WarmUpTests
{
    [TestMethod]
    public void A_stated_number_of_runs_is_kept_to_however_many_they_are()
    {
        var warmUp = new WarmUp(200_000);
        for (var i = 0; i < 199_999; i++)
            warmUp.Add(3);
        Assert.IsFalse(warmUp.IsOver);
        warmUp.Add(3);
        Assert.IsTrue(warmUp.IsOver);
        Assert.AreEqual(Stopwatch.GetElapsedTime(0, 3), warmUp.Mean);
    }

    [TestMethod]
    public void Millions_of_short_runs_take_no_more_memory_than_thousands()
    {
        var warmUp = new WarmUp(5_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 5_000_000; i++)
            warmUp.Add(1);
        Assert.IsTrue(warmUp.IsOver);
        Assert.IsLessThan(4_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void A_level_that_keeps_falling_is_warmed_up_to_the_limit_whatever_is_kept_of_it() =>
        Assert.IsGreaterThanOrEqualTo(1.9, Seconds(elapsed => 4e-6 * Math.Max(0.01, 1 - (elapsed / 2))));

    [TestMethod]
    public void An_interruption_late_in_the_first_half_does_not_prolong_it()
    {
        var random = new Random(5);
        var isInterrupted = false;
        double Run(double elapsed)
        {
            if (elapsed < 0.37 || isInterrupted)
                return 1e-3 * (0.5 + random.NextDouble());
            isInterrupted = true;
            return 0.05;
        }

        Assert.IsLessThan(0.9, Seconds(Run, () => 0));
        Assert.IsTrue(isInterrupted);
    }

    /// <summary>The time after which a workload counts as warm, by what one run takes.</summary>
    private static double Seconds(Func<double, double> run, Func<long>? compiledMethods = null)
    {
        var warmUp = new WarmUp(null, compiledMethods);
        var elapsed = 0.0;
        while (!warmUp.IsOver)
        {
            var ticks = Math.Max(1, (long)(run(elapsed) * Stopwatch.Frequency));
            elapsed += (double)ticks / Stopwatch.Frequency;
            warmUp.Add(ticks);
        }

        return elapsed;
    }
}
