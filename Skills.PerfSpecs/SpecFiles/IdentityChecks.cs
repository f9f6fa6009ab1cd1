using System.Text;

namespace PerfSpecs.SpecFiles;

/// <summary>Whether every spec can be told from every other by its id.</summary>
internal static class IdentityChecks
{
    /// <summary>Reports an entry whose id, or that of one of its expanded specs, was given before, or differs from one by case alone.</summary>
    public static void Check(Reading reading, IReadOnlyList<SpecEntry> entries)
    {
        var first = new Dictionary<string, SpecEntry>(StringComparer.Ordinal);
        var alike = new Dictionary<string, (string Id, SpecEntry Entry)>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            foreach (var id in Ids(entry))
            {
                if (first.TryGetValue(id, out var earlier))
                    Duplicate(reading, entry, id, earlier);
                else if (alike.TryGetValue(Folded(id), out var near))
                    reading.Error(ProblemCodes.AlikeIds, entry.Identity, $"the id {MessageText.Quote(id)} differs only in case from {MessageText.Quote(near.Id)} at {reading.Source.At(near.Entry.Identity.Start)}; test filters cannot tell them apart");
                else
                    continue;
                // One problem an entry: its other combinations would repeat it.
                break;
            }

            foreach (var id in Ids(entry))
            {
                first.TryAdd(id, entry);
                alike.TryAdd(Folded(id), (id, entry));
            }
        }
    }

    private static IEnumerable<string> Ids(SpecEntry entry) =>
        entry.Specs.Count > 0 ? entry.Specs.Select(spec => spec.Id) : entry is { Id: { } id } && entry.Fields.Find(SpecProperties.Parameters) is null ? [id] : [];

    private static void Duplicate(Reading reading, SpecEntry entry, string id, SpecEntry earlier)
    {
        var mend = entry.Fields.Find(SpecProperties.Id) is null ? "add an \"id\" to this spec" : "rename one of them";
        reading.Error(ProblemCodes.DuplicateId, entry.Identity, $"the id {MessageText.Quote(id)} is already that of the spec at {reading.Source.At(earlier.Identity.Start)}; {mend}");
    }

    /// <summary>The id as it is compared: without differences of case, or of characters that look alike.</summary>
    public static string Folded(string id) => id.Normalize(NormalizationForm.FormKC).ToUpperInvariant();
}
