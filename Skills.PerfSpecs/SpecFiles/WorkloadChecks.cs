using System.Text;
using PerfSpecs.SpecFiles;
using PerfSpecs.Text;

namespace PerfSpecs;

/// <summary>What can be wrong with a workload's declaration.</summary>
internal static class WorkloadChecks
{
    private const string Marks = "-_.";

    /// <summary>Names that break test filters, and names that are declared twice.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="path">The lists above it, which the messages name.</param>
    public static IEnumerable<Problem> Of(Workload workload, IReadOnlyList<string> path)
    {
        var place = Place(path);
        if (workload.Refusal is { } refusal)
            yield return Error(ProblemCodes.UnusableWork, $"the workload {MessageText.Quote(workload.Name)}{place} {InOneSentence(refusal)}");
        if (!IsName(workload.Name, "/"))
            yield return BadName("workload", workload.Name, "/", place);
        foreach (var name in workload.Measures.Select(measure => measure.Name).Where(name => !IsName(name, "")))
            yield return BadName("measure", name, "", $" of workload {MessageText.Quote(workload.Name)}");
        foreach (var name in workload.Parameters.Select(parameter => parameter.Name).Where(name => !IsName(name, "")))
            yield return BadName("parameter", name, "", $" of workload {MessageText.Quote(workload.Name)}");
        foreach (var name in Repeated(workload.Info.Measures.Select(measure => measure.Name)))
        {
            yield return Error(ProblemCodes.DuplicateMember, Measure.BuiltIn.Any(measure => measure.Name.Equals(name, StringComparison.Ordinal))
                ? $"the workload {MessageText.Quote(workload.Name)} declares the measure {MessageText.Quote(name)}, which every workload has; rename it"
                : $"the workload {MessageText.Quote(workload.Name)} declares the measure {MessageText.Quote(name)} twice; rename one of them");
        }

        foreach (var name in Repeated(workload.Parameters.Select(parameter => parameter.Name)))
            yield return Error(ProblemCodes.DuplicateMember, $"the workload {MessageText.Quote(workload.Name)} declares the parameter {MessageText.Quote(name)} twice; rename one of them");
    }

    /// <summary>The problem of a second workload of one name.</summary>
    public static Problem Twice(string name, IReadOnlyList<string> path, IReadOnlyList<string> first) => Error(
        ProblemCodes.DuplicateWorkload,
        $"two workloads are named {MessageText.Quote(name)}{(path.SequenceEqual(first, StringComparer.Ordinal) ? Place(path) : $", one{Place(first)} and one{Place(path)}")}; rename one of them, because metrics are named after their workload");

    /// <summary>A name that may be used, made of one that may not; null where nothing of it is left.</summary>
    /// <param name="name">The name.</param>
    /// <param name="more">Marks that the name may have beside letters, digits and <c>- _ .</c>.</param>
    public static string? Proposal(string name, string more)
    {
        var proposal = new StringBuilder();
        foreach (var rune in name.ToLowerInvariant().EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || (Marks + more).Contains(rune.ToString(), StringComparison.Ordinal))
                proposal.Append(rune.ToString());
            else if (proposal.Length > 0 && proposal[^1] is not '-')
                proposal.Append('-');
        }

        var parts = proposal.ToString().Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Trim('-')).Where(part => part.Length > 0);
        return string.Join('/', parts) is { Length: > 0 } result ? result : null;
    }

    private static bool IsName(string name, string more) =>
        name.Length > 0
        && name.EnumerateRunes().All(rune => Rune.IsLetterOrDigit(rune) || (Marks + more).Contains(rune.ToString(), StringComparison.Ordinal))
        && name.Split('/').All(part => part.Length > 0);

    private static Problem BadName(string kind, string name, string more, string place)
    {
        var rule = more.Length is 0 ? "letters, digits and - _ ." : "letters, digits and - _ ., with / between parts";
        return Error(ProblemCodes.InvalidCodeName, $"the {kind} name {MessageText.Quote(name)}{place} breaks test filters; use {rule}{(Proposal(name, more) is { } proposal ? $", such as {MessageText.Quote(proposal)}" : "")}");
    }

    private static IEnumerable<string> Repeated(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);

    private static string InOneSentence(string sentences) =>
        string.Join("; ", sentences.TrimEnd('.').Split(". ").Select((part, i) => i is 0 ? part : char.ToLowerInvariant(part[0]) + part[1..]));

    private static string Place(IReadOnlyList<string> path) => path.Count is 0 ? "" : $" in the list {MessageText.Quote(string.Join('/', path))}";

    private static Problem Error(string code, string message) => new(code, IsError: true, message, Where: null);
}
