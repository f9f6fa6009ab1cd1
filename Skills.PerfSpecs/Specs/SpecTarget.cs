namespace PerfSpecs.Specs;

/// <summary>A spec's target and the maximum that a target of the mean needs.</summary>
internal static class SpecTarget
{
    /// <summary>The target, or null where it is missing or wrong.</summary>
    public static Target? Read(Fields fields, Metric? metric)
    {
        if (!fields.TryRead(SpecProperties.Target, out var text))
            return null;
        var (target, problems) = TargetParser.Parse(text.Value, metric?.Measure, HasReference(fields));
        foreach (var problem in problems)
            fields.Reading.Add(text, problem);
        if (target is not null && metric is not null)
            Direction(fields.Reading, text, target, metric);
        return target;
    }

    /// <summary>The maximum in base units, or null.</summary>
    public static double? ReadMax(Fields fields, Metric? metric, Target? target)
    {
        var stated = fields.TryRead(SpecProperties.Max, out var text);
        var ofMean = target?.Statistic is Statistic.Mean;
        if (ofMean && fields.Find(SpecProperties.Max) is null)
        {
            fields.Reading.Error("PS119", fields.Find(SpecProperties.Target)!,
                "no sample can prove a mean without a limit of what one value can be; add \"max\", or judge the median or a quantile");
        }

        if (!stated)
            return null;
        if (!ofMean && target is not null)
            fields.Reading.Error("PS119", text!, $"only a target of the mean has a \"max\", and this one speaks of {Spoken(target.Statistic)}; remove it");
        var (quantity, problems) = TargetParser.ParseQuantity(text!.Value, metric?.Measure, HasReference(fields));
        foreach (var problem in problems)
            fields.Reading.Add(text, problem);
        if (quantity is { Value: <= 0 })
            fields.Reading.Error("PS126", text, "max is 0 or less, which no value lies below; state a bound above 0");
        return quantity?.Value;
    }

    private static bool HasReference(Fields fields) => fields.Find(SpecProperties.Reference) is not null;

    private static string Spoken(Statistic statistic) => statistic is Statistic.Quantile { Probability: not 0.5 } ? statistic.ToString() : $"the {statistic}";

    private static void Direction(Reading reading, Located.Text text, Target target, Metric metric)
    {
        if (target.IsUpper == metric.Measure.Better is Better.Lower)
            return;
        var better = metric.Measure.Better is Better.Lower ? "less" : "more";
        var own = target with { Comparison = Turned(target.Comparison) };
        reading.Warning("PS201", text, $"{better} {metric.Measure.Name} is better, and {target.BoundText} fails when it improves; did you mean {Words.Quote(own.ToString())}?");
    }

    private static Comparison Turned(Comparison comparison) => comparison switch
    {
        Comparison.Less => Comparison.Greater,
        Comparison.LessOrEqual => Comparison.GreaterOrEqual,
        Comparison.Greater => Comparison.Less,
        _ => Comparison.LessOrEqual,
    };
}
