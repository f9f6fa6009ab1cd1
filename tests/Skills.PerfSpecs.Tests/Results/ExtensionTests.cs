using PerfSpecs.Environments;
using PerfSpecs.Results;
using PerfSpecs.Running;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class ExtensionTests
{
    private static readonly RunEnvironment Here = RunEnvironment.Of(typeof(ExtensionTests).Assembly);
    private static readonly Spec Open = Run.Spec("w/value", Median < 0.5.Of("things"), samples: 50);

    [TestMethod]
    public async Task A_run_that_was_cut_short_goes_on_where_it_stopped()
    {
        var (plan, registry, stored) = await Stored(Open);
        var half = stored with { Specs = [stored.Specs[0] with { Values = [.. stored.Specs[0].Values.Take(20)], Verdict = "inconclusive" }] };

        var (extended, anew) = Extension.Of(plan, half, Here);
        var result = await Last(extended, registry);

        Assert.IsEmpty(anew);
        Assert.HasCount(50, result.Results[0].Judgement.Values);
        CollectionAssert.AreEqual(half.Specs[0].Values.ToList(), result.Results[0].Judgement.Values.Take(20).ToList());
    }

    [TestMethod]
    public async Task What_was_certain_is_not_sampled_again()
    {
        var (plan, registry, stored) = await Stored(Run.Spec("w/value", Median < 2.Of("things")));

        var (extended, _) = Extension.Of(plan, stored, Here);
        var result = await Last(extended, registry);

        Assert.AreEqual(Verdict.Pass, result.Results[0].Judgement.Verdict);
        CollectionAssert.AreEqual(stored.Specs[0].Values.ToList(), result.Results[0].Judgement.Values.ToList());
    }

    [TestMethod]
    public async Task Another_target_or_another_machine_begins_anew()
    {
        var (plan, _, stored) = await Stored(Open);
        var other = plan with { Specs = [.. plan.Specs.Select(spec => spec with { Spec = spec.Spec with { Target = Median < 0.6.Of("things") } })] };

        CollectionAssert.AreEqual(new[] { "w/value" }, Extension.Of(other, stored, Here).Anew.ToList());
        CollectionAssert.AreEqual(new[] { "w/value" }, Extension.Of(plan, stored, Here with { Cores = Here.Cores + 1 }).Anew.ToList());
    }

    private static async Task<(RunPlan Plan, Registry Registry, ResultsFile Stored)> Stored(Spec spec)
    {
        var result = await Run.Of(Run.Reporting("w", i => i % 2), spec);
        return (result.Plan, new Registry(Run.Reporting("w", i => i % 2)), ResultsFile.Of(result, Here, DateTimeOffset.UnixEpoch));
    }

    private static async Task<RunResult> Last(RunPlan plan, Registry registry)
    {
        RunResult? last = null;
        await foreach (var happened in Suite.Run(plan, registry))
            last = (happened as RunEvent.Completed)?.Result;
        return last!;
    }
}
