using PerfSpecs.Sampling;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

/// <summary>What counts as a sample's allocations: the bytes of all threads, without the runner's own.</summary>
[TestClass]
[DoNotParallelize]
public sealed class AllocationCounterTests
{
    private const long Block = 8 * 1024;

    [TestMethod]
    public void Blocks_that_are_not_used_up_do_not_count()
    {
        var counter = new AllocationCounter();

        Assert.AreEqual(100, Count(counter, process: Block, own: 100));
        Assert.AreEqual(100, Count(counter, process: 0, own: 100));
        Assert.AreEqual(0, Count(counter, process: Block, own: 0));
        Assert.IsFalse(counter.IsPrecise);
    }

    [TestMethod]
    public void Megabytes_of_another_thread_count_at_once_and_exactly_from_then_on()
    {
        var counter = new AllocationCounter();

        Assert.AreEqual(4_000_100, Count(counter, process: 4_000_100, own: 100));
        Assert.IsTrue(counter.IsPrecise);
        Assert.AreEqual(116, Count(counter, process: 116, own: 100));
    }

    [TestMethod]
    public void A_few_bytes_of_another_thread_in_each_sample_are_found_in_the_end()
    {
        var counter = new AllocationCounter();
        var samples = 0;
        // 200 bytes a sample on another thread: it takes a new block every 41st time.
        for (var used = 0L; !counter.IsPrecise; samples++)
        {
            var blocks = used / Block;
            used += 200;
            Count(counter, process: ((used / Block) - blocks) * Block, own: 0);
        }

        Assert.IsLessThan(250, samples);
        Assert.AreEqual(200, Count(counter, process: 200, own: 0));
    }

    [TestMethod]
    public void Own_allocations_alone_never_stop_the_other_threads()
    {
        var counter = new AllocationCounter();
        for (var (sample, used) = (0, 0L); sample < 100_000; sample++)
        {
            var blocks = used / Block;
            used += 1000;
            Assert.AreEqual(1000, Count(counter, process: ((used / Block) - blocks) * Block, own: 1000));
        }

        Assert.IsFalse(counter.IsPrecise);
    }

    [TestMethod]
    public void Exact_counting_ends_when_no_other_thread_allocates_any_more()
    {
        var counter = new AllocationCounter();
        Count(counter, process: 4_000_000, own: 0);
        for (var i = 0; i < 100; i++)
        {
            Assert.IsTrue(counter.IsPrecise);
            Count(counter, process: 10, own: 10);
        }

        Assert.IsFalse(counter.IsPrecise);
    }

    [TestMethod]
    public void The_runners_own_bytes_do_not_count()
    {
        var counter = new AllocationCounter();

        Assert.AreEqual(100, counter.Count(new(0, 0, 500), new(1_000_100, 100, 1_000_500), stayed: true));
        Assert.AreEqual(100, counter.Count(new(0, 0, 0), new(1_000_100, 0, 1_000_000), stayed: false));
        Assert.IsTrue(counter.IsPrecise, "work that waits may go on on any thread");
    }

    [TestMethod]
    public async Task A_thread_that_allocates_and_is_joined_counts()
    {
        var test = (Test.Case)workload("w", () =>
        {
            var thread = new Thread(() => GC.KeepAlive(new byte[4_000_000]));
            thread.Start();
            thread.Join();
        });
        await using var sampler = await Sampler.Open(test.Workload, new Dictionary<string, double>(), 1, CancellationToken.None);
        for (var i = 0; i < 3; i++)
        {
            await sampler.Take(CancellationToken.None);
            Assert.IsGreaterThan(4_000_000, sampler.Values[1]);
            Assert.IsLessThan(4_100_000, sampler.Values[1]);
        }
    }

    private static long Count(AllocationCounter counter, long process, long own) => counter.Count(default, new(process, own, 0), stayed: true);
}
