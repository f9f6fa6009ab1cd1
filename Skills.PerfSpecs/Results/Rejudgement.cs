using PerfSpecs.Judging;
using PerfSpecs.SpecFiles;

namespace PerfSpecs.Results;

/// <summary>A stored result, judged again from its samples.</summary>
/// <param name="Record">What was stored.</param>
/// <param name="Then">The judgement that its samples give under its own target; null where it holds no samples.</param>
/// <param name="Differences">What of the stored result its samples do not give, such as <c>verdict</c> or <c>upper</c>; empty where they give all of it, bit for bit.</param>
/// <param name="Now">The judgement under the present target of the same spec; null where the suite no longer has it.</param>
public sealed record Rejudgement(SpecRecord Record, Judgement? Then, IReadOnlyList<string> Differences, Judgement? Now)
{
    /// <summary>Whether the samples give what was stored.</summary>
    public bool Agrees => Differences.Count is 0;

    /// <summary>Judges a stored result again.</summary>
    /// <param name="record">What was stored.</param>
    /// <param name="present">The spec as it stands now; null where the suite no longer has it.</param>
    /// <param name="presentFailError">Its part of the present suite's false-alarm rate.</param>
    /// <returns>The judgements, or why the record cannot be judged.</returns>
    public static (Rejudgement? Rejudgement, string? Problem) Of(SpecRecord record, Spec? present, double presentFailError)
    {
        var (then, problem) = SpecOf(record);
        if (then is null)
            return (null, problem);
        if (record.Values.Count is 0)
            return (new Rejudgement(record, null, [.. Differing(record, Judgement.Without(Verdict.Inconclusive, new Cause.Straddles()))], null), null);
        var judged = SpecJudge.Repeat(then, record.FailError ?? presentFailError, record.Values);
        var now = present is not null && IsSameQuantity(present, record) ? SpecJudge.Derive(Capped(present, record), presentFailError, record.Values) : null;
        return (new Rejudgement(record, judged, [.. Differing(record, judged)], now), null);
    }

    internal static (Spec? Spec, string? Problem) SpecOf(SpecRecord record)
    {
        var measure = new Measure(record.Metric[(record.Metric.LastIndexOf('/') + 1)..], Unit.OfBase(record.Unit), KindOf(record.Target), Better.Lower, "");
        if (!TargetParser.TryParse(record.Target, measure, record.Reference is not null, out var target, out var problems))
            return (null, $"{record.Id}: the stored target \"{record.Target}\" cannot be read: {problems[0].Message}");
        return (new Spec
        {
            Id = record.Id,
            Metric = record.Metric,
            Reference = record.Reference,
            Target = target!,
            Samples = record.Cap,
            Confidence = record.Confidence,
            Stop = record.StopsEarly ? StopRule.WhenCertain : StopRule.Never,
            Max = record.Max,
        }, null);
    }

    /// <summary>A cap that is not stated follows from what a sample cost in the run, and is stored with it.</summary>
    private static Spec Capped(Spec present, SpecRecord record) => present.IsCapStated ? present : present with { Samples = record.Cap };

    private static bool IsSameQuantity(Spec present, SpecRecord record) =>
        string.Equals(present.Metric, record.Metric, StringComparison.Ordinal) && string.Equals(present.Reference, record.Reference, StringComparison.Ordinal);

    /// <summary>What of a record its samples do not give.</summary>
    private static IEnumerable<string> Differing(SpecRecord record, Judgement judged)
    {
        var verdict = SpecRecord.VerdictOf(record.Verdict);
        if (!HasVerdict(record, judged))
            yield return "verdict";
        // An error leaves no numbers; neither does what was never measured.
        var known = verdict is Verdict.Error || record.Values.Count is 0 ? Judgement.Without(Verdict.Error, judged.Cause) : judged;
        (string Name, double? Stored, double? Derived)[] numbers =
        [
            ("estimate", record.Estimate, known.Estimate),
            ("lower", record.Lower, known.Interval?.Lower),
            ("upper", record.Upper, known.Interval?.Upper),
            ("passError", record.PassError, known.PassError),
            ("failError", record.FailError, known.FailError),
            // It is missing in files that are older than digests.
            ("notices", record.Notices, record is { Digest: null, Notices: null } ? null : known.Notices),
            ("mean", record.Mean, known.Summary?.Mean),
            ("standardDeviation", record.StandardDeviation, known.Summary?.StandardDeviation),
            ("minimum", record.Minimum, known.Summary?.Minimum),
            ("maximum", record.Maximum, known.Summary?.Maximum),
        ];
        foreach (var (name, stored, derived) in numbers)
        {
            if (!stored.Equals(SpecRecord.Finite(derived)))
                yield return name;
        }

        if (judged.Values.Count != record.Values.Count)
            yield return "values";
    }

    // What made a run unfit or ended it is not in the samples, but then its cause was stored.
    private static bool HasVerdict(SpecRecord record, Judgement judged)
    {
        var verdict = SpecRecord.VerdictOf(record.Verdict);
        if (record.Cause is not { } cause)
            return verdict is Verdict.Unfit or Verdict.Error or Verdict.Skipped or Verdict.Quarantined || verdict == judged.Verdict;
        return cause.IsDifference ? judged.Cause == cause.Restored(null, null) :
            cause.Withholds ? true :
            record.Values.Count is 0 ? verdict is not (Verdict.Pass or Verdict.Fail) :
            verdict == judged.Verdict && IsSameEnd(cause.Restored(record.Launches, record.Disturbed), judged.Cause);
    }

    // Both ended before the cap, whatever is said to have ended them; or both did not.
    private static bool IsSameEnd(Cause? stored, Cause derived) =>
        (stored is Cause.CutShort or Cause.LaunchesDiffer) == derived is Cause.CutShort;

    private static MetricKind KindOf(string target) =>
        target.StartsWith("exact", StringComparison.Ordinal) ? MetricKind.Exact :
        target.StartsWith("rate", StringComparison.Ordinal) ? MetricKind.Rate :
        MetricKind.Sampled;
}
