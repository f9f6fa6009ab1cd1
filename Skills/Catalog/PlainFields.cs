using System.Buffers;

namespace Skills;

/// <summary>Reads the frontmatter that most skills have, one plain <c>key: text</c> a line, some ten times faster than a YAML parser.</summary>
/// <remarks>It answers only where YAML leaves one reading; a test holds that <see cref="YamlText"/> then reads the same. At the least doubt (an indent, a quote within quotes, a comment, a block, an empty value) it gives no answer.</remarks>
internal static class PlainFields
{
    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
    private static readonly SearchValues<char> FirstCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    private static readonly SearchValues<string> Doubtful = SearchValues.Create([": ", " #"], StringComparison.Ordinal);

    /// <summary>The fields, or null where a YAML parser has to be asked.</summary>
    public static IReadOnlyList<YamlField>? Read(string yaml)
    {
        var fields = new List<YamlField>(4);
        var line = Frontmatter.LineOffset;
        foreach (var text in yaml.AsSpan().EnumerateLines())
        {
            line++;
            if (text.IsEmpty && fields.Count > 0)
                continue;
            if (Field(text, line) is not { } field)
                return null;
            fields.Add(field);
        }
        return fields;
    }

    private static YamlField? Field(ReadOnlySpan<char> text, int line)
    {
        var colon = text.IndexOfAnyExcept(KeyCharacters);
        if (colon <= 0 || !FirstCharacters.Contains(text[0]) || !text[colon..].StartsWith(": ", StringComparison.Ordinal))
            return null;
        return Value(text[(colon + 2)..].Trim(' ')) is { } value ? new YamlField(text[..colon].ToString(), line, new YamlValue.Text(value, line)) : null;
    }

    private static string? Value(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !IsPrintable(text))
            return null;
        if (text is ['"', .., '"'] or ['\'', .., '\''])
            return text[1..^1].ContainsAny('"', '\'', '\\') ? null : text[1..^1].ToString();
        return FirstCharacters.Contains(text[0]) && text[^1] != ':' && !text.ContainsAny(Doubtful) ? text.ToString() : null;
    }

    /// <summary>Whether YAML takes every character as it stands; there are more such characters, but none that matters here.</summary>
    private static bool IsPrintable(ReadOnlySpan<char> text)
    {
        for (int odd; (odd = text.IndexOfAnyExceptInRange(' ', '~')) >= 0; text = text[(odd + 1)..])
        {
            if (text[odd] is not ((>= '\u00A1' and <= '\u1FFF') or (>= '\u2010' and <= '\u2027') or (>= '\u2030' and <= '\uD7FF')))
                return false;
        }
        return true;
    }
}
