using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace PerfSpecs.SpecFiles;

/// <summary>A registered metric.</summary>
/// <param name="Name">What it is called in messages.</param>
internal sealed record MetricShape(string Name) : Shape<Metric>
{
    /// <inheritdoc/>
    public override bool TryRead(Located value, Reading reading, [MaybeNullWhen(false)] out Metric result)
    {
        result = null;
        if (value is not Located.Text { Value: var written })
        {
            reading.WrongKind(value, $"{Name} as a text such as \"workload/duration\"");
            return false;
        }

        result = reading.Catalogue.Find(written);
        if (result is not null)
            return true;
        if (reading.IsFull)
            return false;
        var known = Nearby(reading.Catalogue, written);
        reading.Error(ProblemCodes.UnknownName, value, $"unknown {Name} {MessageText.Quote(written)}{MessageText.DidYouMean(written, reading.Catalogue.Names)}", known.Count > 0 ? MessageText.List(known) : null);
        return false;
    }

    /// <summary>The metrics of the workload that was named or meant; all metrics where neither is known.</summary>
    private static IReadOnlyList<string> Nearby(MetricCatalogue catalogue, string written)
    {
        var meant = Suggestion.For(written, catalogue.Names) ?? written;
        var workload = meant[..Math.Max(0, meant.LastIndexOf('/'))];
        List<string> nearby = [.. catalogue.Metrics.Where(metric => metric.Workload.Name.Equals(workload, StringComparison.Ordinal)).Select(metric => metric.Name)];
        return nearby.Count > 0 ? nearby : catalogue.Names;
    }

    /// <inheritdoc/>
    public override JsonObject Describe(MetricCatalogue catalogue)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (catalogue.Names.Count is 0)
            return schema;
        schema["enum"] = new JsonArray([.. catalogue.Names.Select(name => (JsonNode)name)]);
        schema["enumDescriptions"] = new JsonArray([.. catalogue.Metrics.Select(metric => (JsonNode)Described(metric))]);
        return schema;
    }

    private static string Described(Metric metric) => metric.Workload.Parameters is { Count: > 0 } parameters
        ? $"{metric.Measure.Description}; takes {string.Join(", ", parameters.Select(parameter => parameter.Name))}"
        : metric.Measure.Description;
}

/// <summary>A target; it is read once its metric is known.</summary>
internal sealed record TargetShape : Shape<Located.Text>
{
    /// <inheritdoc/>
    public override bool TryRead(Located value, Reading reading, [MaybeNullWhen(false)] out Located.Text result)
    {
        result = value as Located.Text;
        if (result is null)
            reading.WrongKind(value, "a target such as \"p95 < 500 ms\"");
        return result is not null;
    }

    /// <inheritdoc/>
    public override JsonObject Describe(MetricCatalogue catalogue) => new() { ["type"] = "string", ["pattern"] = TargetParser.Pattern(Nouns(catalogue)) };

    /// <summary>The nouns of every registered count.</summary>
    public static IReadOnlyList<string> Nouns(MetricCatalogue catalogue) =>
    [
        .. catalogue.Metrics.Select(metric => metric.Measure.Unit)
            .Where(unit => unit.Dimension is Dimension.Count && unit.Symbol.Length > 0)
            .Select(unit => unit.Symbol).Distinct(StringComparer.Ordinal),
    ];
}

/// <summary>A quantity in the metric's unit; it is read once its metric is known.</summary>
/// <param name="Name">What it is called in messages.</param>
internal sealed record QuantityShape(string Name) : Shape<Located.Text>
{
    /// <inheritdoc/>
    public override bool TryRead(Located value, Reading reading, [MaybeNullWhen(false)] out Located.Text result)
    {
        result = value as Located.Text;
        if (result is null)
            reading.WrongKind(value, $"{Name} as a number with a unit such as \"2 s\"");
        return result is not null;
    }

    /// <inheritdoc/>
    public override JsonObject Describe(MetricCatalogue catalogue) =>
        new() { ["type"] = "string", ["pattern"] = $@"^\s*{NumberText.Pattern}\s*{UnitText.Pattern(TargetShape.Nouns(catalogue))}?\s*$" };
}
