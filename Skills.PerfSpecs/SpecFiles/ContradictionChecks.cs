namespace PerfSpecs.SpecFiles;

/// <summary>Two specs of one metric that cannot both hold.</summary>
internal static class ContradictionChecks
{
    /// <summary>Warns at the later of two entries that contradict each other.</summary>
    public static void Check(Reading reading, IReadOnlyList<SpecEntry> entries)
    {
        var all = entries.SelectMany(entry => entry.Specs.Select(spec => (entry, spec))).GroupBy(pair => Subject(pair.spec), StringComparer.Ordinal);
        var warned = new HashSet<SpecEntry>(ReferenceEqualityComparer.Instance);
        foreach (var group in all)
        {
            List<(SpecEntry Entry, Spec Spec)> earlier = [];
            foreach (var (entry, spec) in group)
            {
                var against = earlier.Find(one => Excludes(one.Spec.Target, spec.Target) || Excludes(spec.Target, one.Spec.Target));
                if (against.Spec is not null && warned.Add(entry))
                    Warn(reading, entry, against.Spec, spec);
                earlier.Add((entry, spec));
            }
        }
    }

    private static void Warn(Reading reading, SpecEntry entry, Spec against, Spec spec) =>
        reading.Warning(ProblemCodes.Contradiction, entry.Fields.Find(SpecProperties.Target) ?? entry.Fields.Find(SpecProperties.Targets)!, $"{MessageText.Quote(spec.Target.ToString())} and {MessageText.Quote(against.Target.ToString())} at {against.Where} cannot both hold of {spec.Metric}; one of them always fails");

    private static string Subject(Spec spec) =>
        $"{spec.Metric}[{string.Join(',', spec.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={MessageText.Number(pair.Value)}"))}] {spec.Reference}";

    /// <summary>Whether a target from below and one from above leave no value: a higher quantile is never smaller than a lower one.</summary>
    private static bool Excludes(Target from, Target to)
    {
        if (from.IsUpper || !to.IsUpper || !Ordered(from.Statistic, to.Statistic))
            return false;
        var strict = from.Comparison is Comparison.Greater || to.Comparison is Comparison.Less;
        return from.Bound.Value > to.Bound.Value || (strict && from.Bound.Value == to.Bound.Value);
    }

    private static bool Ordered(Statistic lower, Statistic upper) => (lower, upper) switch
    {
        (Statistic.Quantile { Probability: var low }, Statistic.Quantile { Probability: var high }) => low <= high,
        _ => lower == upper,
    };
}
