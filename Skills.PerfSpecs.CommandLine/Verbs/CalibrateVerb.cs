using PerfSpecs.Environments;
using PerfSpecs.Proposals;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using PerfSpecs.Text;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>Proposes targets from measured samples: the loosest that slowed code fails and the same code passes. Changes the file only when asked to.</summary>
internal static class CalibrateVerb
{
    public static Task<ExitCode> Execute(Invocation invocation, TargetRequest request) => invocation.WithPlan(async selected =>
    {
        if (!PatchOutput.IsPossible(invocation, selected.File, request))
            return ExitCode.Invalid;
        var plan = Promises.LeftAlone(invocation, selected);
        if (plan.Specs.Count is 0)
            return ExitCode.NothingJudged;
        var (samples, code) = request.Results.Count > 0 ? Stored(invocation.Console, request.Results) : await Measured(invocation, plan);
        return samples is null ? code : Propose(invocation, request, plan, samples);
    });

    private static (Func<Spec, RecordedSamples>? Samples, ExitCode Code) Stored(IAnsiConsole console, IReadOnlyList<string> paths)
    {
        var (runs, problem) = StoredRuns.Read(paths);
        if (runs is null)
        {
            console.WriteLine($"error: {problem}");
            return (null, ExitCode.Invalid);
        }

        foreach (var doubt in runs.Runs.SelectMany(run => run.Environment.Doubts()).Distinct(StringComparer.Ordinal))
            console.WriteLine($"note: {doubt}");
        foreach (var difference in runs.Differences())
            console.WriteLine($"note: the runs differ in their {difference}; a target has to hold in all of them.");
        return (runs.Samples, ExitCode.Passed);
    }

    private static async Task<(Func<Spec, RecordedSamples>? Samples, ExitCode Code)> Measured(Invocation invocation, RunPlan plan)
    {
        if (await RunOutputs.Open(invocation) is not { } outputs)
            return (null, ExitCode.Invalid);
        var style = new ConsoleStyle(invocation.IsLive, invocation.Options.Debug, invocation.Options.Summary, invocation.Commands);
        var environment = RunEnvironment.Of(SpecConsole.Program);
        var started = TimeProvider.System.GetLocalNow();
        var result = await new ConsoleReport(invocation.Console, style, environment).Show(Suite.Run(plan with { Specs = [.. plan.Specs.Select(TakingAll)] }, invocation.Registry, WorkerCommand.Of(SpecConsole.Program), invocation.CancellationToken));
        await outputs.Write(new FinishedRun(result, environment, started, invocation.Commands, InconclusiveFails: false));
        if (result.IsCancelled)
            return (null, ExitCode.Cancelled);
        invocation.Console.WriteLine();
        return (spec => Fit(result, spec), ExitCode.Passed);
    }

    // A verdict that is certain early would leave few samples to choose a target from. An exact value is known after two.
    private static PlannedSpec TakingAll(PlannedSpec planned) =>
        planned.Spec.Target.Statistic is Statistic.Exact ? planned : planned with { Spec = planned.Spec with { Stop = StopRule.Never } };

    private static RecordedSamples Fit(RunResult result, Spec spec) => RecordedSamples.Of(
        spec,
        from measured in result.Results
        where string.Equals(measured.Spec.Spec.Id, spec.Id, StringComparison.Ordinal)
            && measured.Judgement.Verdict is Verdict.Pass or Verdict.Fail or Verdict.Inconclusive
            && measured.Judgement.Values.Count > 0
        select (measured.Judgement.Values, measured.Cap));

    private static ExitCode Propose(Invocation invocation, TargetRequest request, RunPlan plan, Func<Spec, RecordedSamples> samples)
    {
        var console = invocation.Console;
        var entries = TargetEntry.Of(plan);
        var width = entries.Max(entry => entry.Name.Length);
        var changes = new List<TargetChange>();
        var judged = 0;
        console.WriteLine($"The loosest targets that slowed code fails in 9 of 10 next runs, where unchanged code passes them in 99 of 100 (false alarms <= {Format.Percent(plan.Suite.FalseAlarmRate)} for the suite):");
        foreach (var entry in entries)
        {
            var aim = new CalibrationAim(request.Factor ?? entry.Spec.Catches ?? CalibrationAim.DefaultCatch, plan.FailError);
            var recorded = entry.Specs.Select(samples).ToList();
            var runs = recorded.Select(of => of.Runs).ToList();
            var spec = recorded[0].Spec;
            var calibration = Calibration.OfShared(spec, aim, runs);
            var remedy = calibration is Calibration.OutOfReach ? Remedy.Of(spec, aim, runs) : null;
            console.WriteLine($"  {entry.Name.PadRight(width)}  {new TargetWords(spec).Of(calibration, aim.Catch, runs.Min(of => of.Count), remedy)}");
            judged += calibration is Calibration.Unsuitable ? 0 : 1;
            if (calibration is Calibration.Found found && found.Target != entry.Spec.Target)
                changes.Add(new TargetChange(entry.Specs, found.Target));
        }

        if (request.Results.Count < 2)
            console.WriteLine("note: one run does not show how runs differ. These targets ASSUME a standard deviation of 5 % between runs for times and rates, and 1 % for bytes and counts. Keep three runs or more (calibrate --json FILE), then calibrate from all of them: that measures it.");
        if (!PatchOutput.Write(invocation, plan.File, request, changes))
            return ExitCode.Errored;
        return judged is 0 ? ExitCode.NothingJudged : ExitCode.Passed;
    }
}
