using Perfolizer.Mathematics.Common;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Statistics;
using PerfSpecs.Text;

namespace PerfSpecs.Reports;

/// <summary>Says how a run's values compare with those of a run that was stored. It informs; the verdicts do not rest on it.</summary>
internal static class BaselineReport
{
    /// <summary>A line for each spec, and first what makes the two runs hard to compare.</summary>
    /// <param name="baseline">The stored run.</param>
    /// <param name="run">The present run.</param>
    public static IEnumerable<string> Lines(Baseline baseline, FinishedRun run)
    {
        yield return FormattableString.Invariant($"against {baseline.Name} of {baseline.Started:yyyy-MM-dd HH:mm}, as multiples of its estimates");
        foreach (var doubt in baseline.Doubts)
            yield return $"  another machine, so a ratio says little of the code; {doubt}";
        var judged = run.Result.Results.Where(result => result.Judgement.Verdict is not (Verdict.Skipped or Verdict.Quarantined)).ToList();
        var width = judged.Select(result => result.Spec.Spec.Id.Length).DefaultIfEmpty(0).Max();
        foreach (var result in judged)
            yield return $"  {result.Spec.Spec.Id.PadRight(width)}  {Compare(result, baseline.Values.GetValueOrDefault(result.Spec.Spec.Id))}";
        yield return "  The intervals tell of the two processes that ran; how much one process differs from the next is not in them.";
    }

    private static string Compare(SpecResult result, BaselineValue? then)
    {
        if (then is null)
            return "not in the baseline";
        if (!IsSameQuantity(result.Spec, then))
            return $"not comparable: the baseline has \"{then.Quantity}\"";
        if (result.Judgement is not { Estimate: { } now, Interval: { } interval } || then.Interval is not { } stored)
            return "no value on one of the two sides";
        if (now <= 0 || stored.Estimation <= 0)
            return $"{Format.Value(stored.Estimation, result.Spec.Unit)} then, {Format.Value(now, result.Spec.Unit)} now; no ratio of what is not above 0";
        var judgement = result.Judgement;
        var error = (judgement.PassError ?? 0) + (judgement.FailError ?? 0) + then.Error;
        return Shown(RatioInterval.Of(interval, stored, error));
    }

    private static string Shown(ConfidenceInterval ratio)
    {
        if (ratio.Lower.Equals(ratio.Upper))
            return Format.Factor(ratio.Estimation);
        if (ratio.Lower is 0 && double.IsPositiveInfinity(ratio.Upper))
            return $"{Format.Factor(ratio.Estimation)}  plain ratio: the intervals are open, so how certain it is is not known";
        var shown = ratio.Lower > 1 ? "higher" : ratio.Upper < 1 ? "lower" : "no difference is shown";
        return $"{Format.Factor(ratio.Estimation)}  ({Range(ratio)}) with {Format.Percent(Math.Round(ratio.ConfidenceLevel, 4))} confidence or more: {shown}";
    }

    // An end that is not known is 0 or infinite; no other shows on the wrong side of 1.
    private static string Range(ConfidenceInterval ratio) =>
        Format.Interval(ratio.Lower is 0 ? new ConfidenceInterval(ratio.Estimation, double.NegativeInfinity, ratio.Upper, ratio.ConfidenceLevel) : ratio, Unit.Times, new Quantity(1, Unit.Times));

    // The estimate of another statistic is another quantity, whatever the id.
    private static bool IsSameQuantity(PlannedSpec planned, BaselineValue then) =>
        string.Equals(planned.Spec.Metric, then.Metric, StringComparison.Ordinal)
        && string.Equals(planned.Unit.BaseSymbol, then.Unit, StringComparison.Ordinal)
        && (then.Reference is null || string.Equals(planned.Spec.Reference, then.Reference, StringComparison.Ordinal))
        && string.Equals(planned.Spec.Target.Statistic.ToString(), then.Statistic, StringComparison.Ordinal);
}
