using System.Text;

namespace Skills;

/// <summary>Text of unknown origin made fit to stand in one line of a message or a list.</summary>
internal static class Shown
{
    private const int MostCharacters = 60;

    /// <summary>At most 60 characters, control characters and invisible ones escaped.</summary>
    public static string Short(string text) =>
        Escaped(text.Length <= MostCharacters ? text : string.Concat(text.AsSpan(0, MostCharacters), "..."));

    /// <summary>The text with control characters, line separators and characters that nobody sees as <c>\u000A</c>; the same instance where it has none.</summary>
    public static string Escaped(string text)
    {
        if (!text.Any(NeedsEscape))
            return text;
        var shown = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (NeedsEscape(character))
                shown.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            else
                shown.Append(character);
        }
        return shown.ToString();
    }

    /// <summary>The text in one line: every run of white space and control characters is one blank; characters that nobody sees are escaped.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var blank = char.IsWhiteSpace(character) || BreaksLine(character);
            if (!blank && IsInvisible(character))
                line.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            else if (!blank)
                line.Append(character);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }
        return line.ToString().TrimEnd(' ');
    }

    private static bool NeedsEscape(char character) => BreaksLine(character) || IsInvisible(character);

    /// <summary>
    /// Whether a character hides text or turns its direction: marks and overrides of direction, zero-width blanks, and the tags of plane 14
    /// (by their first half). The joiners U+200C and U+200D stay: scripts and emoji need them.
    /// </summary>
    private static bool IsInvisible(char character) => character is '\u061C' or '\u200B' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E')
        or (>= '\u2060' and <= '\u2064') or (>= '\u2066' and <= '\u206F') or '\uFEFF' or '\uDB40';

    private static bool BreaksLine(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';
}
