using PerfSpecs.Judging;
using PerfSpecs.Statistics;

namespace PerfSpecs.Tests;

/// <summary>What can be said without depending on time: allocations repeat byte for byte, and far is far.</summary>
[TestClass]
[DoNotParallelize]
public sealed class ExpectTests
{
    private static object? _sink;

    [TestMethod]
    public void A_budget_of_allocations_is_kept_or_broken_to_the_byte()
    {
        Expect.within("median <= 1048 B", () => _sink = new byte[1024]);

        var broken = Assert.ThrowsExactly<BudgetNotKeptException>(() => Expect.within("median < 1048 B", () => _sink = new byte[1024]));
        Assert.AreEqual(Verdict.Fail, broken.Judgement.Verdict);
        StringAssert.Contains(broken.Message, "the target is < 1048 B");
    }

    [TestMethod]
    public async Task Asynchronous_work_is_waited_for()
    {
        var ended = 0;
        await Expect.withinAsync("median < 10 s", async () =>
        {
            await Task.Yield();
            ended++;
        }, samples: 20);

        Assert.IsGreaterThanOrEqualTo(7, ended);
    }

    [TestMethod]
    public void Work_that_throws_is_the_inner_exception()
    {
        var broken = Assert.ThrowsExactly<BudgetNotKeptException>(() => Expect.within("median < 10 s", () => throw new InvalidOperationException("mine")));

        Assert.AreEqual("mine", broken.InnerException!.Message);
    }

    [TestMethod]
    [DataRow("p95 < 5 msec")]
    [DataRow("p95 < 5 lines")]
    [DataRow("fast")]
    public void A_target_that_is_none_is_the_callers_mistake(string target) =>
        Assert.ThrowsExactly<ArgumentException>(() => Expect.within(target, () => { }));

    [TestMethod]
    public void Too_few_samples_are_the_callers_mistake_with_the_number_needed() =>
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => Expect.within("p95 < 5 ms", () => { }, samples: 20)).Message, "90 or more");

    [TestMethod]
    public void A_thousand_times_the_work_is_not_faster_than_the_work()
    {
        static void Work(int times)
        {
            for (var i = 0; i < times; i++)
                _sink = new byte[1024];
        }

        Expect.fasterThan(() => Work(1), () => Work(1000), by: 2);

        var broken = Assert.ThrowsExactly<BudgetNotKeptException>(() => Expect.fasterThan(() => Work(1000), () => Work(1), by: 1));
        Assert.AreEqual(Verdict.Fail, broken.Judgement.Verdict);
        Assert.IsInstanceOfType<Cause.Certain>(broken.Judgement.Cause);
    }
}
