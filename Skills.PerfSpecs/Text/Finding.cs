using PerfSpecs.Running;

namespace PerfSpecs.Text;

/// <summary>
/// What a result is shown as: its verdict, except that a broken budget which does not fail the run has a word of its own. In the order of a tally.
/// </summary>
public enum Finding
{
    /// <summary>The target is kept.</summary>
    Pass,

    /// <summary>The target is not kept, and that fails the run.</summary>
    Fail,

    /// <summary>The workload failed.</summary>
    Error,

    /// <summary>The target is not kept, and the spec's severity is <c>warning</c>.</summary>
    Warning,

    /// <summary>The target is not kept, and the spec's severity is <c>info</c>.</summary>
    Info,

    /// <summary>Nothing is certain at the cap.</summary>
    Inconclusive,

    /// <summary>The machine was too disturbed to measure.</summary>
    Unfit,

    /// <summary>Set aside for a while.</summary>
    Quarantined,

    /// <summary>Not judged, for a stated reason.</summary>
    Skipped,
}

/// <summary>Finds what a result is shown as; every writer counts and names results by it.</summary>
public static class Findings
{
    /// <summary>What a result is shown as.</summary>
    public static Finding Of(SpecResult result) => (result.Judgement.Verdict, result.Spec.Spec.Severity) switch
    {
        (Verdict.Pass, _) => Finding.Pass,
        (Verdict.Fail, Severity.Warning) => Finding.Warning,
        (Verdict.Fail, Severity.Info) => Finding.Info,
        (Verdict.Fail, _) => Finding.Fail,
        (Verdict.Error, _) => Finding.Error,
        (Verdict.Unfit, _) => Finding.Unfit,
        (Verdict.Quarantined, _) => Finding.Quarantined,
        (Verdict.Skipped, _) => Finding.Skipped,
        _ => Finding.Inconclusive,
    };

    /// <summary>Its word for classes, labels and titles, such as <c>fail</c> or <c>warning</c>.</summary>
    public static string Word(this Finding finding) => finding.ToString().ToLowerInvariant();

    /// <summary>What happened to a spec, such as <c>passed</c>; behind a number as well.</summary>
    public static string Name(this Finding finding) => finding switch
    {
        Finding.Pass => "passed",
        Finding.Fail => "failed",
        Finding.Error => "errored",
        _ => finding.Word(),
    };

    /// <summary>A number of specs with what happened to them, such as <c>3 failed</c> or <c>2 warnings</c>.</summary>
    public static string Count(this Finding finding, int count) =>
        FormattableString.Invariant($"{count} {finding.Name()}{(finding is Finding.Warning && count is not 1 ? "s" : "")}");
}
