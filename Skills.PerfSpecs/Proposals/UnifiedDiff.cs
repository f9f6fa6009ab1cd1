using System.Globalization;
using System.Text;

namespace PerfSpecs.Proposals;

/// <summary>The difference of two texts with the same number of lines, as <c>git apply</c> and <c>patch -p1</c> take it.</summary>
/// <remarks>Edits of targets change lines and neither add nor remove any, so lines are compared by their numbers and no search is needed.</remarks>
internal static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>The difference.</summary>
    /// <param name="name">The file's path, with slashes.</param>
    /// <param name="before">The text before, in UTF-8; its line ends and its byte order mark are part of it.</param>
    /// <param name="after">The text after.</param>
    /// <returns>The patch, or an empty text where nothing differs.</returns>
    /// <exception cref="ArgumentException">The texts have different numbers of lines.</exception>
    public static string Of(string name, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var (old, now) = (Lines(before), Lines(after));
        if (old.Length != now.Length)
            throw new ArgumentException("Only texts with the same number of lines are compared.", nameof(after));
        var changed = Enumerable.Range(0, old.Length).Where(line => !string.Equals(old[line], now[line], StringComparison.Ordinal)).ToList();
        if (changed.Count is 0)
            return "";
        var patch = new StringBuilder().Append("--- a/").Append(name).Append("\n+++ b/").Append(name).Append('\n');
        foreach (var (first, last) in Hunks(changed))
            Append(patch, old, now, Math.Max(0, first - Context), Math.Min(old.Length, last + Context + 1));
        return patch.ToString();
    }

    /// <summary>Changed lines whose contexts touch belong together.</summary>
    private static IEnumerable<(int First, int Last)> Hunks(List<int> changed)
    {
        var first = changed[0];
        for (var i = 0; i < changed.Count; i++)
        {
            if (i + 1 < changed.Count && changed[i + 1] - changed[i] <= 2 * Context)
                continue;
            yield return (first, changed[i]);
            if (i + 1 < changed.Count)
                first = changed[i + 1];
        }
    }

    private static void Append(StringBuilder patch, string[] old, string[] now, int start, int end)
    {
        patch.Append(CultureInfo.InvariantCulture, $"@@ -{start + 1},{end - start} +{start + 1},{end - start} @@\n");
        for (var line = start; line < end;)
        {
            var run = line;
            while (run < end && !string.Equals(old[run], now[run], StringComparison.Ordinal))
                run++;
            for (var i = line; i < run; i++)
                Append(patch, '-', old[i]);
            for (var i = line; i < run; i++)
                Append(patch, '+', now[i]);
            line = run;
            for (; line < end && string.Equals(old[line], now[line], StringComparison.Ordinal); line++)
                Append(patch, ' ', old[line]);
        }
    }

    private static void Append(StringBuilder patch, char sign, string line)
    {
        patch.Append(sign).Append(line);
        if (!line.EndsWith('\n'))
            patch.Append("\n\\ No newline at end of file\n");
    }

    /// <summary>The lines with their ends; a carriage return belongs to its line.</summary>
    private static string[] Lines(ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8);
        var lines = text.Split('\n');
        return [.. lines[..^1].Select(line => line + "\n"), .. lines[^1].Length > 0 ? [lines[^1]] : Array.Empty<string>()];
    }
}
