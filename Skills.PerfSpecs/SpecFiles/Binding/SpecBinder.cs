namespace PerfSpecs.SpecFiles;

/// <summary>Turns one object of the file's <c>specs</c> into specs.</summary>
internal static class SpecBinder
{
    /// <summary>The entry; its errors are reported, and whatever could be read is kept so that all are found in one run.</summary>
    public static SpecEntry Bind(Fields fields, SharedSettings defaults)
    {
        var metric = fields.Read(SpecProperties.Metric!, null);
        var reference = fields.Read(SpecProperties.Reference!, null);
        ReferenceChecks.Check(fields, metric, reference);
        var (target, machine, place) = SpecTarget.Read(fields, metric);
        var max = SpecTarget.ReadMax(fields, metric, target, place);
        var hasId = fields.TryRead(SpecProperties.Id, out var stated);
        // An id that is refused is not replaced by the metric, which another spec may rightly have.
        var id = hasId ? stated : fields.Find(SpecProperties.Id) is null ? metric?.Name : null;
        var shared = SharedSettings.Read(fields, defaults);
        var template = new Spec
        {
            Id = id ?? "",
            Metric = metric?.Name ?? "",
            Target = target!,
            Machine = machine,
            Title = fields.Read(SpecProperties.Title!, null),
            Confidence = shared.Confidence,
            Warmup = shared.Warmup,
            Launches = shared.Launches,
            Stop = shared.Stop,
            Timeout = shared.Timeout,
            Severity = shared.Severity,
            Tags = shared.Tags,
            Max = max,
            Catches = fields.TryRead(SpecProperties.Catches, out var catches) ? catches : null,
            Stride = fields.TryRead(SpecProperties.Stride, out var stride) ? stride : null,
            Reference = reference?.Name,
            Focus = fields.Read(SpecProperties.Focus, fallback: false),
            Skip = fields.Read(SpecProperties.Skip!, null),
            Quarantine = ReadQuarantine(fields),
            Where = fields.Reading.Source.At((place ?? fields.Whole).Start),
        };
        if (shared.Samples is { } samples)
            template = template with { Samples = samples };
        var parameters = fields.Read(SpecProperties.Parameters, []);
        if (metric is not null)
            CheckNames(fields, metric);
        var usable = metric is not null && target is not null && id is not null;
        return new SpecEntry(fields, id, metric, reference, usable ? [.. Combinations(template, Known(parameters, metric!))] : []);
    }

    private static Quarantine? ReadQuarantine(Fields fields)
    {
        if (!fields.TryRead(SpecProperties.Quarantine, out var quarantine) || !quarantine.TryRead(SpecProperties.Reason, out var reason))
            return null;
        if (!quarantine.TryRead(SpecProperties.Until, out var until))
            return new Quarantine(reason, Until: null);
        if (until >= fields.Reading.Today)
            return new Quarantine(reason, until);
        fields.Reading.Warning(ProblemCodes.Quarantine, quarantine.Find(SpecProperties.Until)!,
            FormattableString.Invariant($"the quarantine expired on {until:yyyy-MM-dd} (UTC), so the spec is active again; remove it, or set a later day"));
        return null;
    }

    // The names as they stand in the file, so that one whose values are wrong is checked as well.
    private static void CheckNames(Fields fields, Metric metric)
    {
        var members = (fields.Find(SpecProperties.Parameters) as Located.Object)?.Members ?? [];
        var known = metric.Workload.Parameters.Select(parameter => parameter.Name).ToList();
        foreach (var member in members.DistinctBy(member => member.Name, StringComparer.Ordinal).Where(member => !known.Contains(member.Name, StringComparer.Ordinal)))
        {
            if (fields.Reading.IsFull)
                return;
            var taken = known.Count is 0 ? $"; {metric.Workload.Name} takes none" : MessageText.DidYouMean(member.Name, known);
            fields.Reading.Error(ProblemCodes.UnknownName, member, $"unknown parameter {MessageText.Quote(member.Name)} of {metric.Workload.Name}{taken}", known.Count is 0 ? null : MessageText.List(known));
        }
    }

    // Names that the workload does not take are errors, and may be more than a combination can hold.
    private static IReadOnlyList<ParameterValues> Known(IReadOnlyList<ParameterValues> parameters, Metric metric) =>
        [.. parameters.Where(one => metric.Workload.Parameters.Any(parameter => parameter.Name.Equals(one.Member.Name, StringComparison.Ordinal)))];

    /// <summary>One spec for every combination, the last parameter varying fastest.</summary>
    private static IEnumerable<Spec> Combinations(Spec template, IReadOnlyList<ParameterValues> parameters)
    {
        IEnumerable<IReadOnlyList<(string Name, double Value)>> combinations = [[]];
        foreach (var (member, values) in parameters)
            combinations = combinations.SelectMany(_ => values, (before, value) => (IReadOnlyList<(string, double)>)[.. before, (member.Name, value)]);
        foreach (var combination in combinations)
        {
            yield return combination.Count is 0 ? template : template with
            {
                Id = SpecId.Of(template.Id, combination.Select(pair => (pair.Name, MessageText.Number(pair.Value)))),
                Parameters = combination.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal),
            };
        }
    }
}
