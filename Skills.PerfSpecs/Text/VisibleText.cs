using System.Globalization;
using System.Text;

namespace PerfSpecs.Text;

/// <summary>
/// Text from outside (names, reasons, messages of exceptions) made safe to show: what rules a terminal, reorders a line or cannot be
/// seen becomes visible. Every writer of text passes through here.
/// </summary>
internal static class VisibleText
{
    private const char ZeroWidthNonJoiner = '\u200C';
    private const char ZeroWidthJoiner = '\u200D';

    /// <summary>
    /// The text with ASCII controls as their pictures (␛), other controls, line separators, direction marks and invisible characters as
    /// <c>&lt;U+202E&gt;</c>, and half surrogate pairs as �. Tabs and line ends stay, and so do the joiners that scripts and emoji need.
    /// </summary>
    public static string Of(string text)
    {
        var first = 0;
        while (first < text.Length && IsPlain(text[first]))
            first++;
        if (first == text.Length)
            return text;
        var visible = new StringBuilder(text, 0, first, text.Length + 16);
        for (var i = first; i < text.Length;)
        {
            var isWhole = Rune.TryGetRuneAt(text, i, out var rune);
            var isLineEnd = text[i] is '\r' && i + 1 < text.Length && text[i + 1] is '\n';
            visible.Append(!isWhole ? "\uFFFD" : isLineEnd ? "\r" : Shown(rune));
            i += isWhole ? rune.Utf16SequenceLength : 1;
        }

        return visible.ToString();
    }

    private static bool IsPlain(char c) => c is >= ' ' and < '\u007F' or '\n' or '\t';

    private static string Shown(Rune rune) => rune.Value switch
    {
        '\n' or '\t' or ZeroWidthJoiner or ZeroWidthNonJoiner => rune.ToString(),
        < ' ' => ((char)('\u2400' + rune.Value)).ToString(),
        '\u007F' => "\u2421",
        0xFFFE or 0xFFFF => "\uFFFD",
        _ when IsUnseen(rune) => string.Create(CultureInfo.InvariantCulture, $"<U+{rune.Value:X4}>"),
        _ => rune.ToString(),
    };

    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
