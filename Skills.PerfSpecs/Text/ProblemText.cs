using System.Text;
using PerfSpecs.Results;

namespace PerfSpecs.Text;

/// <summary>A problem as plain text: what is wrong, the line with a caret, and what is known.</summary>
public static class ProblemText
{
    private const int WidestLine = 160;
    private const int CutBefore = 60;

    /// <summary>
    /// <c>specs.json:12:17: error PS118: message</c>, then the source line with carets below it, then what is known instead; lines are joined
    /// by <c>\n</c>, without one at the end. Control characters of the file are shown by name, so that it cannot rule the terminal.
    /// </summary>
    public static string Render(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        List<string> lines = [problem.ToString()];
        if (problem is { SourceLine: { } source, Where: { } where })
            lines.AddRange(Underlined([.. source.EnumerateRunes()], (problem.Caret ?? where.Column) - 1, problem.Width));
        if (problem.Known is { } known)
            lines.Add($"  known: {known}");
        return string.Join('\n', lines);
    }

    private static IEnumerable<string> Underlined(IReadOnlyList<Rune> line, int start, int width)
    {
        var cut = line.Count > WidestLine;
        var first = cut ? Math.Max(0, start - CutBefore) : 0;
        var shown = line.Skip(first).Take(cut ? WidestLine : line.Count).ToList();
        var lead = first > 0 ? "..." : "";
        var trail = first + shown.Count < line.Count ? "..." : "";
        yield return $"  {lead}{string.Concat(shown.Select(Shown))}{trail}";

        var before = shown.Take(start - first).Select(Shown).ToList();
        var carets = shown.Skip(start - first).Take(width).Sum(rune => Math.Max(1, CellWidth.Of(Shown(rune))));
        yield return $"  {new string(' ', lead.Length)}{string.Concat(before.Select(Blank))}{new string('^', Math.Max(1, carets))}";
    }

    private static string Shown(Rune rune) => Rune.IsControl(rune) && rune.Value is not '\t' ? $"<{rune.Value:X2}>" : rune.ToString();

    // A tab stays a tab, so that the caret stands below its character whatever the tab's width.
    private static string Blank(string shown) => shown is "\t" ? shown : new string(' ', CellWidth.Of(shown));
}
