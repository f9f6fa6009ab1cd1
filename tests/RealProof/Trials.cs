using System.Globalization;
using PerfSpecs;
using PerfSpecs.Judging;
using PerfSpecs.Running;
using PerfSpecs.Specs;
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
