namespace PerfSpecs.Running;

/// <summary>
/// The exit code of the process. The gravest cause wins, in the order 70, 5, 2, 1, 4, 3, 6; a cancelled run exits with 130.
/// </summary>
public enum ExitCode
{
    /// <summary>Every judged spec passes, or is merely inconclusive where that only warns.</summary>
    Passed = 0,

    /// <summary>A spec failed its target.</summary>
    Failed = 1,

    /// <summary>A workload errored.</summary>
    Errored = 2,

    /// <summary>A spec is inconclusive, and that fails the run.</summary>
    Inconclusive = 3,

    /// <summary>The machine was unfit, and nothing is worse.</summary>
    Unfit = 4,

    /// <summary>specs.json or the command line is invalid; nothing was run.</summary>
    Invalid = 5,

    /// <summary>Nothing was selected, or nothing was judged.</summary>
    NothingJudged = 6,

    /// <summary>PerfSpecs itself is at fault; what to report is on standard error.</summary>
    InternalError = 70,

    /// <summary>The run was cancelled, by whatever signal; what was measured is reported and written.</summary>
    Cancelled = 130,
}

/// <summary>Finds a run's exit code.</summary>
public static class ExitCodes
{
    /// <summary>The exit code of a run.</summary>
    /// <param name="result">The run.</param>
    /// <param name="strict">Whether an inconclusive verdict fails the run although the suite only warns.</param>
    public static ExitCode Of(RunResult result, bool strict)
    {
        if (result.IsCancelled)
            return ExitCode.Cancelled;
        if (result.Results.Any(r => r.Judgement.Verdict is Verdict.Error))
            return ExitCode.Errored;
        var verdicts = result.Results
            .Where(r => r.Spec.Spec.Severity is Severity.Error)
            .Select(r => r.Judgement.Verdict)
            .ToHashSet();
        if (verdicts.Contains(Verdict.Fail))
            return ExitCode.Failed;
        if (verdicts.Contains(Verdict.Unfit))
            return ExitCode.Unfit;
        if (verdicts.Contains(Verdict.Inconclusive) && (strict || result.Plan.Suite.InconclusiveFails))
            return ExitCode.Inconclusive;
        return result.Results.Any(r => r.Judgement.Verdict is not (Verdict.Skipped or Verdict.Quarantined))
            ? ExitCode.Passed
            : ExitCode.NothingJudged;
    }
}
