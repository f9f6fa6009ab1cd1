namespace PerfSpecs.SpecFiles;

/// <summary>Targets that are well formed and still make no sense: nothing meets them, or everything does.</summary>
internal static class TargetLimits
{
    /// <summary>The least duration that runs in a row can be told by, in nanoseconds: less than half a cycle of any processor.</summary>
    private const double FinestTime = 0.1;

    public static void Check(TextCursor cursor, Target target, Measure measure, int operatorStart, int boundStart)
    {
        var length = cursor.Text.TrimEnd().Length;
        if (target.Bound.Unit.Dimension is Dimension.Ratio && target.Statistic is Statistic.Mean or Statistic.Rate)
            cursor.Add(ProblemCodes.UnsuitableStatistic, boundStart, length - boundStart, $"a target in x compares samples in pairs and has no {target.Statistic}; write median or a quantile such as p95");
        if (target.Statistic is Statistic.Rate && target.Bound.Value > 1)
            cursor.Add(ProblemCodes.RateAboveOne, boundStart, length - boundStart, "a rate never exceeds 100 %");
        else if (target.Bound is { Unit.Dimension: Dimension.Time, Value: > 0 and < FinestTime })
            cursor.Add(ProblemCodes.TooFine, boundStart, length - boundStart, $"no clock tells {target.Bound} apart from nothing, even over many runs in a row; state at least {Unit.Nanosecond.Format(FinestTime)}");
        else if (!CanBeNegative(measure) && Senseless(target) is { } why)
            cursor.Add(ProblemCodes.PointlessBound, operatorStart, length - operatorStart, $"{why}; state a bound above 0");
    }

    // A saving, for example, is a sampled share that falls below zero where there is a loss.
    private static bool CanBeNegative(Measure measure) => measure is { Kind: not MetricKind.Rate, Unit.Dimension: Dimension.Share };

    private static string? Senseless(Target target) => (target.Comparison, target.Bound.Value) switch
    {
        (Comparison.Less, <= 0) or (Comparison.LessOrEqual, < 0) => $"nothing can meet {target.BoundText}, because no value lies below 0",
        (Comparison.LessOrEqual, 0) when target.Bound.Unit.Dimension is Dimension.Time or Dimension.Ratio => $"nothing can meet {target.BoundText}, because everything takes some time",
        (Comparison.GreaterOrEqual, <= 0) or (Comparison.Greater, < 0) => $"everything meets {target.BoundText}, because no value lies below 0",
        _ => null,
    };
}
