using System.IO.Enumeration;
using PerfSpecs.SpecFiles;

namespace PerfSpecs.Running;

/// <summary>What of a suite is selected. Every part that is given must match.</summary>
/// <remarks><see cref="Filter"/>, <see cref="List"/> and <see cref="Case"/> are Expecto's, with Expecto's meaning: the beginning or a part of a name, as it is written.</remarks>
public sealed record Selection
{
    /// <summary>Everything.</summary>
    public static Selection All { get; } = new();

    /// <summary>The beginning of the full name, with <c>/</c> between the lists: <c>skills/iter</c>; null for any.</summary>
    public string? Filter { get; init; }

    /// <summary>A part of the name of a list that the spec's workload is in; null for any.</summary>
    public string? List { get; init; }

    /// <summary>A part of the spec's id; null for any.</summary>
    public string? Case { get; init; }

    /// <summary>Ids or full names, any of which must match whole; <c>*</c> globs. Empty for any.</summary>
    public IReadOnlyList<string> Run { get; init; } = [];

    /// <summary>Ids, one of which must be the spec's, letter for letter; empty for any.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Tags, any of which the spec must have; empty for any.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether a spec is selected.</summary>
    public bool Includes(PlannedSpec spec) =>
        (Filter is null || IsBeginning(Filter, spec))
        && (List is null || spec.Path.Any(name => name.Contains(List, StringComparison.Ordinal)))
        && (Case is null || IsPart(Case, spec))
        && (Run.Count is 0 || Run.Any(pattern => Names(pattern, spec)))
        && (Ids.Count is 0 || Ids.Any(id => IsId(id, spec)))
        && (Tags.Count is 0 || Tags.Any(tag => spec.Spec.Tags.Contains(tag, StringComparer.Ordinal)));

    /// <summary>Whether a name matches whole; <c>*</c> globs.</summary>
    public static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(Escaped(pattern), name, ignoreCase: false);

    /// <summary>What was likely meant by the first part that matches none of the specs; null where nothing is near.</summary>
    /// <param name="all">Every spec of the suite.</param>
    internal string? Nearest(IReadOnlyList<PlannedSpec> all)
    {
        var ids = all.Select(spec => spec.Spec.Id).ToList();
        IEnumerable<string?> meant =
        [
            .. Run.Where(pattern => !all.Any(spec => Names(pattern, spec))).Select(pattern => Near(pattern, ids.Concat(all.Select(spec => spec.FullName)))),
            .. Ids.Where(id => !all.Any(spec => IsId(id, spec))).Select(id => Near(id, ids)),
            .. Tags.Select(tag => Near(tag, all.SelectMany(spec => spec.Spec.Tags))).Where(tag => tag is null || !Tags.Contains(tag, StringComparer.Ordinal)),
            Filter is null || all.Any(spec => IsBeginning(Filter, spec)) ? null : Near(Filter, all.SelectMany(Beginnings)),
            List is null ? null : Near(List, all.SelectMany(spec => spec.Path)),
            Case is null || all.Any(spec => IsPart(Case, spec)) ? null : Near(Case, ids),
        ];
        return meant.FirstOrDefault(name => name is not null);
    }

    private static bool IsBeginning(string filter, PlannedSpec spec) =>
        SpecId.Current(spec.FullName).StartsWith(SpecId.Current(filter.TrimStart('/')), StringComparison.Ordinal);

    private static bool IsPart(string part, PlannedSpec spec) => spec.Spec.Id.Contains(SpecId.Current(part), StringComparison.Ordinal);

    private static bool IsId(string id, PlannedSpec spec) => SpecId.Current(id).Equals(spec.Spec.Id, StringComparison.Ordinal);

    private static bool Names(string pattern, PlannedSpec spec) =>
        SpecId.Current(pattern) is var current && (Matches(current, spec.Spec.Id) || Matches(current, SpecId.Current(spec.FullName)));

    private static string? Near(string written, IEnumerable<string> known) => Suggestion.For(written.Trim('/', '*'), known.Distinct(StringComparer.Ordinal));

    private static IEnumerable<string> Beginnings(PlannedSpec spec) =>
        Enumerable.Range(1, spec.Path.Count).Select(count => string.Join('/', spec.Path.Take(count))).Append(spec.FullName);

    // Only * globs here: ? and \ would be special to the matcher, and ids may hold brackets.
    private static string Escaped(string pattern) =>
        pattern.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("?", "\\?", StringComparison.Ordinal);
}
