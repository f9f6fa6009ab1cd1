using System.Diagnostics;
using PerfSpecs.Judging;
using PerfSpecs.Sampling;
using PerfSpecs.Statistics;

namespace PerfSpecs.Running;

/// <summary>What a spec did when its workload was really made worse.</summary>
/// <param name="Factor">How many times worse than today the workload was made.</param>
/// <param name="Result">The verdict; null where the test was not run.</param>
/// <param name="Omitted">Why it was not run; null where it was.</param>
public sealed record LiveOutcome(double Factor, SpecResult? Result, string? Omitted);

/// <summary>Tests specs by really making their workloads worse: calibrated extra time, allocations or reported amounts in each operation.</summary>
public static class LiveTest
{
    /// <summary>What the extra work of one spec may take until it can fail.</summary>
    private static readonly TimeSpan Affordable = TimeSpan.FromSeconds(20);

    private const int CalibrationRuns = 15;

    /// <summary>Runs one spec with its workload made worse, so that the judged value is a factor worse than it was measured.</summary>
    /// <param name="result">The spec as it was judged without; its estimate is what the extra work comes on top of.</param>
    /// <param name="plan">The plan it was judged by.</param>
    /// <param name="registry">The code.</param>
    /// <param name="factor">At least 1; for a lower bound today's value is divided by it.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static async Task<LiveOutcome> Of(SpecResult result, RunPlan plan, Registry registry, double factor, CancellationToken cancellationToken)
    {
        var (planned, target) = (result.Spec, result.Spec.Spec.Target);
        var isMoved = result.Judgement.Values.Any(value => value <= 0);
        if (result.Judgement.Estimate is not { } estimate || estimate <= 0 || target.Statistic is Statistic.Rate || (isMoved && IsBuiltIn(planned)))
            return new LiveOutcome(factor, null, "a rate or nothing positive: by replay alone");
        if (planned.Spec.Launches > 1)
            return new LiveOutcome(factor, null, "judged in processes of their own: by replay alone");
        var wanted = target.IsUpper ? estimate * factor : estimate / factor;
        var normal = await Calibrate(planned, plan, registry, cancellationToken);
        var handicap = Of(planned, registry, normal, estimate, wanted, isMoved);
        var firstFail = GateOf.Quantile(target) is { } quantile ? GateOf.At(quantile, planned.Spec, plan.FailError).FirstFail ?? planned.Spec.Samples : 2;
        if (handicap.Wait * normal.Operations * firstFail / 1e9 is var seconds && seconds > Affordable.TotalSeconds)
            return new LiveOutcome(factor, null, $"would wait for {seconds:#,0} s: by replay alone");
        var worse = registry.Replacing(planned.Spec.Workload, handicap.On);
        return new LiveOutcome(factor, await Judge(plan with { Specs = [planned with { Spec = planned.Spec with { Warmup = planned.Spec.Warmup ?? 3 } }] }, worse, cancellationToken), null);
    }

    private static bool IsBuiltIn(PlannedSpec planned) => Measure.BuiltIn.Any(measure => string.Equals(measure.Name, planned.Spec.Measure, StringComparison.Ordinal));

    private static Handicap Of(PlannedSpec planned, Registry registry, Normal normal, double estimate, double wanted, bool isMoved)
    {
        var own = registry[planned.Spec.Workload].Workload.Info.IndexOf(planned.Spec.Measure) - Measure.BuiltIn.Count;
        // Against a reference the estimate is a multiple of it, so that the workload's own level is scaled alike.
        return planned.Spec.Measure switch
        {
            "duration" => new Handicap(Wait: (wanted / estimate * normal.Duration) - normal.Duration),
            "throughput" => new Handicap(Wait: (estimate / wanted * normal.Duration) - normal.Duration),
            "allocated" => new Handicap(Bytes: (long)(((wanted / estimate) - 1) * normal.Allocated)),
            _ when isMoved => new Handicap(Measure: own, Amount: wanted - estimate),
            _ => new Handicap(Measure: own, Factor: wanted / estimate),
        };
    }

    private static async Task<Normal> Calibrate(PlannedSpec planned, RunPlan plan, Registry registry, CancellationToken cancellationToken)
    {
        await using var sampler = await Sampler.Open(registry[planned.Spec.Workload].Workload, planned.Spec.Parameters, plan.Seed, cancellationToken);
        var (durations, allocations, operations) = (new List<double>(), new List<double>(), 1.0);
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < CalibrationRuns && (i < 3 || Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(2)); i++)
        {
            var start = Stopwatch.GetTimestamp();
            await Task.Run(() => sampler.Take(cancellationToken).AsTask(), CancellationToken.None).WaitAsync(cancellationToken);
            durations.Add(sampler.Values[0]);
            allocations.Add(sampler.Values[1]);
            operations = Math.Max(1, Math.Round(sampler.Values[5] * Stopwatch.GetElapsedTime(start).TotalSeconds));
        }

        var median = OrderStatisticInterval.Estimate(durations, 0.5);
        return new Normal(median, OrderStatisticInterval.Estimate(allocations, 0.5), operations);
    }

    private static async Task<SpecResult> Judge(RunPlan plan, Registry registry, CancellationToken cancellationToken)
    {
        await foreach (var happened in Suite.Run(plan, registry, cancellationToken: cancellationToken))
        {
            if (happened is RunEvent.Completed completed)
                return completed.Result.Results[0];
        }

        throw new UnreachableException("A run ends with a completed event.");
    }

    /// <summary>A workload's own level: nanoseconds and bytes of one operation, and the operations of a sample.</summary>
    private sealed record Normal(double Duration, double Allocated, double Operations);
}
