namespace PerfSpecs.SpecFiles;

/// <summary>The unit of a target's bound, and whether it measures what the metric measures.</summary>
internal static class TargetUnit
{
    /// <summary>The unit at the cursor, which moves behind the text; null with a problem.</summary>
    public static Unit? Read(TextCursor cursor, int numberStart, int numberEnd, Measure? measure, bool hasReference)
    {
        var expected = Expected(measure, hasReference);
        var start = cursor.Position;
        var word = cursor.TakeWhile(c => !char.IsWhiteSpace(c));
        if (word.Length is 0)
            return Missing(cursor, numberStart, numberEnd, measure, hasReference, expected);
        cursor.SkipSpace();
        if (!cursor.AtEnd)
        {
            cursor.Add(ProblemCodes.TrailingText, cursor.Position, cursor.Rest.Length, $"nothing may follow the unit {MessageText.Quote(word)}; a target is one statistic, one operator, one number and one unit");
            return null;
        }

        if (Compound(word))
        {
            cursor.Add(ProblemCodes.MixedUnits, numberStart, start + word.Length - numberStart, $"{MessageText.Quote(cursor.Text[numberStart..])} mixes units; write one number with one unit, such as 90 s");
            return null;
        }

        IReadOnlyList<string>? nouns = measure switch
        {
            null => null,
            { Unit: { Dimension: Dimension.Count, Symbol: var noun } } => [noun],
            _ => [],
        };
        var unit = UnitText.Resolve(cursor, word, start, nouns, expected);
        return unit is not null && Fits(cursor, unit, word, start, measure, hasReference) ? unit : null;
    }

    /// <summary>Whether a unit goes on with digits, as in <c>1m30</c> or <c>1h30m</c>.</summary>
    public static bool Compound(string word) => char.IsLetter(word[0]) && word.AsSpan().ContainsAnyInRange('0', '9');

    private static Unit? Missing(TextCursor cursor, int numberStart, int numberEnd, Measure? measure, bool hasReference, IReadOnlyList<string> expected)
    {
        if (measure is { Unit: { Symbol: "" } bare } && !hasReference)
            return bare;
        var number = cursor.Text[numberStart..numberEnd];
        var proposal = expected.Count > 0 ? $", such as {MessageText.Quote($"{number} {Typical(expected)}")}" : "";
        cursor.Add(ProblemCodes.UnitMissing, numberStart, numberEnd - numberStart, $"the number {number} has no unit; add one{proposal}", MessageText.List(expected));
        return null;
    }

    private static bool Fits(TextCursor cursor, Unit unit, string word, int start, Measure? measure, bool hasReference)
    {
        if (unit.Dimension is Dimension.Ratio)
        {
            if (!hasReference)
                cursor.Add(ProblemCodes.Reference, start, word.Length, "a target in x is a multiple of a reference; add \"reference\" with the metric that it is compared with");
            return hasReference;
        }

        if (hasReference)
        {
            cursor.Add(ProblemCodes.Reference, start, word.Length, $"a spec with a \"reference\" states its target in x, not in {word}; write x, or remove \"reference\"", "x");
            return false;
        }

        if (measure is null || measure.Unit.Dimension == unit.Dimension)
            return true;
        cursor.Add(ProblemCodes.WrongDimension, start, word.Length, $"{word} measures {Named(unit.Dimension)}, and {measure.Name} is {Named(measure.Unit.Dimension)}", MessageText.List(Expected(measure, hasReference)));
        return false;
    }

    private static IReadOnlyList<string> Expected(Measure? measure, bool hasReference) => (measure, hasReference) switch
    {
        (_, true) => UnitText.Of(Dimension.Ratio),
        (null, _) => [.. Unit.Known.Select(unit => unit.Symbol)],
        ({ Unit: { Dimension: Dimension.Count } unit }, _) => unit.Symbol.Length > 0 ? [unit.Symbol] : [],
        _ => UnitText.Of(measure.Unit.Dimension),
    };

    private static string Typical(IReadOnlyList<string> expected) => expected.Contains("ms", StringComparer.Ordinal) ? "ms" : expected.Contains("KB", StringComparer.Ordinal) ? "KB" : expected[0];

    /// <summary>What a dimension measures, with its article.</summary>
    public static string Named(Dimension dimension) => dimension switch
    {
        Dimension.Time => "a duration",
        Dimension.Size => "an amount of memory",
        Dimension.Share => "a share",
        Dimension.Ratio => "a multiple of a reference",
        Dimension.Frequency => "a frequency",
        _ => "a count",
    };
}
