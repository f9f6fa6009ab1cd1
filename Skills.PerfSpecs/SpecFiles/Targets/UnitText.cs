using System.Text.RegularExpressions;

namespace PerfSpecs.SpecFiles;

/// <summary>The unit behind a number.</summary>
internal static class UnitText
{
    private static readonly Dictionary<string, Unit> BySymbol = Symbols();

    // What people write out of habit, with what it is called here.
    private static readonly Dictionary<string, string> Habits = new(StringComparer.OrdinalIgnoreCase)
    {
        ["msec"] = "ms",
        ["msecs"] = "ms",
        ["millis"] = "ms",
        ["millisecond"] = "ms",
        ["milliseconds"] = "ms",
        ["usec"] = "us",
        ["usecs"] = "us",
        ["micros"] = "us",
        ["microsecond"] = "us",
        ["microseconds"] = "us",
        ["nsec"] = "ns",
        ["nsecs"] = "ns",
        ["nanos"] = "ns",
        ["nanosecond"] = "ns",
        ["nanoseconds"] = "ns",
        ["sec"] = "s",
        ["secs"] = "s",
        ["second"] = "s",
        ["seconds"] = "s",
        ["mins"] = "min",
        ["minute"] = "min",
        ["minutes"] = "min",
        ["byte"] = "B",
        ["bytes"] = "B",
        ["percent"] = "%",
        ["×"] = "x",
        ["times"] = "x",
        ["/sec"] = "/s",
        ["/second"] = "/s",
        ["ops/s"] = "/s",
        ["op/s"] = "/s",
        ["hz"] = "/s",
        ["rps"] = "/s",
    };

    private static readonly Dictionary<string, string> Ambiguous = new(StringComparer.Ordinal)
    {
        ["m"] = "ms or min",
        ["M"] = "MB or min",
        ["k"] = "KB or a thousand",
        ["K"] = "KB or a thousand",
        ["G"] = "GB or a billion",
        ["b"] = "B or bits",
        ["Kb"] = "KB or kilobits",
        ["kb"] = "KB or kilobits",
        ["Mb"] = "MB or megabits",
        ["Gb"] = "GB or gigabits",
    };

    /// <summary>The unit of a word, or null with a problem at the word's place.</summary>
    /// <param name="cursor">Where problems go.</param>
    /// <param name="word">The unit as it was written; not empty.</param>
    /// <param name="start">Where it stands.</param>
    /// <param name="nouns">The nouns that count as units here; null to take any word as one.</param>
    /// <param name="expected">The units to list as known.</param>
    public static Unit? Resolve(TextCursor cursor, string word, int start, IReadOnlyList<string>? nouns, IReadOnlyList<string> expected)
    {
        if (nouns?.FirstOrDefault(noun => noun.Equals(word, StringComparison.Ordinal)) is { } known)
            return Unit.Count(known);
        if (BySymbol.TryGetValue(word, out var unit))
            return unit;
        if (Ambiguous.TryGetValue(word, out var meanings))
            cursor.Add(ProblemCodes.AmbiguousUnit, start, word.Length, $"the unit {MessageText.Quote(word)} is ambiguous: {meanings}; write it out", MessageText.List(expected));
        else if (Habits.TryGetValue(word, out var habit))
            cursor.Add(ProblemCodes.UnknownUnit, start, word.Length, $"unknown unit {MessageText.Quote(word)}; did you mean {MessageText.Quote(habit)}?", MessageText.List(expected));
        else if (nouns is null && word.All(c => char.IsLetter(c) || c is '-'))
            return Unit.Count(word);
        else
            cursor.Add(ProblemCodes.UnknownUnit, start, word.Length, $"unknown unit {MessageText.Quote(word)}{MessageText.DidYouMean(word, expected)}", MessageText.List(expected));
        return null;
    }

    /// <summary>The symbols that measure a dimension, smallest first.</summary>
    public static IReadOnlyList<string> Of(Dimension dimension) =>
        [.. Unit.Known.Where(unit => unit.Dimension == dimension).Select(unit => unit.Symbol)];

    /// <summary>An ECMAScript pattern of the symbols of some dimensions, spellings that are accepted beside them included.</summary>
    /// <param name="nouns">Nouns that count as units as well.</param>
    /// <param name="dimensions">The dimensions; none for all.</param>
    public static string Pattern(IEnumerable<string> nouns, params ReadOnlySpan<Dimension> dimensions)
    {
        List<string> symbols = [];
        foreach (var (symbol, unit) in BySymbol)
        {
            if (dimensions.IsEmpty || dimensions.ToArray().Contains(unit.Dimension))
                symbols.Add(symbol);
        }

        return $"({string.Join('|', symbols.Concat(nouns).Distinct(StringComparer.Ordinal).Select(Regex.Escape))})";
    }

    private static Dictionary<string, Unit> Symbols()
    {
        var symbols = Unit.Known.ToDictionary(unit => unit.Symbol, StringComparer.Ordinal);
        symbols["\u00B5s"] = Unit.Microsecond; // the micro sign
        symbols["\u03BCs"] = Unit.Microsecond; // the Greek letter
        symbols["KiB"] = Unit.Kilobyte;
        symbols["MiB"] = Unit.Megabyte;
        symbols["GiB"] = Unit.Gigabyte;
        return symbols;
    }
}
