using System.Buffers;
using System.Text;

namespace Skills;

/// <summary>Reads the frontmatter that most skills have some ten times faster than a YAML parser: one plain <c>key: text</c> a line, a text in a block below its key, plain fields below <c>metadata:</c>.</summary>
/// <remarks>It answers only where YAML leaves one reading; a test holds that <see cref="YamlText"/> then reads the same. At the least doubt (an odd indent, a quote within quotes, a comment, a blank line in a block, an empty value) it gives no answer.</remarks>
internal ref struct PlainFields
{
    private const int Indent = 2;
    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
    private static readonly SearchValues<char> FirstCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    private static readonly SearchValues<char> OddLineEnds = SearchValues.Create("\f\u0085\u2028\u2029");
    private static readonly SearchValues<string> Doubtful = SearchValues.Create([": ", " #"], StringComparison.Ordinal);

    private SpanLineEnumerator lines;
    private ReadOnlySpan<char> text;
    private int line = Frontmatter.LineOffset;
    private bool isOver;

    private PlainFields(ReadOnlySpan<char> yaml)
    {
        lines = yaml.EnumerateLines();
        Advance();
    }

    /// <summary>The fields, or null where a YAML parser has to be asked.</summary>
    public static IReadOnlyList<YamlField>? Read(string yaml)
    {
        // Whether a block's last line has an end decides what its text ends with: here it always has one.
        var end = yaml.EndsWith("\r\n", StringComparison.Ordinal) ? 2 : yaml.EndsWith('\n') ? 1 : 0;
        if (end is 0 || yaml.AsSpan().ContainsAny(OddLineEnds))
            return null;
        var reader = new PlainFields(yaml.AsSpan(0, yaml.Length - end));
        return reader.Fields(0) is { } fields && reader.isOver ? fields : null;
    }

    private void Advance()
    {
        isOver = !lines.MoveNext();
        text = isOver ? default : lines.Current;
        line++;
    }

    /// <summary>The fields from here on that begin in a column; null at a doubt.</summary>
    private List<YamlField>? Fields(int column)
    {
        var fields = new List<YamlField>(4);
        while (!isOver)
        {
            if (text.IsEmpty && fields.Count > 0)
            {
                Advance();
                continue;
            }

            var indent = text.IndexOfAnyExcept(' ');
            if (indent < column && fields.Count > 0)
                break;
            if (indent != column || Field(column) is not { } field)
                return null;
            fields.Add(field);
        }

        return fields.Count > 0 ? fields : null;
    }

    private YamlField? Field(int column)
    {
        var start = line;
        var rest = text[column..];
        var colon = rest.IndexOfAnyExcept(KeyCharacters);
        if (colon <= 0 || rest[colon] is not ':' || !FirstCharacters.Contains(rest[0]))
            return null;
        var behind = rest[(colon + 1)..];
        Advance();
        YamlValue? value = behind switch
        {
            [] when column is 0 => Nested(),
            " >-" => Block(column + Indent, start, ' ', ""),
            " >" => Block(column + Indent, start, ' ', "\n"),
            " |-" => Block(column + Indent, start, '\n', ""),
            " |" => Block(column + Indent, start, '\n', "\n"),
            [' ', ..] => Value(behind[1..].Trim(' ')) is { } plain ? new YamlValue.Text(plain, start) : null,
            _ => null,
        };
        return value is null ? null : new YamlField(rest[..colon].ToString(), start, value);
    }

    private YamlValue.Fields? Nested()
    {
        var start = line;
        return Fields(Indent) is { } fields ? new YamlValue.Fields(fields, start) : null;
    }

    /// <summary>The lines from here on that are indented just so, joined; blank lines would mean something, and so are a doubt.</summary>
    private YamlValue.Text? Block(int column, int start, char joint, string end)
    {
        var value = new StringBuilder();
        while (!isOver && text.IndexOfAnyExcept(' ') is var indent && (indent < 0 || indent >= column))
        {
            if (indent != column || text[^1] is ' ' || !IsPrintable(text))
                return null;
            if (value.Length > 0)
                value.Append(joint);
            value.Append(text[column..]);
            Advance();
        }

        return value.Length > 0 ? new YamlValue.Text(value.Append(end).ToString(), start) : null;
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
