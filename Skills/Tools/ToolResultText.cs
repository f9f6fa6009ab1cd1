using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>A tool's result as the one text that the model, the events and the journal get.</summary>
internal static class ToolResultText
{
    // A call that was made must not become a failure because its result has no exact JSON.
    private static readonly JsonSerializerOptions Lenient = new(AIJsonUtilities.DefaultOptions)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals | JsonNumberHandling.AllowReadingFromString,
        ReferenceHandler = ReferenceHandler.IgnoreCycles,
        WriteIndented = false,
    };

    /// <summary>The text of a result.</summary>
    /// <param name="result">What the tool returned.</param>
    /// <param name="most">The characters that are kept.</param>
    /// <returns>The text, and whether the tool says of itself that it failed.</returns>
    /// <exception cref="Exception">The result cannot be written as text.</exception>
    public static (string Text, bool IsError) Of(object? result, int most)
    {
        var (text, isError) = Whole(result);
        return (text.Length <= most ? text : Cut(text, most), isError);
    }

    private static (string Text, bool IsError) Whole(object? result) => result switch
    {
        null => ("", false),
        string text => (text, false),
        JsonElement element => OfJson(element),
        AIContent content => (OfContent(content), false),
        IEnumerable<AIContent> contents => (string.Join('\n', contents.Select(OfContent)), false),
        double or float or decimal => (Convert.ToString(result, CultureInfo.InvariantCulture)!, false),
        _ => OfJson(JsonSerializer.SerializeToElement(result, Lenient.GetTypeInfo(result.GetType()))),
    };

    private static (string Text, bool IsError) OfJson(JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.String)
            return (element.GetString()!, false);
        // A result of the Model Context Protocol says of itself whether it is an error.
        if (element.ValueKind is JsonValueKind.Object
            && element.TryGetProperty("isError", out var isError) && isError.ValueKind is JsonValueKind.True
            && element.TryGetProperty("content", out var content) && content.ValueKind is JsonValueKind.Array)
        {
            var text = string.Join('\n', content.EnumerateArray().Select(part => part.TryGetProperty("text", out var said) ? said.ToString() : part.GetRawText()));
            return (text, true);
        }

        return (element.GetRawText(), false);
    }

    private static string OfContent(AIContent content) => content switch
    {
        TextContent text => text.Text,
        DataContent data => string.Create(CultureInfo.InvariantCulture, $"[{data.MediaType}, {data.Data.Length:N0} bytes, which are not shown]"),
        _ => JsonSerializer.Serialize(content, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(AIContent))),
    };

    private static string Cut(string text, int most)
    {
        // A pair of surrogates is one character.
        var end = most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return new StringBuilder(text, 0, end, end + 200)
            .Append(CultureInfo.InvariantCulture, $"\n[Cut: {text.Length - end:N0} of {text.Length:N0} characters are missing. Call the tool again for a smaller part.]")
            .ToString();
    }
}
