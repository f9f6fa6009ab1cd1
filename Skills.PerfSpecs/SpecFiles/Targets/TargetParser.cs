using System.Diagnostics.CodeAnalysis;

namespace PerfSpecs.SpecFiles;

/// <summary>Reads <c>[statistic] operator number unit</c>, and checks it against the measure that it is a target of.</summary>
internal static class TargetParser
{
    private const string Operators = "<>=!≤≥≦≧~≈≠";

    /// <summary>Reads a target as it stands in specs.json: <c>[statistic] operator number unit</c>.</summary>
    /// <param name="text">The text, such as <c>p95 &lt; 500 ms</c>.</param>
    /// <param name="measure">What the target speaks of; its kind gives the statistic where none is stated, and its unit the dimension.</param>
    /// <param name="hasReference">Whether the spec has a reference; the target is then a multiple of it, in <c>x</c>.</param>
    /// <param name="target">The target, its bound in the unit that was written.</param>
    /// <param name="problems">What is wrong, in the order of the text; empty where it is read.</param>
    /// <returns>Whether the text is a target that the measure can be judged by.</returns>
    public static bool TryParse(string text, Measure measure, bool hasReference, [NotNullWhen(true)] out Target? target, out IReadOnlyList<TextProblem> problems)
    {
        (target, problems) = Parse(text, measure, hasReference);
        return target is not null;
    }

    /// <summary>The target, or null with at least one problem.</summary>
    /// <param name="text">The text, such as <c>p95 &lt; 500 ms</c>.</param>
    /// <param name="measure">What the target speaks of; null where it is unknown, so that the form alone is checked.</param>
    /// <param name="hasReference">Whether the spec has a reference, of which the target is a multiple.</param>
    public static (Target? Target, IReadOnlyList<TextProblem> Problems) Parse(string text, Measure? measure, bool hasReference)
    {
        var cursor = new TextCursor(text);
        var target = Read(cursor, measure, hasReference);
        return (cursor.Problems.Count is 0 ? target : null, cursor.Problems);
    }

    /// <summary>A bare quantity such as <c>2 s</c>, in the unit of the measure or of the reference; null with at least one problem.</summary>
    public static (Quantity? Quantity, IReadOnlyList<TextProblem> Problems) ParseQuantity(string text, Measure? measure, bool hasReference)
    {
        var cursor = new TextCursor(text);
        cursor.SkipSpace();
        var quantity = ReadQuantity(cursor, measure, hasReference);
        return (cursor.Problems.Count is 0 ? quantity : null, cursor.Problems);
    }

    /// <summary>An ECMAScript pattern that every accepted target matches.</summary>
    public static string Pattern(IEnumerable<string> nouns) =>
        $@"^\s*((median|mean|rate|exact|p[0-9]{{1,2}}(\.[0-9]+)?)\s*)?(<=?|>=?|≤|≥)\s*{NumberText.Pattern}\s*{UnitText.Pattern(nouns)}?\s*$";

    private static Target? Read(TextCursor cursor, Measure? measure, bool hasReference)
    {
        cursor.SkipSpace();
        var start = cursor.Position;
        var statistic = TargetStatistic.Read(cursor, measure);
        cursor.SkipSpace();
        var operatorStart = cursor.Position;
        if (ReadOperator(cursor, measure, start) is not { } comparison)
            return null;
        cursor.SkipSpace();
        var boundStart = cursor.Position;
        if (ReadQuantity(cursor, measure, hasReference) is not { } bound || statistic is null)
            return null;
        var target = new Target(statistic, comparison, bound);
        if (measure is not null)
            TargetLimits.Check(cursor, target, measure, operatorStart, boundStart);
        return target;
    }

    private static Comparison? ReadOperator(TextCursor cursor, Measure? measure, int start)
    {
        var at = cursor.Position;
        var written = cursor.TakeWhile(c => Operators.Contains(c, StringComparison.Ordinal));
        switch (written)
        {
            case "<":
                return Comparison.Less;
            case "<=" or "≤":
                return Comparison.LessOrEqual;
            case ">":
                return Comparison.Greater;
            case ">=" or "≥":
                return Comparison.GreaterOrEqual;
            case "":
                var own = measure?.Better is Better.Higher ? ">=" : "<=";
                var why = measure is null ? "" : $", since {(measure.Better is Better.Lower ? "less" : "more")} {measure.Name} is better";
                var proposal = $"{cursor.Text[start..at].TrimEnd()} {own} {cursor.Rest}".Trim();
                cursor.Add(ProblemCodes.OperatorMissing, at, 0, $"the target has no operator (<, <=, > or >=); write {MessageText.Quote(proposal)}{why}");
                return null;
            default:
                cursor.Add(ProblemCodes.UnknownOperator, at, written.Length, $"{MessageText.Quote(written)} is no operator of a target; {Instead(written)}", "<, <=, >, >=");
                return null;
        }
    }

    private static string Instead(string written) => written switch
    {
        "=<" or "≦" => "write <=",
        "=>" or "≧" => "write >=",
        "=" or "==" => "a target is a bound, so write <= or >=",
        "!=" or "<>" or "≠" => "a target is a bound, and cannot exclude one value",
        _ => "write <, <=, > or >=",
    };

    private static Quantity? ReadQuantity(TextCursor cursor, Measure? measure, bool hasReference)
    {
        var start = cursor.Position;
        if (NumberText.Read(cursor) is not { } number)
            return null;
        var numberEnd = cursor.Position;
        cursor.SkipSpace();
        if (TargetUnit.Read(cursor, start, numberEnd, measure, hasReference) is not { } unit)
            return null;
        var quantity = new Quantity(number, unit);
        if (double.IsFinite(quantity.Value))
            return quantity;
        cursor.Add(ProblemCodes.Overflow, start, cursor.Position - start, $"{MessageText.Quote(quantity.ToString())} is too large for a number once it is converted to {UnitText.Of(unit.Dimension)[0]}");
        return null;
    }
}
