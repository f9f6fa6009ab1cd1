using PerfSpecs.Sampling;
using PerfSpecs.Text;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class SampleSourceTests
{
    [TestMethod]
    public async Task Each_half_of_a_pair_has_a_batch_by_its_own_time()
    {
        var count = 0;
        var registry = new Registry(testList("all", [workload("long", _ => Thread.Sleep(1)), workload("short", _ => count++)]));
        await using var source = new SampleSource(Request("long", "short", warmUp: 300), registry);
        await source.Open(CancellationToken.None);
        for (var i = 0; i < 302; i++)
            await source.Take(CancellationToken.None);

        Assert.AreEqual(1, source.Facts.Batch);
        Assert.IsGreaterThan(1, source.Facts.ReferenceBatch, "a batch by the mean of both would be 1");
    }

    [TestMethod]
    public async Task A_half_that_no_warm_up_gave_a_batch_is_reported_as_too_short()
    {
        var count = 0;
        var registry = new Registry(testList("all", [workload("long", _ => Thread.Sleep(1)), workload("short", _ => count++)]));
        await using var source = new SampleSource(Request("long", "short", warmUp: 0), registry);
        await source.Open(CancellationToken.None);
        for (var i = 0; i < 200; i++)
            await source.Take(CancellationToken.None);

        Assert.IsTrue(source.Facts.IsTooShort);
    }

    [TestMethod]
    public async Task Which_half_of_a_pair_comes_first_is_drawn_by_the_seed()
    {
        var (one, same, other) = (await Order(1), await Order(1), await Order(2));

        Assert.AreEqual(one, same);
        Assert.AreNotEqual(one, other);
        Assert.IsInRange(20, 44, Enumerable.Range(0, 64).Count(pair => one[2 * pair] is 'c'), "of 64 pairs about half begin with the candidate");
    }

    private static async Task<string> Order(int seed)
    {
        var order = new List<char>();
        var registry = new Registry(testList("all", [workload("candidate", _ => order.Add('c')), workload("reference", _ => order.Add('r'))]));
        await using var source = new SampleSource(Request("candidate", "reference", warmUp: 0) with { OrderSeed = seed }, registry);
        await source.Open(CancellationToken.None);
        for (var i = 0; i < 64; i++)
            await source.Take(CancellationToken.None);
        return new string([.. order]);
    }

    private static SampleRequest Request(string workload, string reference, int warmUp) =>
        new(workload, reference, new Dictionary<string, double>(StringComparer.Ordinal), Seed: 1, OrderSeed: 1, warmUp, IsBatchable: true, HasPilot: true);
}
