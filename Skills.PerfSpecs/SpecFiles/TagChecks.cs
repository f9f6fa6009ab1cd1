using System.Globalization;
using PerfSpecs.Text;

namespace PerfSpecs.SpecFiles;

/// <summary>Tags that look like a slip of the finger.</summary>
internal static class TagChecks
{
    private const int Frequent = 2;

    /// <summary>Above so many different tags every pair of them would take too long to compare, and no suite has as many.</summary>
    private const int Most = 1_000;

    /// <summary>Warns at a tag that is used once and is one edit away from one that is used more often.</summary>
    public static void Check(Reading reading, IReadOnlyList<SpecEntry> entries)
    {
        var uses = entries.SelectMany(entry => (entry.Fields.Find(SpecProperties.Tags) as Located.Array)?.Items.OfType<Located.Text>() ?? [])
            .ToLookup(tag => tag.Value, StringComparer.Ordinal);
        if (uses.Count > Most)
            return;
        var frequent = uses.Where(group => group.Count() >= Frequent).ToList();
        foreach (var rare in uses.Where(group => group.Count() is 1))
        {
            if (frequent.Find(group => IsOneEdit(rare.Key, group.Key)) is not { } near)
                continue;
            reading.Warning(ProblemCodes.RareTag, rare.First(), string.Create(CultureInfo.InvariantCulture,
                $"the tag {MessageText.Quote(rare.Key)} is used once, and {MessageText.Quote(near.Key)} {near.Count()} times; did you mean that?"));
        }
    }

    // The lengths are compared first, because a tag that was refused may be of any length.
    private static bool IsOneEdit(string a, string b) => Math.Abs(a.Length - b.Length) <= 1 && Suggestion.Distance(a, b) is 1;
}
