namespace PerfSpecs.SpecFiles;

/// <summary>Whether what a spec is compared with can be compared with.</summary>
internal static class ReferenceChecks
{
    /// <summary>The checks of one entry.</summary>
    public static void Check(Fields fields, Metric? metric, Metric? reference)
    {
        if (metric is null || reference is null)
            return;
        var place = fields.Find(SpecProperties.Reference)!;
        if (metric == reference)
            fields.Reading.Error(ProblemCodes.Reference, place, $"{metric.Name} is compared with itself, which is always 1 x; name another metric");
        else if (metric.Measure.Unit is var mine && reference.Measure.Unit is var other && mine.Dimension != other.Dimension)
            fields.Reading.Error(ProblemCodes.WrongDimension, place, $"{reference.Name} is {TargetUnit.Named(other.Dimension)}, and {metric.Name} is {TargetUnit.Named(mine.Dimension)}; compare like with like");
        else if (mine.Dimension is Dimension.Count && mine != other)
            fields.Reading.Error(ProblemCodes.WrongDimension, place, $"{reference.Name} counts {other.Symbol}, and {metric.Name} counts {mine.Symbol}; compare like with like");
    }

    /// <summary>Reports every reference that leads back to its own metric by way of others.</summary>
    public static void CheckCircles(Reading reading, IReadOnlyList<SpecEntry> entries)
    {
        var edges = entries.Where(entry => entry is { Metric: not null, Reference: not null } && entry.Metric != entry.Reference).ToList();
        var next = edges.DistinctBy(entry => (entry.Metric, entry.Reference))
            .ToLookup(entry => entry.Metric!.Name, entry => entry.Reference!.Name, StringComparer.Ordinal);
        foreach (var entry in edges)
        {
            if (Path(next, entry.Reference!.Name, entry.Metric!.Name) is not { } path)
                continue;
            var circle = string.Join(" -> ", [entry.Metric.Name, .. path]);
            reading.Error(ProblemCodes.Reference, entry.Fields.Find(SpecProperties.Reference)!, $"the references go in a circle, so none is a fixed point: {circle}; remove one of them");
        }
    }

    /// <summary>The shortest way from one metric to another, both included; null where there is none.</summary>
    private static List<string>? Path(ILookup<string, string> next, string from, string to)
    {
        var before = new Dictionary<string, string?>(StringComparer.Ordinal) { [from] = null };
        var queue = new Queue<string>([from]);
        while (queue.TryDequeue(out var at))
        {
            if (at.Equals(to, StringComparison.Ordinal))
                return Back(before, at);
            foreach (var one in next[at].Where(one => before.TryAdd(one, at)))
                queue.Enqueue(one);
        }

        return null;
    }

    private static List<string> Back(Dictionary<string, string?> before, string at)
    {
        List<string> path = [];
        for (string? one = at; one is not null; one = before[one])
            path.Insert(0, one);
        return path;
    }
}
