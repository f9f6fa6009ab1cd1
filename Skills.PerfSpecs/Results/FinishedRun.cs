using PerfSpecs.Environments;
using PerfSpecs.Running;
using PerfSpecs.Text;

namespace PerfSpecs.Results;

/// <summary>A run with everything that a report tells of it.</summary>
/// <param name="Result">What the run came to.</param>
/// <param name="Environment">Where it ran.</param>
/// <param name="Started">When it began.</param>
/// <param name="Commands">What a reader may want to say next.</param>
/// <param name="InconclusiveFails">Whether an inconclusive verdict fails the run.</param>
public sealed record FinishedRun(RunResult Result, RunEnvironment Environment, DateTimeOffset Started, Commands Commands, bool InconclusiveFails)
{
    /// <summary>What was measured before this run, where it is kept, and by it; the oldest run first.</summary>
    public IReadOnlyList<HistoryRecord> History { get; init; } = [];

    /// <summary>What formats say that know no cancelled run.</summary>
    internal const string CancelledText = "The run was cancelled. What was measured until then is reported; the other specs are not judged.";

    /// <summary>The commit that was measured; null where it is not known.</summary>
    public string? Commit { get; init; }

    /// <summary>The version of the tool that judged it.</summary>
    public string Tool { get; init; } = Results.Tool.Version;

    /// <summary>What a result means to a build, which knows fewer words than there are verdicts; agrees with the exit code.</summary>
    public Outcome OutcomeOf(SpecResult result)
    {
        var counts = result.Spec.Spec.Severity is Severity.Error;
        return result.Judgement.Verdict switch
        {
            Verdict.Pass => Outcome.Passed,
            Verdict.Error => Outcome.Errored,
            Verdict.Fail => counts ? Outcome.Failed : Outcome.Warned,
            // A build must not take a run that somebody ended for one that merely found nothing certain.
            Verdict.Inconclusive when Result.IsCancelled && result.Judgement.Cause is Judging.Cause.CutShort => Outcome.Errored,
            Verdict.Inconclusive => counts && InconclusiveFails ? Outcome.Failed : Outcome.Undecided,
            Verdict.Unfit => Outcome.Undecided,
            _ => Outcome.Skipped,
        };
    }

    /// <summary>What a person should know of a result; see <see cref="Explanation"/>.</summary>
    /// <param name="result">The result.</param>
    /// <param name="isMonospaced">Whether the reader's letters have one width, as a picture needs.</param>
    public IEnumerable<string> Explain(SpecResult result, bool isMonospaced = true) => Explanation.Lines(result, Result.Plan.Seed, Commands, isMonospaced);
}

/// <summary>What a result means to a build.</summary>
public enum Outcome
{
    /// <summary>The target is kept.</summary>
    Passed,

    /// <summary>The run fails by it.</summary>
    Failed,

    /// <summary>The target is not kept, and the spec's severity lets the run go on.</summary>
    Warned,

    /// <summary>The workload failed.</summary>
    Errored,

    /// <summary>Nothing is certain: inconclusive, or the machine was unfit.</summary>
    Undecided,

    /// <summary>Not judged, for a stated reason.</summary>
    Skipped,
}
