using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;

namespace PerfSpecs.SpecFiles;

/// <summary>A list whose items have a shape; items that cannot be read are left out.</summary>
/// <param name="Name">What the items are called in messages.</param>
/// <param name="Item">The shape of each.</param>
internal sealed record ListShape<T>(string Name, Shape<T> Item) : Shape<IReadOnlyList<T>>
{
    private const int Most = 10_000;

    /// <inheritdoc/>
    public override bool TryRead(Located value, Reading reading, [MaybeNullWhen(false)] out IReadOnlyList<T> result)
    {
        result = null;
        if (value is not Located.Array { Items: var items })
        {
            reading.WrongKind(value, $"a list of {Name}");
            return false;
        }

        if (items.Count > Most)
        {
            reading.Error(ProblemCodes.TooMany, value, string.Create(CultureInfo.InvariantCulture, $"{items.Count} {Name} are listed; at most {Most} are read"));
            return false;
        }

        List<T> read = [];
        foreach (var item in items)
        {
            if (Item.TryRead(item, reading, out var one))
                read.Add(one);
        }

        result = read;
        return true;
    }

    /// <inheritdoc/>
    public override JsonObject Describe(MetricCatalogue catalogue) => new() { ["type"] = "array", ["items"] = Item.Describe(catalogue), ["maxItems"] = Most };
}

/// <summary>A parameter with the values that a spec gives it.</summary>
internal sealed record ParameterValues(Member Member, IReadOnlyList<double> Values);

/// <summary>Parameters, each with a number or a list of numbers.</summary>
/// <param name="MostCombinations">How many specs one may expand into.</param>
internal sealed record ParametersShape(int MostCombinations) : Shape<IReadOnlyList<ParameterValues>>
{
    /// <inheritdoc/>
    public override bool TryRead(Located value, Reading reading, [MaybeNullWhen(false)] out IReadOnlyList<ParameterValues> result)
    {
        result = null;
        if (value is not Located.Object { Members: var members })
        {
            reading.WrongKind(value, "an object such as { \"concurrency\": [10, 50] }");
            return false;
        }

        if (members.Count is 0)
        {
            reading.Error(ProblemCodes.Parameters, value, "params is empty; name a parameter with its values, or remove it");
            return false;
        }

        List<ParameterValues> read = [];
        foreach (var member in reading.Distinct(members, "the parameter"))
        {
            if (Values(member, reading) is { } values)
                read.Add(new ParameterValues(member, values));
        }

        result = read;
        return WithinLimit(value, reading, read);
    }

    /// <inheritdoc/>
    public override JsonObject Describe(MetricCatalogue catalogue)
    {
        var properties = new JsonObject();
        var taking = catalogue.Workloads.SelectMany(workload => workload.Parameters.Select(parameter => (workload, parameter)));
        foreach (var group in taking.GroupBy(pair => pair.parameter.Name, StringComparer.Ordinal))
        {
            properties[group.Key] = new JsonObject
            {
                ["description"] = $"taken by {string.Join(", ", group.Select(pair => $"{pair.workload.Name} (default {MessageText.Number(pair.parameter.Default)})"))}",
                ["anyOf"] = new JsonArray(
                    new JsonObject { ["type"] = "number" },
                    new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "number" }, ["minItems"] = 1, ["uniqueItems"] = true }),
            };
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["minProperties"] = 1, ["additionalProperties"] = false };
    }

    private static List<double>? Values(Member member, Reading reading)
    {
        var items = member.Value is Located.Array list ? list.Items : [member.Value];
        if (items.Count is 0)
        {
            reading.Error(ProblemCodes.Parameters, member.Value, $"the parameter {MessageText.Quote(member.Name)} has no values; list at least one number");
            return null;
        }

        List<double> values = [];
        var seen = new HashSet<double>();
        foreach (var item in items)
        {
            if (item is Located.Object or Located.Array)
                reading.Error(ProblemCodes.Parameters, item, $"the values of {MessageText.Quote(member.Name)} are nested; write one number or one flat list of numbers");
            else if (item is not Located.Number { Value: var number, Raw: var raw })
                reading.WrongKind(item, $"a number for the parameter {MessageText.Quote(member.Name)}");
            else if (!double.IsFinite(number))
                reading.Error(ProblemCodes.Overflow, item, $"{MessageText.Quote(raw)} is too large for a number; the largest is about 1.8e308");
            else if (!seen.Add(number))
                reading.Error(ProblemCodes.Parameters, item, $"the value {raw} of {MessageText.Quote(member.Name)} stands here twice; remove one");
            else
                values.Add(number);
        }

        return values.Count == items.Count ? values : null;
    }

    private bool WithinLimit(Located value, Reading reading, List<ParameterValues> read)
    {
        var combinations = read.Aggregate(1.0, (product, one) => product * one.Values.Count);
        if (combinations <= MostCombinations)
            return true;
        reading.Error(ProblemCodes.Parameters, value, $"the parameters have {MessageText.Number(combinations)} combinations, and each is a spec of its own; at most {MostCombinations} are run");
        return false;
    }
}
