using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PerfSpecs.SpecFiles;

/// <summary>Budgets in code as the text of a specs file, so that one reader checks both by the same rules.</summary>
internal static class SpecText
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A file with one budget on each line, from the second line on.</summary>
    public static byte[] Of(IEnumerable<Test.Budget> budgets)
    {
        using var text = new MemoryStream();
        text.Write("{ \"specs\": ["u8);
        foreach (var budget in budgets)
        {
            text.WriteByte((byte)'\n');
            using (var json = new Utf8JsonWriter(text, Plain))
                Write(json, budget);
            text.WriteByte((byte)',');
        }

        text.Write("\n] }"u8);
        return text.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Test.Budget budget)
    {
        var options = budget.Options;
        json.WriteStartObject();
        Text(json, SpecProperties.Id, options.Id);
        Text(json, SpecProperties.Title, options.Title);
        Text(json, SpecProperties.Metric, budget.Metric);
        Text(json, SpecProperties.Target, budget.Text);
        Text(json, SpecProperties.Reference, options.Reference);
        Parameters(json, options.Parameters);
        Number(json, SpecProperties.Samples, options.Samples);
        Number(json, SpecProperties.Confidence, options.Confidence);
        Number(json, SpecProperties.Warmup, options.Warmup);
        Number(json, SpecProperties.Launches, options.Launches);
        Number(json, SpecProperties.Stride, options.Stride);
        Number(json, SpecProperties.Catches, options.Catches);
        Text(json, SpecProperties.Timeout, options.Timeout is { } timeout ? $"{MessageText.Number(timeout.TotalMilliseconds)} ms" : null);
        Text(json, SpecProperties.Max, options.Max is { } max ? max.ToExactString() : null);
        Text(json, SpecProperties.Stop, options.Stop is StopRule.Never ? "never" : null);
        Text(json, SpecProperties.Severity, options.Severity is Severity.Error ? null : options.Severity.ToString().ToLowerInvariant());
        Tags(json, options.Tags);
        Text(json, SpecProperties.Skip, options.Skip);
        Aside(json, options.Quarantine);
        json.WriteEndObject();
    }

    private static void Parameters(Utf8JsonWriter json, IDictionary<string, IReadOnlyList<double>> parameters)
    {
        if (parameters.Count is 0)
            return;
        json.WriteStartObject(SpecProperties.Parameters.Name);
        foreach (var (name, values) in parameters)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
                Number(json, value);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Tags(Utf8JsonWriter json, IReadOnlyList<string> tags)
    {
        if (tags.Count is 0)
            return;
        json.WriteStartArray(SpecProperties.Tags.Name);
        foreach (var tag in tags)
            json.WriteStringValue(tag);
        json.WriteEndArray();
    }

    private static void Aside(Utf8JsonWriter json, Quarantine? quarantine)
    {
        if (quarantine is null)
            return;
        json.WriteStartObject(SpecProperties.Quarantine.Name);
        Text(json, SpecProperties.Reason, quarantine.Reason);
        Text(json, SpecProperties.Until, quarantine.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, Property property, string? value)
    {
        if (value is not null)
            json.WriteString(property.Name, value);
    }

    private static void Number(Utf8JsonWriter json, Property property, double? value)
    {
        if (value is not { } number)
            return;
        json.WritePropertyName(property.Name);
        Number(json, number);
    }

    // JSON has no NaN; as a text the reader refuses it by name.
    private static void Number(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number))
            json.WriteNumberValue(number);
        else
            json.WriteStringValue(MessageText.Number(number));
    }
}
