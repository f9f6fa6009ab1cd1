using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace PerfSpecs.SpecFiles;

/// <summary>An object with a fixed set of properties.</summary>
/// <param name="Name">What the object is called in messages, such as <c>a spec</c>.</param>
/// <param name="Properties">Its properties, in the order in which they are listed.</param>
internal sealed record ObjectShape(string Name, IReadOnlyList<Property> Properties) : Shape<Fields>
{
    /// <summary>The code of the problem that required properties are missing.</summary>
    public string MissingCode { get; init; } = ProblemCodes.Missing;

    /// <inheritdoc/>
    public override bool TryRead(Located value, Reading reading, [MaybeNullWhen(false)] out Fields result)
    {
        result = null;
        if (value is not Located.Object whole)
        {
            reading.WrongKind(value, $"an object for {Name}");
            return false;
        }

        var values = new Dictionary<string, Located>(StringComparer.Ordinal);
        var unknown = new List<Member>();
        foreach (var member in reading.Distinct(whole.Members, "the property"))
        {
            if (Properties.Any(property => property.Name.Equals(member.Name, StringComparison.Ordinal)))
                values[member.Name] = member.Value;
            else
                unknown.Add(member);
        }

        foreach (var member in unknown)
            Unknown(member, reading, values);
        ReportMissing(whole, reading, values);
        result = new Fields(whole, reading, values);
        return true;
    }

    /// <inheritdoc/>
    public override JsonObject Describe(MetricCatalogue catalogue)
    {
        var properties = new JsonObject();
        foreach (var property in Properties)
            properties[property.Name] = property.Describe(catalogue);
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        var required = Properties.Where(property => property is { Required: true, OrElse: null }).Select(property => (JsonNode)property.Name).ToArray();
        if (required.Length > 0)
            schema["required"] = new JsonArray(required);
        if (Properties.FirstOrDefault(property => property.OrElse is not null) is { } either)
            schema["anyOf"] = new JsonArray([.. new[] { either.Name, either.OrElse! }.Select(name => new JsonObject { ["required"] = new JsonArray(name) })]);
        schema["additionalProperties"] = false;
        return schema;
    }

    /// <summary>Reports a name that is not known, and takes its value for that of the name that was meant, so that it is checked in the same run.</summary>
    private void Unknown(Member member, Reading reading, Dictionary<string, Located> values)
    {
        var names = Properties.Select(property => property.Name).ToList();
        var meant = Suggestion.For(member.Name, names);
        if (meant is not null)
            values.TryAdd(meant, member.Value);
        if (meant is not null && meant.Equals(member.Name, StringComparison.OrdinalIgnoreCase))
            reading.Error(ProblemCodes.WrongCase, member, $"the property {MessageText.Quote(member.Name)} is in the wrong case; write {MessageText.Quote(meant)}");
        else
            reading.Error(ProblemCodes.UnknownProperty, member, $"unknown property {MessageText.Quote(member.Name)} of {Name}{MessageText.DidYouMean(member.Name, names)}", MessageText.List(names));
    }

    private void ReportMissing(Located.Object whole, Reading reading, Dictionary<string, Located> values)
    {
        var missing = Properties.Where(property => property.Required && !values.ContainsKey(property.Name) && (property.OrElse is null || !values.ContainsKey(property.OrElse))).Select(property => property.Name).ToList();
        if (missing.Count is 0)
            return;
        var start = whole.Start;
        reading.Add(reading.Source.Problem(MissingCode, isError: true, $"{Name} lacks {MessageText.Quoted(missing)}; add {(missing.Count is 1 ? "it" : "them")}", start, start + 1));
    }
}
