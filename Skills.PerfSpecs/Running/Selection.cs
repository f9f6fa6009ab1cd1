using System.IO.Enumeration;

namespace PerfSpecs.Running;

/// <summary>What of a suite is selected. Every part that is given must match; a segment matches whole, and <c>*</c> globs.</summary>
public sealed record Selection
{
    /// <summary>Everything.</summary>
    public static Selection All { get; } = new();

    /// <summary>The beginning of the full name, segment by segment: <c>skills/iteration</c>; null for any.</summary>
    public string? Filter { get; init; }

    /// <summary>The name of a list that the spec's workload is in; null for any.</summary>
    public string? List { get; init; }

    /// <summary>The spec's id; null for any.</summary>
    public string? Case { get; init; }

    /// <summary>Ids or full names, any of which must match; empty for any.</summary>
    public IReadOnlyList<string> Run { get; init; } = [];

    /// <summary>Ids, one of which must be the spec's, letter for letter; empty for any.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Tags, any of which the spec must have; empty for any.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether a spec is selected.</summary>
    public bool Includes(PlannedSpec spec) =>
        (Filter is null || StartsWith(spec.FullName.Split('/'), Filter.Trim('/').Split('/')))
        && (List is null || spec.Path.Any(name => Matches(List, name)))
        && (Case is null || Matches(Case, spec.Spec.Id))
        && (Run.Count is 0 || Run.Any(pattern => Matches(pattern, spec.Spec.Id) || Matches(pattern, spec.FullName)))
        && (Ids.Count is 0 || Ids.Contains(spec.Spec.Id, StringComparer.Ordinal))
        && (Tags.Count is 0 || Tags.Any(tag => spec.Spec.Tags.Contains(tag, StringComparer.Ordinal)));

    private static bool StartsWith(string[] name, string[] pattern) =>
        pattern.Length <= name.Length && pattern.Zip(name).All(pair => Matches(pair.First, pair.Second));

    /// <summary>Whether a name matches whole; <c>*</c> globs.</summary>
    public static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(Escaped(pattern), name, ignoreCase: false);

    // Only * globs here: ? and \ would be special to the matcher, and ids may hold brackets.
    private static string Escaped(string pattern) =>
        pattern.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("?", "\\?", StringComparison.Ordinal);
}
