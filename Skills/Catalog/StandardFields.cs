namespace Skills;

/// <summary>The open standard's fields other than the name.</summary>
internal static class StandardFields
{
    private const int MostInDescription = 1024;
    private const int MostInCompatibility = 500;

    public static string? Description(FieldSet fields)
    {
        if (fields.TakeRequiredText("description", "say in a sentence or two what the skill does and when to use it.") is not { } text)
            return null;
        CheckLength("description", text, MostInDescription, fields.Findings);
        return text.Value;
    }

    public static string? License(FieldSet fields) => fields.TakeText("license") is { Value.Length: > 0 } text ? text.Value : null;

    public static string? Compatibility(FieldSet fields)
    {
        if (fields.TakeText("compatibility") is not { } text)
            return null;
        if (text.Value.Length == 0)
        {
            fields.Findings.Lapse("compatibility-empty", text.Line, "`compatibility` is empty; state what the skill needs or remove the field.");
            return null;
        }
        CheckLength("compatibility", text, MostInCompatibility, fields.Findings);
        return text.Value;
    }

    public static IReadOnlyDictionary<string, string>? Metadata(FieldSet fields)
    {
        var findings = fields.Findings;
        if (fields.Take("metadata") is not { } field || field.Value is YamlValue.Text { Value.Length: 0 })
            return null;
        if (field.Value is not YamlValue.Fields mapping)
        {
            findings.Lapse("metadata-type", field.Value.Line, $"`metadata` is {field.Value.Kind} and is ignored; write indented lines such as `author: Jane`.");
            return null;
        }
        var metadata = new Dictionary<string, string>(mapping.Entries.Count, StringComparer.Ordinal);
        foreach (var entry in mapping.Entries)
        {
            if (entry.Value is not YamlValue.Text text)
                findings.Lapse("metadata-type", entry.Line, $"`metadata.{Shown.Short(entry.Key)}` is {entry.Value.Kind} and is ignored; its values are texts.");
            else if (!metadata.TryAdd(entry.Key, text.Value))
                findings.Lapse("field-twice", entry.Line, $"`metadata.{Shown.Short(entry.Key)}` is given a second time and ignored here; keep one of them.");
        }
        return metadata;
    }

    private static void CheckLength(string key, YamlValue.Text text, int limit, Findings findings)
    {
        var length = TextLength.Of(text.Value);
        if (length > limit)
            findings.Lapse($"{key}-length", text.Line, FormattableString.Invariant($"`{key}` has {length:N0} characters, the limit is {limit:N0}; move details into the body."));
    }
}
