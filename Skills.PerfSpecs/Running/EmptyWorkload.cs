using System.Diagnostics;
using PerfSpecs.Sampling;
using PerfSpecs.Statistics;

namespace PerfSpecs.Running;

/// <summary>A workload that does nothing, measured where another seems to do no more: the compiler may have removed its work.</summary>
internal static class EmptyWorkload
{
    /// <summary>No workload that takes longer, in nanoseconds, is compared; an empty one takes a tenth of that.</summary>
    private const double Longest = 100;

    private const int Samples = 101;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(20);
    private static readonly Workload Nothing = ((Test.Case)Dsl.workload("empty", setup: static _ => 0, run: static (_, _) => { })).Workload;

    /// <summary>Marks a passed duration that an empty workload would have had as well.</summary>
    /// <param name="result">The result; any other is given back as it is.</param>
    public static async ValueTask<SpecResult> Compare(SpecResult result)
    {
        if (result is not { Judgement: { Verdict: Verdict.Pass, Values: { Count: > 0 } values }, Spec.Spec: { Measure: "duration" } spec })
            return result;
        var median = OrderStatisticInterval.Estimate(values, 0.5);
        if (spec.Reference is not null || median > Longest)
            return result;
        return IsNoSlower(median, await Measure(result.Batch)) ? result with { IsNoSlowerThanEmpty = true } : result;
    }

    /// <summary>Whether a median lies within the spread of an empty workload: at or below its upper quartile.</summary>
    internal static bool IsNoSlower(double median, IReadOnlyList<double> empty) => median <= OrderStatisticInterval.Estimate(empty, 0.75);

    private static async Task<IReadOnlyList<double>> Measure(int batch)
    {
        var parameters = new Dictionary<string, double>(StringComparer.Ordinal);
        await using var sampler = await Sampler.Open(Nothing, parameters, seed: 0, CancellationToken.None);
        sampler.Batch = batch;
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < WarmUp;)
            await sampler.Take(CancellationToken.None);
        var durations = new double[Samples];
        for (var i = 0; i < Samples; i++)
        {
            await sampler.Take(CancellationToken.None);
            durations[i] = sampler.Values[0];
        }

        return durations;
    }
}
