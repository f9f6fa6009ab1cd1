using PerfSpecs.Running;
using PerfSpecs.Sampling;
using PerfSpecs.SpecFiles;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

/// <summary>Runs small suites whose values are reported, not timed, so that verdicts are certain.</summary>
internal static class Run
{
    public const string File = "specs.json";

    public static Measure Value { get; } = measure("value", Unit.Count("things"), "a number the test chooses");

    public static Measure Fixed { get; } = measure("fixed", Unit.Count("things"), "a number that never changes", MetricKind.Exact);

    /// <summary>A workload that reports what a function of the sample's index gives.</summary>
    public static Test Reporting(string name, Func<int, double> value) =>
        workload(name, sample =>
        {
            sample.Report("value", value(sample.Index));
            sample.Report("fixed", value(sample.Index));
        }, [Value, Fixed]);

    public static Spec Spec(string metric, Target target, int samples = 200) =>
        new() { Id = metric, Metric = metric, Target = target, Samples = samples, Warmup = 0, Confidence = 0.95 };

    public static Task<RunResult> Of(Test tests, params Spec[] specs) => Of(tests, null, specs);

    public static Task<RunResult> Of(Test tests, WorkerCommand? worker, params Spec[] specs) => Of(tests, Selection.All, new SuiteSettings { Seed = 1 }, worker, CancellationToken.None, specs);

    public static Task<RunResult> Of(Test tests, Selection selection, SuiteSettings suite, CancellationToken cancellationToken, params Spec[] specs) =>
        Of(tests, selection, suite, null, cancellationToken, specs);

    private static async Task<RunResult> Of(Test tests, Selection selection, SuiteSettings suite, WorkerCommand? worker, CancellationToken cancellationToken, Spec[] specs)
    {
        var registry = new Registry(tests);
        var plan = RunPlan.Of(new SpecFile(File, suite, specs, []), registry, selection, seed: null, new DateOnly(2026, 11, 23));
        RunResult? result = null;
        // A machine that is quiet by invention: what else it does while tests run must not change a verdict.
        await foreach (var happened in Suite.Run(plan, registry, worker, new InventedSignals(_ => (0, 0)).Watch, cancellationToken))
        {
            if (happened is RunEvent.Completed completed)
                result = completed.Result;
        }

        return result!;
    }
}
