using System.Diagnostics;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using PerfSpecs.Text;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>A soak: the selected specs again and again in random order, to find what throws, hangs or leaks.</summary>
/// <remarks>Verdicts are counted and do not fail a soak: a budget judged a thousand times would fail sometimes by chance alone.</remarks>
internal static class StressRun
{
    public static async Task<ExitCode> Execute(Invocation invocation, RunPlan plan, StressOptions stress)
    {
        var console = invocation.Console;
        var begin = Stopwatch.GetTimestamp();
        var random = new Random(plan.Seed);
        var counts = plan.Specs.ToDictionary(spec => spec.Spec.Id, _ => new Dictionary<Verdict, int>(), StringComparer.Ordinal);
        console.WriteLine($"Soak of {stress.Duration.TotalMinutes:0.##} min · {plan.Specs.Count} specs in random order · seed {plan.Seed}");
        var rounds = 0;
        string? end = null;
        while (end is null && Stopwatch.GetElapsedTime(begin) < stress.Duration && !invocation.CancellationToken.IsCancellationRequested)
        {
            rounds++;
            foreach (var planned in plan.Specs.OrderBy(_ => random.Next()).ToList())
            {
                end = await Once(invocation, plan with { Specs = [planned], Seed = random.Next() }, stress, counts[planned.Spec.Id]);
                if (end is not null || invocation.CancellationToken.IsCancellationRequested)
                    break;
            }
        }

        var width = counts.Keys.Max(id => id.Length);
        foreach (var (id, verdicts) in counts)
            console.WriteLine($"  {id.PadRight(width)}  {string.Join(", ", verdicts.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {Words.Name(pair.Key)}"))}");
        console.WriteLine($"{rounds} rounds in {Format.Seconds(Stopwatch.GetElapsedTime(begin))}, {Held()} MB held{(end is null ? "" : $" · {end}")}");
        return end is not null || counts.Values.Any(verdicts => verdicts.ContainsKey(Verdict.Error)) ? ExitCode.Errored :
            invocation.CancellationToken.IsCancellationRequested ? ExitCode.Cancelled :
            ExitCode.Passed;
    }

    /// <summary>Runs one spec.</summary>
    /// <returns>What ends the soak; null where nothing does.</returns>
    private static async Task<string?> Once(Invocation invocation, RunPlan plan, StressOptions stress, Dictionary<Verdict, int> verdicts)
    {
        var id = plan.Specs[0].Spec.Id;
        var run = Task.Run(async () =>
        {
            await foreach (var happened in Suite.Run(plan, invocation.Registry, WorkerCommand.Of(SpecConsole.Program), invocation.CancellationToken))
            {
                if (happened is RunEvent.Judged { Result.Judgement.Verdict: var verdict })
                    verdicts[verdict] = verdicts.GetValueOrDefault(verdict) + 1;
            }
        });
        if (await Task.WhenAny(run, Task.Delay(stress.Timeout)) != run)
            return $"{id} did not end within {stress.Timeout.TotalMinutes:0.##} min";
        await run;
        return stress.MemoryLimitMegabytes is { } limit && Held() > limit ? $"after {id} {Held()} MB are held, more than {limit}" : null;
    }

    private static long Held() => GC.GetTotalMemory(forceFullCollection: true) / 1024 / 1024;
}

/// <summary>A soak as it was asked for.</summary>
/// <param name="Duration">How long.</param>
/// <param name="Timeout">How long one spec may take before the soak counts as hung.</param>
/// <param name="MemoryLimitMegabytes">What the process may hold after a collection; null for no limit.</param>
internal sealed record StressOptions(TimeSpan Duration, TimeSpan Timeout, int? MemoryLimitMegabytes);
