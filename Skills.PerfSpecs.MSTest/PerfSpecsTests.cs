using PerfSpecs.Environments;
using PerfSpecs.Reports;
using PerfSpecs.Reports.Html;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Text;

namespace PerfSpecs.MSTest;

/// <summary>Each spec of a specs file as a test of its own. Derive a class with <c>[TestClass]</c> from it, and return what can be measured.</summary>
/// <remarks>The class is created for each test, and once more to list the tests: its constructor should do nothing else.</remarks>
public abstract class PerfSpecsTests
{
    /// <summary>The platform's context of the running test.</summary>
    public required TestContext TestContext { get; set; }

    /// <summary>What can be measured.</summary>
    protected abstract Test Tests { get; }

    /// <summary>What people type to repeat or to profile one of the specs; null for nothing.</summary>
    protected virtual Commands? Commands => null;

    /// <summary>What the tests of a derived class can measure.</summary>
    internal static Test TreeOf(Type tests) => ((PerfSpecsTests)Activator.CreateInstance(tests)!).Tests;

    /// <summary>Judges one spec.</summary>
    /// <param name="id">The spec's id.</param>
    [TestMethod(UnfoldingStrategy = TestDataSourceUnfoldingStrategy.Unfold)]
    [DoNotParallelize]
    [SpecSource]
    public async Task Spec(string id)
    {
        var suite = SpecSuite.Load(Tests);
        if (!suite.File.IsUsable || id is SpecSuite.Unusable)
            Assert.Fail(suite.Diagnosis());
        var plan = suite.Plan(new Selection { Ids = [id] });
        if (plan.Specs.Count is 0)
            Assert.Fail($"{suite.File.Path} no longer holds a spec \"{id}\"; build again to renew the list of tests.");
        var started = TimeProvider.System.GetLocalNow();
        var run = await Judge(plan, suite);
        var result = run.Results[0];
        var environment = RunEnvironment.Of(GetType().Assembly);
        Attach(new FinishedRun(run, environment, started, Commands ?? Text.Commands.Of(""), plan.Suite.InconclusiveFails));
        TestContext.WriteLine(Words.Sentence(result));
        TestContext.WriteLine($"{plan.File}, seed {plan.Seed}, {result.Judgement.Values.Count} samples in {Format.Seconds(result.Elapsed)}");
        foreach (var doubt in environment.Doubts())
            TestContext.WriteLine(doubt);
        Map(result, plan, suite.Registry[result.Spec.Spec.Workload].Workload);
    }

    private async Task<RunResult> Judge(RunPlan plan, SpecSuite suite)
    {
        await foreach (var happened in Suite.Run(plan, suite.Registry, TestingPlatformBuilderHook.WorkerOf(GetType()), TestContext.CancellationToken))
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

    private static void Map(SpecResult result, RunPlan plan, Workload workload)
    {
        var message = Message(result);
        var spec = result.Spec.Spec;
        switch (result.Judgement.Verdict)
        {
            case Verdict.Pass:
                break;
            case Verdict.Error when result.Judgement.Cause.Thrown is { } thrown:
                throw new BudgetFailedException(message, spec, workload, thrown);
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
                throw new BudgetFailedException(message, spec, workload);
        }
    }

    /// <summary>What failed and by how much, in its first line.</summary>
    private static string Message(SpecResult result)
    {
        var place = result.Spec.Spec.Where is { } where ? $"\n{where}" : "";
        var distance = result.Judgement.Verdict is Verdict.Fail ? TargetDistance.Of(result) : "";
        return distance.Length > 0
            ? $"{result.Spec.Spec.Id} is {distance}. {Words.Sentence(result)}{place}"
            : $"{Words.Sentence(result)}{place}";
    }
}
