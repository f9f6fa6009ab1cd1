namespace Skills;

/// <summary>A node of the frontmatter with the file's line it starts in.</summary>
internal abstract record YamlValue(int Line)
{
    /// <summary>A scalar, in whatever style it was written; numbers and booleans are text too, as in the standard's StrictYAML.</summary>
    public sealed record Text(string Value, int Line) : YamlValue(Line);

    /// <summary>A sequence.</summary>
    public sealed record Items(IReadOnlyList<YamlValue> Values, int Line) : YamlValue(Line);

    /// <summary>A mapping.</summary>
    public sealed record Fields(IReadOnlyList<YamlField> Entries, int Line) : YamlValue(Line);

    /// <summary>The kind of node in words, for messages.</summary>
    public string Kind => this switch
    {
        Text => "a text",
        Items => "a list",
        Fields => "a mapping",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>One key of a mapping and its value.</summary>
internal sealed record YamlField(string Key, int Line, YamlValue Value);
