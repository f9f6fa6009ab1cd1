using System.Text;

namespace Skills;

/// <summary>Text of unknown origin made fit to stand in one line of a message or a list.</summary>
internal static class Shown
{
    private const int MostCharacters = 60;

    /// <summary>At most 60 characters, control characters escaped.</summary>
    public static string Short(string text) =>
        Escaped(text.Length <= MostCharacters ? text : string.Concat(text.AsSpan(0, MostCharacters), "..."));

    /// <summary>The text with control characters and line separators as <c>\u000A</c>; the same instance where it has none.</summary>
    public static string Escaped(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001F') && !text.Any(BreaksLine))
            return text;
        var shown = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (BreaksLine(character))
                shown.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            else
                shown.Append(character);
        }
        return shown.ToString();
    }

    /// <summary>The text in one line: every run of white space and control characters is one blank.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var blank = char.IsWhiteSpace(character) || BreaksLine(character);
            if (!blank)
                line.Append(character);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }
        return line.ToString().TrimEnd(' ');
    }

    private static bool BreaksLine(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';
}
