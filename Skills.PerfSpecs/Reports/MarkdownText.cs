using System.Text;

namespace PerfSpecs.Reports;

/// <summary>Text for GitHub-flavoured Markdown: whatever a name or a message holds, it shows as it stands and rules nothing.</summary>
internal static class MarkdownText
{
    /// <summary>Text within a line or a table's cell.</summary>
    public static string Inline(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in OneLine(text))
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                // An empty comment keeps a name from being notified.
                '@' => escaped.Append("@<!-- -->"),
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '#' => escaped.Append('\\').Append(c),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>A name as code, within a line or a table's cell.</summary>
    public static string Code(string text)
    {
        var line = OneLine(text);
        var fence = Fence(line, 1);
        var space = line.StartsWith('`') || line.EndsWith('`') ? " " : "";
        return $"{fence}{space}{line.Replace("|", "\\|", StringComparison.Ordinal)}{space}{fence}";
    }

    /// <summary>Lines as they stand, in a block of their own.</summary>
    public static string Block(string text)
    {
        var clean = XmlText.Clean(text).ReplaceLineEndings("\n");
        var fence = Fence(clean, 3);
        return $"{fence}text\n{clean}\n{fence}";
    }

    private static string OneLine(string text) => XmlText.Clean(text).ReplaceLineEndings(" ").Replace('\t', ' ');

    // A fence is longer than any run of backticks within.
    private static string Fence(string text, int least)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c is '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return new string('`', longest < least ? least : longest + 1);
    }
}
