using PerfSpecs.Reports;
using PerfSpecs.Reports.Html;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using PerfSpecs.Specs;
using PerfSpecs.Statistics;
using Runner.Workloads;

namespace Runner.MSTest;

/// <summary>Each spec of specs.json as a test of its own.</summary>
[TestClass]
[DoNotParallelize]
public sealed class PerfSpecsTests
{
    /// <summary>The platform's context of the running test.</summary>
    public required TestContext TestContext { get; set; }

    /// <summary>Judges one spec.</summary>
    /// <param name="id">The spec's id.</param>
    [TestMethod]
    [SpecSource]
    public async Task Spec(string id)
    {
        var suite = SpecSuite.Load();
        if (!suite.File.IsUsable || id is SpecSuite.Unusable)
            Assert.Fail(suite.Diagnosis());
        var plan = suite.Plan(new Selection { Ids = [id] });
        if (plan.Specs.Count is 0)
            Assert.Fail($"{suite.File.Path} no longer holds a spec \"{id}\"; build again to renew the list of tests.");
        var started = TimeProvider.System.GetLocalNow();
        var run = await Judge(plan, suite);
        var result = run.Results[0];
        Attach(new FinishedRun(run, RunEnvironment.Of(typeof(PerfSpecsTests).Assembly), started, AllSpecs.Commands, plan.Suite.InconclusiveFails));
        TestContext.WriteLine(Words.Sentence(result));
        TestContext.WriteLine($"{plan.File}, seed {plan.Seed}, {result.Judgement.Values.Count} samples in {Format.Seconds(result.Elapsed)}");
        Map(result, plan);
    }

    private async Task<RunResult> Judge(RunPlan plan, SpecSuite suite)
    {
        await foreach (var happened in Suite.Run(plan, suite.Registry, WorkerCommand.Of(typeof(PerfSpecsTests).Assembly), TestContext.CancellationToken))
        {
            if (happened is RunEvent.Completed completed)
                return completed.Result;
        }

        throw new InvalidOperationException("A run ends with a completed event.");
    }

    /// <summary>Attaches the page to look at, and the results with every sample, so that a verdict of a build server can be judged again.</summary>
    private void Attach(FinishedRun run)
    {
        var path = Path.Combine(TestContext.TestRunResultsDirectory ?? Path.GetTempPath(), $"perfspecs-{IdFileName.Of(run.Result.Results[0].Spec.Spec.Id)}");
        foreach (var (writer, file) in new (IReportWriter, string)[] { (new HtmlReport(), $"{path}.html"), (new JsonReport(), $"{path}.json") })
        {
            writer.WriteFile(run, file);
            TestContext.AddResultFile(file);
        }
    }

    private static void Map(SpecResult result, RunPlan plan)
    {
        var place = result.Spec.Spec.Where is { } where ? $"\n{where}" : "";
        var message = $"{Words.Sentence(result)}{place}";
        switch (result.Judgement.Verdict)
        {
            case Verdict.Pass:
                break;
            case Verdict.Error when result.Judgement.Cause.Thrown is { } thrown:
                throw new AssertFailedException(message, thrown);
            case Verdict.Inconclusive or Verdict.Unfit when !plan.Suite.InconclusiveFails:
                Assert.Inconclusive(message);
                break;
            case Verdict.Fail when result.Spec.Spec.Severity is not Severity.Error:
                Assert.Inconclusive($"{Findings.Of(result).Name()}: {message}");
                break;
            case Verdict.Skipped or Verdict.Quarantined:
                Assert.Inconclusive(message);
                break;
            default:
                Assert.Fail(message);
                break;
        }
    }
}
