namespace Skills;

/// <summary>A skill's text cut in two: the YAML between the fences, and all that follows.</summary>
/// <param name="Yaml">The lines between the fences; its first line is the file's second.</param>
/// <param name="Body">Everything behind the closing fence's line, untouched.</param>
internal sealed record Frontmatter(string Yaml, string Body)
{
    /// <summary>The line of the file before the first line of the YAML.</summary>
    public const int LineOffset = 1;

    /// <summary>The standard's longest fields need 2 KiB; more than this is an attack or a mistake.</summary>
    public const int MostCharacters = 64 * 1024;

    private const string Fence = "---";

    /// <summary>Cuts at the fences, or tells by a finding why that is impossible.</summary>
    /// <remarks>A fence is a line of three hyphens from the first column, blanks behind it allowed, so that <c>---</c> within a value or an indented block is none.</remarks>
    public static Frontmatter? Split(string text, Findings findings)
    {
        if (!IsFence(text, 0))
        {
            findings.Fault("frontmatter-missing", 1, "The first line is not `---`; begin the file with `---`, the fields and a second `---`.");
            return null;
        }
        var start = NextLine(text, 0);
        if (FindFence(text, start) is not { } close)
            findings.Fault("frontmatter-unclosed", 1, "The frontmatter has no end; add a line `---` behind its last field.");
        else if (close - start > MostCharacters)
            findings.Fault("frontmatter-too-large", 1, FormattableString.Invariant($"The frontmatter has {close - start:N0} characters, the limit is {MostCharacters:N0}; move text into the body."));
        else
            return new Frontmatter(text[start..close], text[NextLine(text, close)..]);
        return null;
    }

    private static int? FindFence(string text, int lineStart)
    {
        while (lineStart < text.Length)
        {
            if (IsFence(text, lineStart))
                return lineStart;
            var next = text.IndexOf("\n" + Fence, lineStart, StringComparison.Ordinal);
            if (next < 0)
                return null;
            lineStart = next + 1;
        }
        return null;
    }

    private static bool IsFence(string text, int lineStart)
    {
        var line = text.AsSpan(lineStart);
        if (!line.StartsWith(Fence, StringComparison.Ordinal))
            return false;
        var end = line.IndexOf('\n');
        return (end < 0 ? line : line[..end])[Fence.Length..].IsWhiteSpace();
    }

    private static int NextLine(string text, int from)
    {
        var end = text.IndexOf('\n', from);
        return end < 0 ? text.Length : end + 1;
    }
}
