using Perfolizer.Mathematics.Common;
using PerfSpecs.Proposals;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Text;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>Proposes tighter targets from a history of runs; never a looser one, and never without being asked to.</summary>
internal static class RatchetVerb
{
    public static Task<ExitCode> Execute(Invocation invocation, TargetRequest request) => invocation.WithPlan(selected =>
    {
        if (!PatchOutput.IsPossible(invocation, selected.File, request))
            return Task.FromResult(ExitCode.Invalid);
        var (runs, problem) = Read(request.Results);
        if (runs is null)
        {
            invocation.Console.WriteLine($"error: {problem}");
            return Task.FromResult(ExitCode.Invalid);
        }

        var plan = Promises.LeftAlone(invocation, selected);
        return Task.FromResult(plan.Specs.Count is 0 ? ExitCode.NothingJudged : Propose(invocation, request, plan, runs));
    });

    private static (StoredRuns? Runs, string? Problem) Read(IReadOnlyList<string> paths)
    {
        if (paths.Count < Ratchet.Window)
            return (null, FormattableString.Invariant($"ratchet needs the results of at least {Ratchet.Window} different runs, and got {paths.Count}: what fewer show can be luck, and a target that follows luck fails on the next ordinary run. Collect them with --json FILE."));
        var (runs, problem) = StoredRuns.Read(paths);
        if (runs is null)
            return (null, problem);
        var differences = runs.Differences();
        return differences.Count is 0
            ? (runs, null)
            : (null, $"the runs do not compare, since they differ in their {string.Join("; ", differences)}. Give runs of one machine and one build.");
    }

    private static ExitCode Propose(Invocation invocation, TargetRequest request, RunPlan plan, StoredRuns runs)
    {
        var console = invocation.Console;
        var entries = TargetEntry.Of(plan);
        var width = entries.Max(entry => entry.Name.Length);
        var changes = new List<TargetChange>();
        var judged = 0;
        console.WriteLine(FormattableString.Invariant($"The level that the newest {Ratchet.Window} of {runs.Runs.Count} runs sustained:"));
        foreach (var entry in entries)
        {
            var histories = entry.Specs.Select(spec => Intervals(runs, spec, plan.FailError)).ToList();
            var ratchet = Ratchet.Of(entry.Spec.Target, histories, request.Factor ?? Ratchet.DefaultHeadroom);
            console.WriteLine($"  {entry.Name.PadRight(width)}  {new TargetWords(entry.Spec).Of(ratchet)}");
            judged += ratchet is Ratchet.Unsustained ? 0 : 1;
            if (ratchet is Ratchet.Tightens tightens)
                changes.Add(new TargetChange(entry.Specs, tightens.Target));
        }

        if (!PatchOutput.Write(invocation, plan.File, request, changes))
            return ExitCode.Errored;
        return judged is 0 ? ExitCode.NothingJudged : ExitCode.Passed;
    }

    private static IReadOnlyList<ConfidenceInterval> Intervals(StoredRuns runs, Spec spec, double failError)
    {
        var recorded = runs.Samples(spec);
        return [.. recorded.Runs.Select(values => MeasuredLevel.Of(recorded.Spec, failError, values).Interval).OfType<ConfidenceInterval>()];
    }
}
