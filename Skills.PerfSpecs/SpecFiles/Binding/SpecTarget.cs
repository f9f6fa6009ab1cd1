namespace PerfSpecs.SpecFiles;

/// <summary>A spec's target and the maximum that a target of the mean needs.</summary>
internal static class SpecTarget
{
    /// <summary>The target that holds on this machine with the kind of machine that it is for, and its place; all null where it is missing or wrong.</summary>
    public static (Target? Target, string? Machine, Located? Place) Read(Fields fields, Metric? metric)
    {
        (Target?, string?, Located?) chosen = fields.TryRead(SpecProperties.Target, out var stated) ? (Read(fields, metric, stated), null, stated) : default;
        if (!fields.TryRead(SpecProperties.Targets, out var targets))
            return chosen;
        var machines = fields.Reading.Machines;
        var order = int.MaxValue;
        foreach (var (member, text) in targets)
        {
            var target = Read(fields, metric, text);
            var kind = machines.Index().FirstOrDefault(kind => kind.Item.Member.Name.Equals(member.Name, StringComparison.Ordinal));
            if (kind.Item is null)
                UnknownMachine(fields.Reading, member);
            else if (kind.Item.IsHere && kind.Index < order)
                (order, chosen) = (kind.Index, (target, member.Name, text));
        }

        if (order is int.MaxValue && stated is null)
            NoMachine(fields, targets);
        return chosen;
    }

    private static void UnknownMachine(Reading reading, Member member)
    {
        List<string> known = [.. reading.Machines.Select(kind => kind.Member.Name)];
        reading.Error(ProblemCodes.UnknownName, member, known.Count is 0
            ? $"the file names no machines; add \"machines\": {{ {MessageText.Quote(member.Name)}: {{ ... }} }} to it"
            : $"unknown machine {MessageText.Quote(member.Name)}{MessageText.DidYouMean(member.Name, known)}", known.Count is 0 ? null : MessageText.List(known));
    }

    // A target of another machine must not hold here unseen.
    private static void NoMachine(Fields fields, IReadOnlyList<(Member Member, Located.Text Text)> targets) =>
        fields.Reading.Error(ProblemCodes.NoMachine, fields.Find(SpecProperties.Targets)!,
            $"this machine ({MessageText.Visible(fields.Reading.Machine.ToString())}) is none of {MessageText.Quoted([.. targets.Select(one => one.Member.Name)])}; describe it in \"machines\", or add a \"target\" for all others");

    private static Target? Read(Fields fields, Metric? metric, Located.Text text)
    {
        var (target, problems) = TargetParser.Parse(text.Value, metric?.Measure, HasReference(fields));
        foreach (var problem in problems)
            fields.Reading.Add(text, problem);
        if (target is not null && metric is not null)
            Direction(fields.Reading, text, target, metric);
        return target;
    }

    /// <summary>The maximum in base units, or null.</summary>
    public static double? ReadMax(Fields fields, Metric? metric, Target? target, Located? place)
    {
        var stated = fields.TryRead(SpecProperties.Max, out var text);
        var ofMean = target?.Statistic is Statistic.Mean;
        if (ofMean && fields.Find(SpecProperties.Max) is null)
        {
            fields.Reading.Error(ProblemCodes.Maximum, place!,
                "no sample can prove a mean without a limit of what one value can be; add \"max\", or judge the median or a quantile");
        }

        if (!stated)
            return null;
        if (!ofMean && target is not null)
            fields.Reading.Error(ProblemCodes.Maximum, text!, $"only a target of the mean has a \"max\", and this one speaks of {Spoken(target.Statistic)}; remove it");
        var (quantity, problems) = TargetParser.ParseQuantity(text!.Value, metric?.Measure, HasReference(fields));
        foreach (var problem in problems)
            fields.Reading.Add(text, problem);
        if (quantity is { Value: <= 0 })
            fields.Reading.Error(ProblemCodes.PointlessBound, text, "max is 0 or less, which no value lies below; state a bound above 0");
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
        reading.Warning(ProblemCodes.WrongDirection, text, $"{better} {metric.Measure.Name} is better, and {target.BoundText} fails when it improves; did you mean {MessageText.Quote(own.ToString())}?");
    }

    private static Comparison Turned(Comparison comparison) => comparison switch
    {
        Comparison.Less => Comparison.Greater,
        Comparison.LessOrEqual => Comparison.GreaterOrEqual,
        Comparison.Greater => Comparison.Less,
        _ => Comparison.LessOrEqual,
    };
}
