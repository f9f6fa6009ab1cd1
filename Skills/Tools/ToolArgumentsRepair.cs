using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>Makes arguments fit a tool's schema where models write them in another form: whole numbers as 2.0, and "" for an optional one that is left out.</summary>
internal static class ToolArgumentsRepair
{
    /// <summary>The arguments as the tool wants them; the same instance where nothing is to be changed.</summary>
    public static IDictionary<string, object?>? Fit(AIFunction tool, IDictionary<string, object?>? arguments)
    {
        if (arguments is null || Suspects(arguments) is not { } suspects)
            return arguments;
        Dictionary<string, object?>? fitted = null;
        foreach (var name in suspects)
        {
            if (Property(tool, name) is not { } schema)
                continue;
            var value = arguments[name];
            if (Text(value) is { Length: 0 } && !Allows(schema, "string") && !IsRequired(tool, name))
                (fitted ??= new Dictionary<string, object?>(arguments, StringComparer.Ordinal)).Remove(name);
            else if (Allows(schema, "integer") && !Allows(schema, "number") && Whole(value) is { } whole)
                (fitted ??= new Dictionary<string, object?>(arguments, StringComparer.Ordinal))[name] = whole;
        }

        return fitted ?? arguments;
    }

    /// <summary>The names of the arguments that may have to be changed; null in the usual case.</summary>
    private static List<string>? Suspects(IDictionary<string, object?> arguments)
    {
        List<string>? suspects = null;
        // The usual dictionary is walked without an enumerator of its own on the heap.
        if (arguments is Dictionary<string, object?> dictionary)
        {
            foreach (var (name, value) in dictionary)
            {
                if (IsSuspect(value))
                    (suspects ??= []).Add(name);
            }
        }
        else
        {
            foreach (var (name, value) in arguments)
            {
                if (IsSuspect(value))
                    (suspects ??= []).Add(name);
            }
        }

        return suspects;
    }

    private static bool IsSuspect(object? value) => value switch
    {
        string text => text.Length is 0,
        double or float or decimal => true,
        JsonElement { ValueKind: JsonValueKind.Number } number => number.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') >= 0,
        JsonElement { ValueKind: JsonValueKind.String } text => text.ValueEquals(""),
        _ => false,
    };

    private static string? Text(object? value) => value as string ?? (value is JsonElement { ValueKind: JsonValueKind.String } text ? text.GetString() : null);

    private static object? Whole(object? value)
    {
        var number = value switch
        {
            double real => (decimal?)(Math.Abs(real) < 1e15 ? (decimal)real : null),
            float real => Math.Abs(real) < 1e7 ? (decimal)real : null,
            decimal real => real,
            JsonElement element when element.TryGetDecimal(out var real) => real,
            _ => null,
        };
        return number is { } whole && decimal.Truncate(whole) == whole && whole is >= long.MinValue and <= long.MaxValue ? (long)whole : null;
    }

    private static JsonElement? Property(AIFunction tool, string name) =>
        tool.JsonSchema is { ValueKind: JsonValueKind.Object } schema
        && schema.TryGetProperty("properties", out var properties) && properties.ValueKind is JsonValueKind.Object
        && properties.TryGetProperty(name, out var property) && property.ValueKind is JsonValueKind.Object
            ? property
            : null;

    private static bool IsRequired(AIFunction tool, string name) =>
        tool.JsonSchema.TryGetProperty("required", out var required) && required.ValueKind is JsonValueKind.Array
        && required.EnumerateArray().Any(entry => entry.ValueKind is JsonValueKind.String && entry.ValueEquals(name));

    /// <summary>Whether a schema allows a type; one that names none allows every type.</summary>
    private static bool Allows(JsonElement schema, string type) =>
        !schema.TryGetProperty("type", out var named)
        || (named.ValueKind is JsonValueKind.String && named.ValueEquals(type))
        || (named.ValueKind is JsonValueKind.Array && named.EnumerateArray().Any(entry => entry.ValueEquals(type)));
}
