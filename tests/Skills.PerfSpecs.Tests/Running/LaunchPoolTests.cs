using PerfSpecs.Running;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class LaunchPoolTests
{
    private static readonly Spec Spec = new() { Id = "w", Metric = "w/value", Target = Median < 1e9.Of("things"), Samples = 20, Launches = 2 };

    [TestMethod]
    public void Each_process_begins_to_count_anew()
    {
        var pool = new LaunchPool(Spec, seed: 1);
        foreach (var process in new[] { 0, 1_000 })
        {
            Pilot(pool, _ => 0, 100);
            var wanted = pool.EndPilot();
            for (var i = 1; i <= wanted; i++)
                pool.Add(process + i);
            Assert.IsTrue(pool.HasEnough, "what the process was asked for is what its gaps need");
            pool.EndProcess();
        }

        Assert.IsTrue(pool.IsComplete);
        Assert.AreEqual((2, 20), (pool.Processes, pool.Samples));
        CollectionAssert.AllItemsAreUnique(pool.InTurn(10).ToList());
        Assert.IsTrue(pool.InTurn(1).ElementAt(1) is > 1_000 and <= 1_000 + 3, "a first gap of 1 or 2");
    }

    [TestMethod]
    public void The_widest_gaps_that_a_process_asked_for_hold_for_those_that_follow()
    {
        var (pool, random) = (new LaunchPool(Spec, seed: 1), new Random(1));
        var dependent = Series.Autoregressive(random, 0.8);
        Pilot(pool, _ => dependent(), 100);
        pool.EndPilot();
        var wide = pool.Stride;
        pool.EndProcess();
        Pilot(pool, _ => random.NextDouble(), 100);
        pool.EndPilot();

        Assert.IsGreaterThan(4, wide.Every);
        Assert.AreEqual(wide, pool.Stride);
    }

    [TestMethod]
    [DataRow(100, false)]
    [DataRow(3, true)]
    public void Without_a_pilot_independence_is_assumed(int pilot, bool isAssumed)
    {
        var pool = new LaunchPool(Spec, seed: 1);
        Pilot(pool, i => i % 7, pilot);
        pool.EndPilot();
        pool.Add(1);
        pool.Add(1);
        pool.EndProcess();

        Assert.AreEqual(isAssumed, pool.IsIndependenceAssumed);
    }

    private static void Pilot(LaunchPool pool, Func<int, double> value, int count)
    {
        for (var i = 0; i < count; i++)
            pool.AddPilot(value(i));
    }
}
