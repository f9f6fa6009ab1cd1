using PerfSpecs.Running;
using PerfSpecs.Sampling;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
[DoNotParallelize]
public sealed class FixtureTests
{
    private static readonly Dictionary<string, double> NoParameters = [];

    [TestMethod]
    public async Task Each_run_is_prepared_and_undone_outside_of_what_is_measured()
    {
        var order = new List<string>();
        var around = fixture(_ => order)
            .BeforeEach(async (list, sample) =>
            {
                await Task.Yield();
                list.Add($"before {sample.Index}");
                GC.KeepAlive(new byte[100_000]);
            })
            .AfterEach((list, sample) =>
            {
                list.Add($"after {sample.Index}");
                GC.KeepAlive(new byte[100_000]);
            });
        var test = (Test.Case)workload("w", around, list => { list.Add("run"); });
        await using var sampler = await Sampler.Open(test.Workload, NoParameters, 1, CancellationToken.None);

        await sampler.Take(CancellationToken.None);
        await sampler.Take(CancellationToken.None);

        CollectionAssert.AreEqual(new[] { "before 0", "run", "after 0", "before 1", "run", "after 1" }, order);
        Assert.IsLessThan(50_000, sampler.Values[1]);
    }

    [TestMethod]
    public async Task A_run_that_failed_is_undone_as_well()
    {
        var undone = 0;
        var test = (Test.Case)workload("w", fixture(_ => 1).AfterEach((_, _) => undone++), _ => throw new NotSupportedException());
        await using var sampler = await Sampler.Open(test.Workload, NoParameters, 1, CancellationToken.None);

        await Assert.ThrowsExactlyAsync<NotSupportedException>(async () => await sampler.Take(CancellationToken.None));

        Assert.AreEqual(1, undone);
    }

    [TestMethod]
    public async Task Runs_that_are_prepared_one_by_one_are_never_measured_several_at_a_time()
    {
        var (prepared, runs) = (0, 0);
        var each = workload("each", fixture(_ => 1).BeforeEach((_, _) => prepared++), _ => { runs++; });
        var tests = testList("all", [each, workload("plain", () => { }), workload("far", () => Thread.SpinWait(2000))]);

        var alone = await Run.Of(tests, Run.Spec("each/duration", Median < 5.Seconds) with { Warmup = 30 });
        var compared = await Run.Of(tests, Run.Spec("plain/duration", Median < 5.Times) with { Reference = "each/duration", Warmup = 30 });

        Assert.AreEqual(1, alone.Results[0].Batch);
        Assert.AreEqual(1, compared.Results[0].Batch);
        Assert.AreEqual(prepared, runs);
    }

    [TestMethod]
    public async Task A_workload_that_is_made_worse_is_still_prepared()
    {
        var prepared = 0;
        var test = (Test.Case)workload("w", fixture(_ => 1).BeforeEach((_, _) => prepared++), _ => { });
        await using var sampler = await Sampler.Open(new Handicap(Bytes: 100).On(test.Workload), NoParameters, 1, CancellationToken.None);

        await sampler.Take(CancellationToken.None);

        Assert.AreEqual(1, prepared);
    }

    [TestMethod]
    public void A_fixture_is_a_value()
    {
        var plain = fixture(_ => 1);

        Assert.AreNotSame(plain, plain.BeforeEach((_, _) => { }));
        Assert.IsFalse(((Test.Case)workload("w", plain, _ => { })).Workload.HasEach);
    }

    [TestMethod]
    public async Task Returned_and_kept_values_cost_no_allocation()
    {
        await AllocatesNothing(workload("void", () => { }));
        await AllocatesNothing(workload("value", () => 1));
        await AllocatesNothing(workload("struct", sample => (sample.Index, 2.5, "text")));
        await AllocatesNothing(workload("text", setup: _ => "text", run: (text, _) => text));
        await AllocatesNothing(workload("span", () => "text".AsSpan()));
        await AllocatesNothing(workload("kept", sample => { sample.Keep(sample.Index); sample.Keep("text"); }));
        await AllocatesNothing(workload("done", () => Task.CompletedTask));
        await AllocatesNothing(workload("value task", () => new ValueTask<int>(1)));

        static async Task AllocatesNothing(Test test)
        {
            var workload = ((Test.Case)test).Workload;
            await using var sampler = await Sampler.Open(workload, NoParameters, 1, CancellationToken.None);
            for (var i = 0; i < 100; i++)
                await sampler.Take(CancellationToken.None);
            Assert.AreEqual(0, sampler.Values[1], workload.Name);
        }
    }
}
