using System.Text;

namespace Skills;

/// <summary>A skill's file cut in two: the YAML between the fences, and all that follows.</summary>
/// <param name="Yaml">The lines between the fences; its first line is the file's second.</param>
/// <param name="Body">Everything behind the closing fence's line, untouched.</param>
internal sealed record Frontmatter(string Yaml, string Body)
{
    /// <summary>The line of the file before the first line of the YAML.</summary>
    public const int LineOffset = 1;

    /// <summary>The standard's longest fields need 2 KiB; more than this is an attack or a mistake.</summary>
    public const int MostBytes = 64 * 1024;

    private static ReadOnlySpan<byte> Fence => "---"u8;

    /// <summary>Cuts at the fences, or tells by a finding why that is impossible.</summary>
    /// <remarks>
    /// A fence is a line of three hyphens from the first column, blanks behind it allowed, so that <c>---</c> within a value or an indented block is none.
    /// Bytes are cut rather than characters, because decoding first would hold the body twice.
    /// </remarks>
    public static Frontmatter? Split(ReadOnlySpan<byte> utf8, Findings findings)
    {
        if (!IsFence(utf8))
        {
            findings.Fault("frontmatter-missing", 1, "The first line is not `---`; begin the file with `---`, the fields and a second `---`.");
            return null;
        }
        var behindFirst = utf8[LineLength(utf8)..];
        var length = LengthBeforeFence(behindFirst);
        if (length < 0)
            findings.Fault("frontmatter-unclosed", 1, "The frontmatter has no end; add a line `---` behind its last field.");
        else if (length > MostBytes)
            findings.Fault("frontmatter-too-large", 1, FormattableString.Invariant($"The frontmatter has {length:N0} bytes, the limit is {MostBytes:N0}; move text into the body."));
        else
            return new Frontmatter(Encoding.UTF8.GetString(behindFirst[..length]), BehindLine(behindFirst[length..]));
        return null;
    }

    private static string BehindLine(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8[LineLength(utf8)..]);

    private static int LengthBeforeFence(ReadOnlySpan<byte> utf8)
    {
        var start = 0;
        while (!IsFence(utf8[start..]))
        {
            var next = utf8[start..].IndexOf("\n---"u8);
            if (next < 0)
                return -1;
            start += next + 1;
        }
        return start;
    }

    private static bool IsFence(ReadOnlySpan<byte> utf8) =>
        utf8.StartsWith(Fence) && utf8[Fence.Length..LineLength(utf8)].IndexOfAnyExcept(" \t\r\n"u8) < 0;

    /// <summary>The first line's length, its line feed included.</summary>
    private static int LineLength(ReadOnlySpan<byte> utf8)
    {
        var end = utf8.IndexOf((byte)'\n');
        return end < 0 ? utf8.Length : end + 1;
    }
}
