using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace PerfSpecs.SpecFiles;

/// <summary>What values a property takes: how they are read, and how a JSON schema describes them.</summary>
/// <typeparam name="T">What a value becomes.</typeparam>
internal abstract record Shape<T>
{
    /// <summary>Reads a value; where it cannot, it has reported at least one problem.</summary>
    public abstract bool TryRead(Located value, Reading reading, [MaybeNullWhen(false)] out T result);

    /// <summary>The draft-07 schema of the values; it admits at least everything that <see cref="TryRead"/> does.</summary>
    public abstract JsonObject Describe(MetricCatalogue catalogue);
}

/// <summary>A property of the file: the one entry that the reader and the schema share.</summary>
internal abstract record Property(string Name, string Description)
{
    /// <summary>Whether its object must have it.</summary>
    public bool Required { get; init; }

    /// <summary>The property that stands in for a required one; null for none.</summary>
    public string? OrElse { get; init; }

    /// <summary>The JSON text of the value that holds where none is stated; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>JSON texts of typical values.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>The property's schema with its description, default and examples.</summary>
    public JsonObject Describe(MetricCatalogue catalogue)
    {
        var schema = DescribeValue(catalogue);
        schema.Insert(0, "description", Description);
        if (Default is not null)
            schema["default"] = JsonNode.Parse(Default);
        if (Examples.Count > 0)
            schema["examples"] = new JsonArray([.. Examples.Select(example => JsonNode.Parse(example))]);
        return schema;
    }

    protected abstract JsonObject DescribeValue(MetricCatalogue catalogue);
}

/// <summary>A property whose values have a shape.</summary>
internal sealed record Property<T>(string Name, Shape<T> Shape, string Description) : Property(Name, Description)
{
    protected override JsonObject DescribeValue(MetricCatalogue catalogue) => Shape.Describe(catalogue);
}
