using PerfSpecs.Running;
using PerfSpecs.Sampling;
using PerfSpecs.Sampling.Processors;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

/// <summary>A spec judged by the runner's own turns from an invented series, on an invented clock: the same from run to run, and thousands of times faster.</summary>
internal static class SimulatedRun
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);
    private static readonly Measure Value = measure("value", Unit.Count("things"), "invented");
    private static readonly Registry Registry = new(workload("w", _ => { }, [Value]));

    /// <summary>A spec of the invented measure; a rate is judged by <c>success</c>.</summary>
    public static Spec Spec(Target target, int? samples = null) => samples is { } stated
        ? Spec(target) with { Samples = stated }
        : new Spec { Id = "w", Metric = target.Statistic is Statistic.Rate ? "w/success" : "w/value", Target = target, Warmup = 30 };

    /// <summary>Judges the spec.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="next">The series.</param>
    /// <param name="seconds">What a sample takes.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="failError">The spec's part of the false-alarm rate.</param>
    /// <param name="slowdown">How disturbed each turn is, by its number; undisturbed where null.</param>
    public static async Task<SpecResult> Of(Spec spec, Func<double> next, double seconds = 1e-3, int seed = 1, double failError = 0.01, Func<int, double>? slowdown = null) =>
        (await Of(spec, next, _ => seconds, seed, failError, slowdown)).Result;

    /// <inheritdoc cref="Of(Spec, Func{double}, double, int, double, Func{int, double}?)"/>
    public static async Task<(SpecResult Result, double Seconds, long Taken)> Of(Spec spec, Func<double> next, Func<double, double> seconds, int seed, double failError, Func<int, double>? slowdown = null)
    {
        var clock = new InventedClock();
        var planned = new PlannedSpec(spec, Registry["w"].Workload.Info.Measures[Registry["w"].Workload.Info.IndexOf(spec.Measure)], [], null);
        var plan = new RunPlan("specs.json", new SuiteSettings(), [planned], failError, seed);
        var stream = new InventedStream(new SampleSchedule(new WarmUp(spec.Warmup, () => 0), hasPilot: spec.Target.Statistic is not Statistic.Exact), clock, next, seconds);
        var run = new InProcessRun(spec.Target.Statistic is Statistic.Exact, [planned], plan, Registry, stream, clock);
        for (var turn = 0; ; turn++)
        {
            await run.Turn(Slice, CancellationToken.None);
            await run.Settle(new TurnState(Slice, null, IsContended: false, slowdown?.Invoke(turn) ?? 1, IsUnsteady: false));
            if (run.TakeResults(null) is [var result])
                return (result, (double)clock.GetTimestamp() / clock.TimestampFrequency, stream.Taken);
        }
    }
}
