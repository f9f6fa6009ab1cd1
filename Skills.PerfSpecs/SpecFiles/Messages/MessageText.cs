using System.Globalization;
using System.Text;

namespace PerfSpecs.SpecFiles;

/// <summary>How names from a file and lists of what is known are put into a message.</summary>
internal static class MessageText
{
    private const int LongestQuote = 60;
    private const int LongestList = 40;

    /// <summary>A name in double quotes: control and invisible characters shown as <c>U+200B</c>, cut where it is long.</summary>
    public static string Quote(string text)
    {
        // The cut never parts a surrogate pair.
        var cut = LongestQuote - (text.Length > LongestQuote && char.IsHighSurrogate(text[LongestQuote - 1]) ? 1 : 0);
        return text.Length > LongestQuote ? $"\"{Visible(text[..cut])}...\"" : $"\"{Visible(text)}\"";
    }

    /// <summary>The text with control and invisible characters named, safe for a terminal.</summary>
    public static string Visible(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsInvisible(rune))
                result.Append(Name(rune));
            else
                result.Append(rune.ToString());
        }

        return result.ToString();
    }

    /// <summary>Whether a character shows nothing or rules the terminal: controls, formats, and spaces other than the plain one.</summary>
    public static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.SpaceSeparator => rune.Value is not ' ',
        _ => false,
    };

    /// <summary><c>U+200B</c>.</summary>
    public static string Name(Rune rune) => string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");

    /// <summary>Names joined by commas; the rest of a long list is counted.</summary>
    public static string List(IReadOnlyCollection<string> names) => names.Count <= LongestList
        ? string.Join(", ", names)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(LongestList))} and {names.Count - LongestList} more");

    /// <summary><c>"a"</c>, <c>"a" and "b"</c>, <c>"a", "b" and "c"</c>.</summary>
    public static string Quoted(IReadOnlyList<string> names) => names.Count is 1
        ? Quote(names[0])
        : $"{string.Join(", ", names.SkipLast(1).Select(Quote))} and {Quote(names[^1])}";

    /// <summary><c>; did you mean "name"?</c>, or nothing where no known name is near.</summary>
    public static string DidYouMean(string written, IEnumerable<string> known) =>
        Suggestion.For(written, known) is { } name ? $"; did you mean {Quote(name)}?" : "";

    /// <summary>A number as it is written in JSON, without thousands or needless digits.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
