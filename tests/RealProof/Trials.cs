using System.Diagnostics;
using System.Globalization;
using PerfSpecs;
using PerfSpecs.Judging;
using PerfSpecs.Running;
using PerfSpecs.SpecFiles;
using PerfSpecs.Statistics;
using static PerfSpecs.Dsl;

namespace RealProof;

/// <summary>Whole suites, really measured, again and again.</summary>
internal static class Trials
{
    /// <summary>How many trials: all of them, or the percentage that the environment asks for.</summary>
    public static int Of(int trials) =>
        int.TryParse(Environment.GetEnvironmentVariable("PERFSPECS_PROVE_PERCENT"), CultureInfo.InvariantCulture, out var percent) ? Math.Max(1, trials * percent / 100) : trials;

    /// <summary>Judges a candidate against <see cref="Work.Same"/> in a suite of one spec with a false-alarm rate of 1 %.</summary>
    public static async IAsyncEnumerable<Judgement> Suites(Action candidate, string target, int trials)
    {
        var registry = new Registry(testList("real", [workload("candidate", _ => candidate()), workload("reference", _ => Work.Same())]));
        var file = SpecFile.Parse("code", System.Text.Encoding.UTF8.GetBytes($$"""{ "specs": [ { "metric": "candidate/duration", "target": "{{target}}", "reference": "reference/duration" } ] }"""), registry.Known);
        for (var trial = 0; trial < trials; trial++)
        {
            var plan = RunPlan.Of(file, registry, Selection.All, seed: trial, DateOnly.MaxValue);
            await foreach (var happened in Suite.Run(plan, registry))
            {
                if (happened is RunEvent.Judged judged)
                    yield return judged.Result.Judgement;
            }
        }
    }

    /// <summary>Judges work, of which every tenth call takes ten times as long, by p95 at five times the usual time: beyond, whatever the gaps.</summary>
    public static IAsyncEnumerable<Judgement> EveryTenthSlow(int trials)
    {
        var calls = 0;
        return Absolute(() => Work.Times(calls++ % 10 is 0 ? 20 : 2), 5 * Typical(() => Work.Times(2)), trials);
    }

    /// <summary>Judges work by p95 at a factor of its own p95, with nothing stated but the target.</summary>
    public static IAsyncEnumerable<Judgement> WithRoom(double factor, int trials) => Absolute(Work.Same, factor * Typical(Work.Same, 0.95), trials);

    /// <summary>Judges work that became slower by what a pass on it said that it notices.</summary>
    public static async IAsyncEnumerable<Judgement> SlowedByWhatIsNoticed(int trials)
    {
        var bound = 1.5 * Typical(() => Work.Times(2), 0.95);
        await foreach (var pass in Absolute(() => Work.Times(2), bound, trials))
        {
            if (pass is not { Verdict: Verdict.Pass, Notices: { } notices })
                continue;
            await foreach (var slowed in Absolute(() => Work.Times(2 * notices), bound, 1))
                yield return slowed;
        }
    }

    private static async IAsyncEnumerable<Judgement> Absolute(Action work, double nanoseconds, int trials)
    {
        var registry = new Registry(workload("work", _ => work()));
        var spec = new Spec { Id = "work", Metric = "work/duration", Target = P95 < nanoseconds.Nanoseconds };
        for (var trial = 0; trial < trials; trial++)
        {
            var plan = RunPlan.Of(new SpecFile("code", new SuiteSettings { Seed = trial }, [spec], []), registry, Selection.All, seed: trial, DateOnly.MaxValue);
            await foreach (var happened in Suite.Run(plan, registry))
            {
                if (happened is RunEvent.Judged judged)
                    yield return judged.Result.Judgement;
            }
        }
    }

    /// <summary>A quantile of the work's time in nanoseconds, once it is warm.</summary>
    private static double Typical(Action work, double quantile = 0.5)
    {
        var times = new List<double>();
        for (var i = 0; i < 22_000; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            if (i >= 2_000)
                times.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }

        return OrderStatisticInterval.Estimate(times, quantile);
    }

    /// <summary>Asks whether work is faster than itself, as a test in any framework would.</summary>
    public static async IAsyncEnumerable<Judgement> Expectations(int trials)
    {
        for (var trial = 0; trial < trials; trial++)
        {
            Judgement judgement;
            try
            {
                await Expect.fasterThanAsync(Run, Run, by: 1, confidence: 0.95);
                judgement = Judgement.Without(Verdict.Pass, new Cause.Certain());
            }
            catch (BudgetNotKeptException exception)
            {
                // "Not faster" is no claim of a difference: only an interval that lies above 1 as a whole claims slower.
                judgement = exception.Judgement is { Verdict: Verdict.Fail, Interval.Lower: <= 1 } same ? same with { Verdict = Verdict.Inconclusive } : exception.Judgement;
            }

            yield return judgement;
        }

        static Task Run()
        {
            Work.Same();
            return Task.CompletedTask;
        }
    }
}
