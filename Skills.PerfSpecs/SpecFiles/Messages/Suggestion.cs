namespace PerfSpecs.SpecFiles;

/// <summary>The known name that a misspelt one was likely meant to be.</summary>
internal static class Suggestion
{
    private const int LongestName = 200;

    /// <summary>
    /// The known name that equals <paramref name="written"/> but for case and separators, else the nearest one within
    /// max(1, length / 3) edits; null where none is near. Of equally near names the first.
    /// </summary>
    public static string? For(string written, IEnumerable<string> known)
    {
        if (written.Length is 0 or > LongestName)
            return null;
        string? nearest = null;
        var limit = Math.Max(1, written.Length / 3) + 1;
        var plain = Plain(written);
        foreach (var name in known)
        {
            if (plain.Length > 0 && plain.Equals(Plain(name), StringComparison.Ordinal))
                return name;
            if (Math.Abs(name.Length - written.Length) < limit && Distance(written, name, limit) is var distance && distance < limit)
                (nearest, limit) = (name, distance);
        }

        return nearest;
    }

    /// <summary>
    /// Insertions, deletions, substitutions and swaps of neighbours that turn one text into the other, no part edited twice
    /// (the restricted distance of Damerau, 1964, and Levenshtein, 1966).
    /// </summary>
    /// <param name="a">One text.</param>
    /// <param name="b">The other text.</param>
    /// <param name="limit">From here on the exact distance does not matter: any number of at least this may be returned.</param>
    public static int Distance(string a, string b, int limit = int.MaxValue)
    {
        var before = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        var leastBefore = 0;
        for (var i = 1; i <= a.Length; i++)
        {
            (before, previous, row) = (previous, row, before);
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(substitution, Math.Min(previous[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                least = Math.Min(least, row[j]);
            }

            // No later row is below the least of two neighbouring ones: a swap skips a row.
            if (least >= limit && leastBefore >= limit)
                return limit;
            leastBefore = least;
        }

        return row[b.Length];
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
