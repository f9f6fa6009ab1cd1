using PerfSpecs.Judging;
using PerfSpecs.Specs;

namespace PerfSpecs.Reports;

/// <summary>A stored result, judged again from its samples.</summary>
/// <param name="Record">What was stored.</param>
/// <param name="Then">The judgement that its samples give under its own target; null where it holds no samples.</param>
/// <param name="Agrees">Whether that is what was stored: the verdict, the estimate and both ends of the interval, bit for bit.</param>
/// <param name="Now">The judgement under the present target of the same spec; null where the suite no longer has it.</param>
public sealed record Rejudgement(SpecRecord Record, Judgement? Then, bool Agrees, Judgement? Now)
{
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
            return (new Rejudgement(record, null, Agrees: true, null), null);
        var judged = SpecJudge.Derive(then, record.FailError ?? presentFailError, record.Values);
        var now = present is not null && IsSameQuantity(present, record) ? SpecJudge.Derive(present, presentFailError, record.Values) : null;
        return (new Rejudgement(record, judged, Agree(record, judged), now), null);
    }

    internal static (Spec? Spec, string? Problem) SpecOf(SpecRecord record)
    {
        var measure = new Measure(record.Metric[(record.Metric.LastIndexOf('/') + 1)..], Unit.OfBase(record.Unit), KindOf(record.Target), Better.Lower, "");
        if (!Target.TryParse(record.Target, measure, record.Reference is not null, out var target, out var problems))
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

    private static bool IsSameQuantity(Spec present, SpecRecord record) =>
        string.Equals(present.Metric, record.Metric, StringComparison.Ordinal) && string.Equals(present.Reference, record.Reference, StringComparison.Ordinal);

    // What ended a run before its verdict, or made it unfit, is not in the samples.
    private static bool Agree(SpecRecord record, Judgement judged) =>
        record.Verdict is "unfit" or "error"
        || (string.Equals(record.Verdict, judged.Verdict.ToString(), StringComparison.OrdinalIgnoreCase)
            && record.Estimate.Equals(judged.Estimate)
            && record.Lower.Equals(SpecRecord.Finite(judged.Interval?.Lower))
            && record.Upper.Equals(SpecRecord.Finite(judged.Interval?.Upper)));

    private static MetricKind KindOf(string target) =>
        target.StartsWith("exact", StringComparison.Ordinal) ? MetricKind.Exact :
        target.StartsWith("rate", StringComparison.Ordinal) ? MetricKind.Rate :
        MetricKind.Sampled;
}
