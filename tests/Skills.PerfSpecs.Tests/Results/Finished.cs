using System.Text;
using Perfolizer.Mathematics.Common;
using PerfSpecs.Environments;
using PerfSpecs.Judging;
using PerfSpecs.Reports;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using PerfSpecs.Statistics;
using PerfSpecs.Text;

namespace PerfSpecs.Tests;

/// <summary>Finished runs that were never run, so that reports are tested on results of any kind.</summary>
internal static class Finished
{
    /// <summary>Everything that some format has a rule about.</summary>
    public const string Hostile = "a|b \"c\" <d> & 'e' ]]> \u0001\u001b[31m \uD800 😀 `f` *g* @h {i} \\j, 100 %: k\r\nl";

    public static RunEnvironment Environment { get; } =
        new(".NET 10.0.12", "Debian 12", "x64", 2, "Release", "TieredPGO=0", "workstation", HasDebugger: false, new MachineLoad(0.1, null, null), "A processor");

    public static SpecResult Pass(string id, double value = 90) =>
        Result(id, Verdict.Pass, new Cause.Certain(), [value - 10, value, value + 10], new ConfidenceInterval(value, value - 10, value + 10, 0.99));

    public static SpecResult Fail(string id) =>
        Result(id, Verdict.Fail, new Cause.Certain(), [190, 200, 210], new ConfidenceInterval(200, 190, double.PositiveInfinity, 0.99));

    public static SpecResult Undecided(string id) =>
        Result(id, Verdict.Inconclusive, new Cause.Straddles(), [90, 100, 110], new ConfidenceInterval(100, 90, 110, 0.99));

    public static SpecResult Error(string id, string message) =>
        Result(id, Verdict.Error, new Cause.Threw(new InvalidOperationException(message)), [], null);

    public static SpecResult Skipped(string id, string reason) => Result(id, Verdict.Skipped, new Cause.SetAside(reason), [], null);

    public static SpecResult With(this SpecResult result, Func<Spec, Spec> change) => result with { Spec = result.Spec with { Spec = change(result.Spec.Spec) } };

    public static FinishedRun Run(params SpecResult[] results)
    {
        var plan = new RunPlan("specs.json", new SuiteSettings(), [.. results.Select(result => result.Spec)], 0.001, 7);
        var result = new RunResult(plan, results, TimeSpan.FromSeconds(6.25), new MachineState(0.01, 0, 10), IsCancelled: false);
        return new FinishedRun(result, Environment, new DateTimeOffset(2026, 11, 23, 12, 30, 0, TimeSpan.Zero), new Commands("make perf ONLY={id} SEED={seed}", "make perf ARGS=\"--profile {id}\""), InconclusiveFails: false);
    }

    /// <summary>What a writer writes, as text.</summary>
    public static string Text(this IReportWriter writer, FinishedRun run)
    {
        using var bytes = new MemoryStream();
        writer.Write(run, bytes);
        Assert.AreNotEqual(0xEF, bytes.GetBuffer()[0], "no byte order mark");
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static SpecResult Result(string id, Verdict verdict, Cause cause, IReadOnlyList<double> values, ConfidenceInterval? interval)
    {
        var spec = new Spec { Id = id, Metric = "w/value", Target = Statistic.Median < new Quantity(100, Unit.Count("things")), Where = new Location("specs.json", 8, 5), Tags = ["plan"] };
        var judgement = new Judgement(verdict, cause, values)
        {
            Interval = interval,
            Estimate = interval?.Estimation,
            Notices = verdict is Verdict.Pass ? 1.2 : null,
            PassError = 0.01,
            FailError = 0.001,
            Summary = values.Count > 0 ? SampleSummary.Of(values) : null,
        };
        return new SpecResult(new PlannedSpec(spec, Tests.Run.Value, ["outer", "inner"], null), judgement, Stride.Assumed, 1, TimeSpan.FromSeconds(1.5));
    }
}
