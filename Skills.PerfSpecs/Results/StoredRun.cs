using PerfSpecs.Judging;
using PerfSpecs.Running;
using PerfSpecs.Statistics;
using PerfSpecs.Text;

namespace PerfSpecs.Results;

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
            var rejudged = Rejudgement.Of(record, null, results.FailError).Rejudgement!;
            if (!rejudged.Agrees)
                return (null, $"{record.Id}: its samples do not give the stored {string.Join(", ", rejudged.Differences)}, so there is nothing to report. \"judge\" shows what they give.");
            restored.Add(Restored(record, spec, rejudged.Then, registry, results));
        }

        var suite = new SuiteSettings { FalseAlarmRate = results.FalseAlarmRate, Seed = results.Seed };
        var plan = new RunPlan(results.File, suite, [.. restored.Select(result => result.Spec)], results.FailError, results.Seed);
        var run = new RunResult(plan, restored, TimeSpan.FromSeconds(results.ElapsedSeconds), results.Machine, results.Cancelled);
        return (new FinishedRun(run, results.Environment, results.Started, commands, InconclusiveFails: false) { Commit = results.Commit, Tool = results.Tool ?? "unknown" }, null);
    }

    private static SpecResult Restored(SpecRecord record, Spec spec, Judgement? derived, Registry registry, ResultsFile results)
    {
        var placed = spec with { Title = record.Title, Tags = record.Tags, Severity = SpecRecord.SeverityOf(record.Severity ?? "") ?? Severity.Error, Where = record.Line is { } line ? new Location(results.File, line, 1) : null };
        var names = record.Path.Split('/');
        var path = record.Path.EndsWith(record.Id, StringComparison.Ordinal) ? names[..^record.Id.Split('/').Length] : [];
        var measure = registry.Known.FirstOrDefault(workload => workload.Name.Equals(spec.Workload, StringComparison.Ordinal))?.Measures.FirstOrDefault(known => known.Name.Equals(spec.Measure, StringComparison.Ordinal));
        var planned = new PlannedSpec(placed, measure ?? new Measure(spec.Measure, spec.Target.Bound.Unit, MetricKind.Sampled, spec.Target.IsUpper ? Better.Lower : Better.Higher, "no longer known"), path, SetAside: null);
        return WithFacts(record, planned, Judged(record, derived));
    }

    /// <summary>A result with what was stored of how its samples were taken.</summary>
    internal static SpecResult WithFacts(SpecRecord record, PlannedSpec planned, Judgement judgement)
    {
        var stride = Stride.Of(Math.Max(1, record.Stride)) with { Correlation = record.Correlation ?? 0 };
        return new SpecResult(planned, judgement, stride, record.Batch, TimeSpan.FromSeconds(record.ElapsedSeconds))
        {
            Cap = record.Cap,
            Span = record.Span(),
            IsIndependenceAssumed = record.IndependenceAssumed is true,
            WarmUpHitLimit = record.WarmUpHitLimit is true,
            IsTooShort = record.TooShort is true,
            ReferenceBatch = record.ReferenceBatch ?? 0,
            Launches = record.Launches,
            Disturbed = record.Disturbed,
            OwnTime = record.OwnSeconds is { } own ? TimeSpan.FromSeconds(own) : null,
            WarmUp = record.WarmUp ?? Trace.Empty,
        };
    }

    // What ended a spec before its verdict is kept beside its samples; in older files in words only.
    private static Judgement Judged(SpecRecord record, Judgement? derived)
    {
        var cause = record.Cause?.Restored(record.Launches, record.Disturbed) ?? new Cause.CutShort(record.Explanation.Replace($"{record.Id}: ", "", StringComparison.Ordinal).TrimEnd('.'));
        var verdict = SpecRecord.VerdictOf(record.Verdict) ?? Verdict.Inconclusive;
        return derived is null || verdict is Verdict.Error ? new Judgement(verdict, cause, record.Values) :
            record.Cause is null && verdict == derived.Verdict && derived.Cause is not Cause.CutShort ? derived :
            derived with { Verdict = verdict, Cause = cause };
    }
}
