using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>Reads a tool's arguments, which come as JSON from a model and as plain values from tests and hosts.</summary>
internal static class ToolArguments
{
    /// <summary>A text; null where it is absent.</summary>
    public static string? Text(AIFunctionArguments arguments, string name) => arguments.TryGetValue(name, out var value)
        ? value switch
        {
            null => null,
            string text => text,
            JsonElement { ValueKind: JsonValueKind.String } element => element.GetString(),
            JsonElement { ValueKind: JsonValueKind.Null } => null,
            _ => throw new ArgumentException($"\"{name}\" must be a text.", nameof(arguments)),
        }
        : null;

    /// <summary>A list of texts; empty where it is absent.</summary>
    public static IReadOnlyList<string> Texts(AIFunctionArguments arguments, string name) => arguments.TryGetValue(name, out var value)
        ? value switch
        {
            null or JsonElement { ValueKind: JsonValueKind.Null } => [],
            IEnumerable<string> texts => [.. texts],
            JsonElement { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String) => [.. list.EnumerateArray().Select(item => item.GetString()!)],
            _ => throw new ArgumentException($"\"{name}\" must be a list of texts.", nameof(arguments)),
        }
        : [];

    /// <summary>A whole number; null where it is absent. A number in quotes and one such as 2.0 are accepted, because models write that; "" is absent.</summary>
    public static int? Number(AIFunctionArguments arguments, string name)
    {
        if (!arguments.TryGetValue(name, out var value) || value is null or JsonElement { ValueKind: JsonValueKind.Null })
            return null;
        var text = Convert.ToString(value is JsonElement { ValueKind: JsonValueKind.String } element ? element.GetString() : value, CultureInfo.InvariantCulture);
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && decimal.Truncate(number) == number && number is >= int.MinValue and <= int.MaxValue
            ? (int)number
            : throw new ArgumentException($"\"{name}\" must be a whole number, not {text}.", nameof(arguments));
    }
}
