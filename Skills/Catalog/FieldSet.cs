namespace Skills;

/// <summary>The frontmatter's fields by name, taken one after the other; what is never taken is unknown.</summary>
internal sealed class FieldSet
{
    private readonly IReadOnlyList<YamlField> fields;
    private readonly Dictionary<string, YamlField> left;

    public FieldSet(IReadOnlyList<YamlField> fields, Findings findings)
    {
        this.fields = fields;
        Findings = findings;
        left = new Dictionary<string, YamlField>(fields.Count, StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (!left.TryAdd(Canonical(field.Key), field))
                findings.Lapse("field-twice", field.Line, $"`{Shown.Short(field.Key)}` is given a second time and ignored here; keep one of them.");
        }
    }

    public Findings Findings { get; }

    /// <summary>The field, under its hyphen or its underscore spelling; null where it is absent.</summary>
    public YamlField? Take(string key) => left.Remove(key, out var field) ? field : null;

    /// <summary>The trimmed text of a field; null where the field is absent or, with a finding, where it is a list or a mapping.</summary>
    public YamlValue.Text? TakeText(string key)
    {
        if (Take(key) is not { } field)
            return null;
        if (field.Value is YamlValue.Text text)
            return Trimmed(text);
        Findings.Lapse($"{key}-type", field.Value.Line, $"`{key}` is {field.Value.Kind} and is ignored; write one text behind the colon.");
        return null;
    }

    /// <summary>The trimmed, non-empty text of a field that no skill can do without; null with a fault.</summary>
    public YamlValue.Text? TakeRequiredText(string key, string mend)
    {
        var field = Take(key);
        if (field?.Value is YamlValue.Text text && Trimmed(text) is { Value.Length: > 0 } trimmed)
            return trimmed;
        if (field?.Value is null or YamlValue.Text)
            Findings.Fault($"{key}-missing", field?.Line ?? 1, $"`{key}` is missing or empty; {mend}");
        else
            Findings.Fault($"{key}-type", field.Value.Line, $"`{key}` is {field.Value.Kind}; write one text behind the colon.");
        return null;
    }

    private static YamlValue.Text Trimmed(YamlValue.Text text) => text with { Value = text.Value.Trim() };

    public void ReportUnknown()
    {
        if (left.Count == 0)
            return;
        foreach (var field in fields)
        {
            if (left.TryGetValue(Canonical(field.Key), out var unknown) && ReferenceEquals(unknown, field))
                Findings.Lapse("field-unknown", field.Line, $"`{Shown.Short(field.Key)}` is no field of a skill and is ignored; correct its spelling, move it below `metadata` or remove it.");
        }
    }

    private static string Canonical(string key) => key.Replace('_', '-');
}
