using PerfSpecs.Environments;
using PerfSpecs.Judging;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using PerfSpecs.Text;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>Judges the suite, then again what changed whenever the specs file is saved: from the stored samples at once, then afresh.</summary>
internal static class WatchVerb
{
    /// <summary>Editors write a file in several steps; it is read when it has been still for so long.</summary>
    private static readonly TimeSpan Still = TimeSpan.FromMilliseconds(200);

    public static async Task<ExitCode> Execute(Invocation invocation)
    {
        var known = new Dictionary<string, (Spec Spec, IReadOnlyList<double> Values)>(StringComparer.Ordinal);
        var path = SuiteFile.Load(invocation.Options.Specs, invocation.Registry).Path;
        using var saved = new SemaphoreSlim(1);
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(StartFolder.Full(path))!, Path.GetFileName(path));
        watcher.Changed += (_, _) => Tell(saved);
        watcher.Created += (_, _) => Tell(saved);
        watcher.Renamed += (_, _) => Tell(saved);
        watcher.EnableRaisingEvents = true;
        try
        {
            while (true)
            {
                await saved.WaitAsync(invocation.CancellationToken);
                await Task.Delay(Still, invocation.CancellationToken);
                await invocation.WithPlan(plan => Judge(invocation, plan, known));
                invocation.Console.WriteLine($"watching {path}; Ctrl-C ends");
            }
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Cancelled;
        }
    }

    private static async Task<ExitCode> Judge(Invocation invocation, RunPlan plan, Dictionary<string, (Spec Spec, IReadOnlyList<double> Values)> known)
    {
        var changed = plan.Specs.Where(planned => !known.TryGetValue(planned.Spec.Id, out var before) || !IsSame(before.Spec, planned.Spec)).ToList();
        if (changed.Count is 0)
            return ExitCode.Passed;
        foreach (var planned in changed)
        {
            if (known.TryGetValue(planned.Spec.Id, out var before) && before.Values.Count > 0 && string.Equals(before.Spec.Metric, planned.Spec.Metric, StringComparison.Ordinal))
                invocation.Console.WriteLine($"  {planned.Spec.Id}: {Words.Name(SpecJudge.Derive(planned.Spec, plan.FailError, before.Values).Verdict)} by the samples of before, \"{planned.Spec.Target}\"");
        }

        var style = new ConsoleStyle(invocation.IsLive, invocation.Options.Debug, invocation.Options.Summary, invocation.Commands);
        var report = new ConsoleReport(invocation.Console, style, RunEnvironment.Of(SpecConsole.Program));
        var run = await report.Show(Suite.Run(plan with { Specs = changed }, invocation.Registry, WorkerCommand.Of(SpecConsole.Program), invocation.CancellationToken));
        foreach (var result in run.Results)
            known[result.Spec.Spec.Id] = (result.Spec.Spec, result.Judgement.Values);
        return ExitCodes.Of(run, invocation.Options.Strict);
    }

    // Where a spec stands in its file does not change what it says.
    private static bool IsSame(Spec one, Spec other) =>
        one.Target == other.Target && one.Samples == other.Samples && one.Confidence.Equals(other.Confidence) && one.Launches == other.Launches && one.Stride == other.Stride
        && one.Stop == other.Stop && one.Warmup == other.Warmup && one.Max.Equals(other.Max) && one.Timeout == other.Timeout && one.Severity == other.Severity
        && string.Equals(one.Metric, other.Metric, StringComparison.Ordinal) && string.Equals(one.Reference, other.Reference, StringComparison.Ordinal)
        && string.Equals(one.Skip, other.Skip, StringComparison.Ordinal) && one.Quarantine == other.Quarantine && one.Focus == other.Focus;

    private static void Tell(SemaphoreSlim saved)
    {
        if (saved.CurrentCount is 0)
            saved.Release();
    }
}
