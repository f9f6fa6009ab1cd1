using PerfSpecs.Judging;
using PerfSpecs.Running;
using PerfSpecs.Specs;
using PerfSpecs.Statistics;

namespace PerfSpecs.Reports;

/// <summary>A stored run as it was, with its judgements derived from its samples again: every report can be made of it.</summary>
public static class StoredRun
{
    /// <summary>The run.</summary>
    /// <param name="results">What was stored.</param>
    /// <param name="registry">What is known of the metrics now; a metric that is gone keeps its numbers and loses its description.</param>
    /// <param name="commands">What the reader may want to say next.</param>
    /// <returns>The run, or why it cannot be told.</returns>
    public static (FinishedRun? Run, string? Problem) Of(ResultsFile results, Registry registry, Commands commands)
    {
        var restored = new List<SpecResult>();
        foreach (var record in results.Specs)
        {
            var (spec, problem) = Rejudgement.SpecOf(record);
            if (spec is null)
                return (null, problem);
            restored.Add(Restored(record, spec, registry, results));
        }

        var suite = new SuiteSettings { FalseAlarmRate = results.FalseAlarmRate, Seed = results.Seed };
        var plan = new RunPlan(results.File, suite, [.. restored.Select(result => result.Spec)], results.FailError, results.Seed);
        var run = new RunResult(plan, restored, TimeSpan.FromSeconds(results.ElapsedSeconds), results.Machine, results.Cancelled);
        return (new FinishedRun(run, results.Environment, results.Started, commands, InconclusiveFails: false), null);
    }

    private static SpecResult Restored(SpecRecord record, Spec spec, Registry registry, ResultsFile results)
    {
        var placed = spec with { Title = record.Title, Tags = record.Tags, Where = record.Line is { } line ? new Location(results.File, line, 1) : null };
        var names = record.Path.Split('/');
        var path = record.Path.EndsWith(record.Id, StringComparison.Ordinal) ? names[..^record.Id.Split('/').Length] : [];
        var measure = registry.Known.FirstOrDefault(workload => workload.Name.Equals(spec.Workload, StringComparison.Ordinal))?.Measures.FirstOrDefault(known => known.Name.Equals(spec.Measure, StringComparison.Ordinal));
        var planned = new PlannedSpec(placed, measure ?? new Measure(spec.Measure, spec.Target.Bound.Unit, MetricKind.Sampled, spec.Target.IsUpper ? Better.Lower : Better.Higher, "no longer known"), path, SetAside: null);
        return new SpecResult(planned, Judged(record, spec, results.FailError), Stride.Assumed with { Every = record.Stride, Correlation = record.Correlation ?? 0 }, record.Batch, TimeSpan.FromSeconds(record.ElapsedSeconds))
        {
            Launches = record.Launches,
            WarmUp = record.WarmUp ?? Trace.Empty,
        };
    }

    // What ended a spec before its verdict is kept in words only.
    private static Judgement Judged(SpecRecord record, Spec spec, double failError)
    {
        var words = new Cause.CutShort(record.Explanation.Replace($"{record.Id}: ", "", StringComparison.Ordinal).TrimEnd('.'));
        var derived = record.Values.Count > 0 ? SpecJudge.Derive(spec, record.FailError ?? failError, record.Values) : Judgement.Without(Verdict.Inconclusive, words);
        var stored = Enum.TryParse<Verdict>(record.Verdict, ignoreCase: true, out var verdict) ? verdict : derived.Verdict;
        return stored == derived.Verdict && derived.Cause is not Cause.CutShort ? derived : derived with { Verdict = stored, Cause = words };
    }
}
