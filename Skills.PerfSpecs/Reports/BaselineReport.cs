using Perfolizer.Mathematics.Common;
using PerfSpecs.Running;
using PerfSpecs.Specs;
using PerfSpecs.Statistics;

namespace PerfSpecs.Reports;

/// <summary>Says how a run's values compare with those of a run that was stored. It informs; the verdicts do not rest on it.</summary>
public static class BaselineReport
{
    /// <summary>A line for each spec, and first what makes the two runs hard to compare.</summary>
    /// <param name="name">The baseline's file, as it was given.</param>
    /// <param name="baseline">The stored run.</param>
    /// <param name="run">The present run.</param>
    public static IEnumerable<string> Lines(string name, ResultsFile baseline, FinishedRun run)
    {
        yield return FormattableString.Invariant($"against {name} of {baseline.Started:yyyy-MM-dd HH:mm}, as multiples of its estimates");
        foreach (var difference in MachineFingerprint.Differences(baseline.Environment, run.Environment))
            yield return $"  another machine, so a ratio says little of the code; {difference}";
        var stored = baseline.Specs.ToLookup(record => record.Id, StringComparer.Ordinal);
        var judged = run.Result.Results.Where(result => result.Judgement.Verdict is not (Verdict.Skipped or Verdict.Quarantined)).ToList();
        var width = judged.Select(result => result.Spec.Spec.Id.Length).DefaultIfEmpty(0).Max();
        foreach (var result in judged)
            yield return $"  {result.Spec.Spec.Id.PadRight(width)}  {Compare(result, stored[result.Spec.Spec.Id].FirstOrDefault())}";
        yield return "  The intervals tell of the two processes that ran; how much one process differs from the next is not in them.";
    }

    private static string Compare(SpecResult result, SpecRecord? then)
    {
        if (then is null)
            return "not in the baseline";
        if (!IsSameQuantity(result.Spec.Spec, then))
            return $"not comparable: the baseline has \"{then.Metric} {then.Target}\"";
        if (result.Judgement is not { Estimate: { } now, Interval: { } interval } || then.Estimate is not { } before)
            return "no value on one of the two sides";
        if (now <= 0 || before <= 0)
            return $"{Format.Value(before, result.Spec.Unit)} then, {Format.Value(now, result.Spec.Unit)} now; no ratio of what is not above 0";
        var stored = new ConfidenceInterval(before, then.Lower ?? double.NegativeInfinity, then.Upper ?? double.PositiveInfinity, then.Confidence);
        var judgement = result.Judgement;
        var error = (judgement.PassError ?? 0) + (judgement.FailError ?? 0) + (then.PassError ?? 0) + (then.FailError ?? 0);
        return Shown(RatioInterval.Of(interval, stored, error));
    }

    private static string Shown(ConfidenceInterval ratio)
    {
        if (ratio.Lower.Equals(ratio.Upper))
            return Format.Factor(ratio.Estimation);
        if (ratio.Lower is 0 && double.IsPositiveInfinity(ratio.Upper))
            return $"{Format.Factor(ratio.Estimation)}  plain ratio: the intervals are open, so how certain it is is not known";
        var shown = ratio.Lower > 1 ? "higher" : ratio.Upper < 1 ? "lower" : "no difference is shown";
        return $"{Format.Factor(ratio.Estimation)}  {Format.Interval(ratio, Unit.Times)} with {Format.Percent(Math.Round(ratio.ConfidenceLevel, 4))} confidence or more: {shown}";
    }

    // The estimate of another statistic is another quantity, whatever the id.
    private static bool IsSameQuantity(Spec spec, SpecRecord then) =>
        string.Equals(spec.Metric, then.Metric, StringComparison.Ordinal)
        && string.Equals(spec.Reference, then.Reference, StringComparison.Ordinal)
        && then.Target.StartsWith($"{spec.Target.Statistic} ", StringComparison.Ordinal);
}
