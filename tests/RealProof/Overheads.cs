using System.Diagnostics;
using PerfSpecs;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using PerfSpecs.SpecFiles;
using PerfSpecs.Text;
using static PerfSpecs.Dsl;

namespace RealProof;

/// <summary>What measuring itself costs.</summary>
internal static class Overheads
{
    private const int Samples = 1_000_000;
    private static int _count;

    /// <summary>One million samples of work that does nothing, beside the barest loop that reads the clock around it.</summary>
    public static async Task<IReadOnlyList<string>> Sampling()
    {
        var registry = new Registry(workload("nothing", _ => _count++));
        await using var sampler = await Sampler.Open(registry["nothing"].Workload, new Dictionary<string, double>(StringComparer.Ordinal), seed: 1, CancellationToken.None);
        await Take(sampler, Samples / 10);
        var held = GC.GetTotalMemory(forceFullCollection: true);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        await Take(sampler, Samples);
        var sampled = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Samples;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        held = GC.GetTotalMemory(forceFullCollection: true) - held;
        var bare = Bare();
        return
        [
            FormattableString.Invariant($"A sample costs {sampled:0} ns, a bare loop that reads the clock twice {bare:0} ns; a sample allocates {(double)allocated / Samples:0.###} bytes."),
            FormattableString.Invariant($"After a million samples the process holds {held:+0;-0;0} bytes more."),
        ];
    }

    /// <summary>A suite of a thousand specs of work that takes no time.</summary>
    public static async Task<string> Suite()
    {
        const int Specs = 1_000;
        var registry = new Registry(testList("many", [.. Enumerable.Range(0, Specs).Select(i => workload($"w{i}", _ => _count++))]));
        var budgets = Enumerable.Range(0, Specs).Select(i => new Spec { Id = $"w{i}", Metric = $"w{i}/allocated", Target = P95 < 100.Bytes, Samples = 300, Warmup = 30 }).ToList();
        var plan = RunPlan.Of(new SpecFile("code", new SuiteSettings(), budgets, []), registry, Selection.All, seed: 1, DateOnly.MaxValue);
        await foreach (var happened in PerfSpecs.Running.Suite.Run(plan, registry))
        {
            if (happened is RunEvent.Completed { Result: var result })
                return FormattableString.Invariant($"A suite of {Specs} specs of work that takes no time is judged in {result.Elapsed.TotalSeconds:0.0} s: {result.Results.GroupBy(r => r.Judgement.Verdict).Select(group => $"{group.Count()} {group.Key}").Aggregate((a, b) => $"{a}, {b}")}.");
        }

        throw new UnreachableException("A run ends with a completed event.");
    }

    private static async Task Take(Sampler sampler, int samples)
    {
        for (var i = 0; i < samples; i++)
            await sampler.Take(CancellationToken.None);
    }

    private static double Bare()
    {
        var (sum, begin) = (0L, Stopwatch.GetTimestamp());
        for (var i = 0; i < Samples; i++)
        {
            var start = Stopwatch.GetTimestamp();
            _count++;
            sum += Stopwatch.GetTimestamp() - start;
        }

        GC.KeepAlive(sum);
        return Stopwatch.GetElapsedTime(begin).TotalNanoseconds / Samples;
    }
}
