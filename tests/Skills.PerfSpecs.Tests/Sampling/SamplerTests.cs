using PerfSpecs.Sampling;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
[DoNotParallelize]
public sealed class SamplerTests
{
    private static readonly Dictionary<string, double> NoParameters = [];
    private static object? _sink;

    [TestMethod]
    public async Task Allocations_are_counted_to_the_byte_for_one_operation()
    {
        var test = (Test.Case)workload("w", sample =>
        {
            for (var i = 0; i < 10; i++)
                _sink = new byte[1000];
            sample.Operations = 10;
        });
        await using var sampler = await Sampler.Open(test.Workload, NoParameters, 1, CancellationToken.None);

        await sampler.Take(CancellationToken.None);
        await sampler.Take(CancellationToken.None);

        Assert.AreEqual(1024, sampler.Values[1]);
    }

    [TestMethod]
    public async Task A_batch_counts_the_operations_of_all_its_runs()
    {
        var runs = 0;
        var test = (Test.Case)workload("w", sample =>
        {
            runs++;
            _sink = new byte[1000];
            sample.Operations = 2;
        });
        await using var sampler = await Sampler.Open(test.Workload, NoParameters, 1, CancellationToken.None);
        await sampler.Take(CancellationToken.None);
        sampler.Batch = 7;

        await sampler.Take(CancellationToken.None);

        Assert.AreEqual(8, runs);
        Assert.AreEqual(512, sampler.Values[1]);
    }

    [TestMethod]
    public async Task Taking_a_sample_allocates_nothing()
    {
        var test = (Test.Case)workload("w", setup: _ => 0, static (_, _) => { });
        await using var sampler = await Sampler.Open(test.Workload, NoParameters, 1, CancellationToken.None);
        for (var i = 0; i < 100; i++)
            await sampler.Take(CancellationToken.None);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
        {
            var taken = sampler.Take(CancellationToken.None);
            Assert.IsTrue(taken.IsCompletedSuccessfully);
        }

        // The runtime may recompile the loop in between, once; a byte a sample would be ten thousand.
        Assert.IsLessThan(1_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public async Task A_setup_gets_the_seed_the_parameters_and_their_defaults()
    {
        Setup? seen = null;
        var test = (Test.Case)workload("w", setup: s => seen = s, static (_, _) => { }, parameters: [parameter("size", 10), parameter("depth", 3)]);

        await using var first = await Sampler.Open(test.Workload, new Dictionary<string, double> { ["size"] = 20 }, 1, CancellationToken.None);
        var (size, depth, seed) = (seen!["size"], seen["depth"], seen.Seed);
        await using var second = await Sampler.Open(test.Workload, new Dictionary<string, double> { ["size"] = 30 }, 1, CancellationToken.None);

        Assert.AreEqual((20, 3), (size, depth));
        Assert.AreNotEqual(seed, seen.Seed, "other parameters, other inputs");
    }

    [TestMethod]
    public async Task A_session_is_disposed_of_after_its_teardown()
    {
        var order = new List<string>();
        var test = (Test.Case)workload("w", fixture(_ => new Resource(order), teardown: _ => order.Add("teardown")), static (_, _) => { });

        await (await Sampler.Open(test.Workload, NoParameters, 1, CancellationToken.None)).DisposeAsync();

        CollectionAssert.AreEqual(new[] { "teardown", "dispose" }, order);
    }

    private sealed class Resource(List<string> order) : IDisposable
    {
        public void Dispose() => order.Add("dispose");
    }
}
