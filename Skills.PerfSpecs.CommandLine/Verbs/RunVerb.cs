using PerfSpecs.Environments;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>Judges the selected specs, or lists them.</summary>
internal static class RunVerb
{
    public static Task<ExitCode> Execute(Invocation invocation) => invocation switch
    {
        { Options.List: true } => invocation.WithPlan(plan => List(invocation, plan)),
        { Options.Profile: { } id } => ProfileVerb.Execute(invocation, id),
        { Options.DryRun: true } => PlanVerb.Execute(invocation, stored: null),
        _ => invocation.WithPlan(plan =>
            invocation.Options.FailsOnFocus && Focused(invocation, plan) ? Task.FromResult(ExitCode.Invalid) :
            invocation.Options.Stress is { } stress ? StressRun.Execute(invocation, plan, stress) :
            Judge(invocation, plan with { IsSequenced = invocation.Options.Sequenced })),
    };

    private static async Task<ExitCode> Judge(Invocation invocation, RunPlan plan)
    {
        var options = invocation.Options;
        if (await RunOutputs.Open(invocation) is not { } outputs)
            return ExitCode.Invalid;
        var started = TimeProvider.System.GetLocalNow();
        var environment = RunEnvironment.Of(SpecConsole.Program);
        if (options.Extend is { } earlier)
        {
            if (!invocation.TryReadResults(earlier, out var results))
                return ExitCode.Invalid;
            (plan, var anew) = Extension.Of(plan, results, environment);
            if (anew.Count > 0)
                invocation.Console.WriteLine($"note: not continued, because the spec, the machine or the runtime is another one now: {string.Join(", ", anew)}");
        }

        var report = new ConsoleReport(invocation.Console, new ConsoleStyle(invocation.IsLive, options.Debug, options.Summary || options.SummaryLocation, invocation.Commands) { ShowsLocations = options.SummaryLocation, JoinWith = options.JoinWith }, environment);
        var result = await report.Show(Suite.Run(plan, invocation.Registry, WorkerCommand.Of(SpecConsole.Program), invocation.CancellationToken));
        var written = await outputs.Write(new FinishedRun(result, environment, started, invocation.Commands, options.Strict || plan.Suite.InconclusiveFails));
        var code = ExitCodes.Of(result, options.Strict);
        return written || code is not ExitCode.Passed ? code : ExitCode.Errored;
    }

    /// <summary>Whether anything is focused, which is then named: left in by mistake, a focus would let everything else pass unseen.</summary>
    private static bool Focused(Invocation invocation, RunPlan plan)
    {
        var focused = plan.Specs.Where(spec => spec.Spec.Focus || invocation.Registry[spec.Spec.Workload].IsFocused).ToList();
        foreach (var spec in focused)
            invocation.Console.WriteLine($"error: {spec.Spec.Id} is focused{(spec.Spec.Where is { } where ? $" in {where}" : "")}; remove the focus, or say --fail-on-focused-tests false.");
        return focused.Count > 0;
    }

    private static Task<ExitCode> List(Invocation invocation, RunPlan plan)
    {
        foreach (var spec in plan.Specs)
        {
            var name = spec.NameJoinedBy(invocation.Options.JoinWith);
            invocation.Console.WriteLine(spec.SetAside is { } aside ? $"{name}  ({aside.Reason})" : name);
        }

        return Task.FromResult(ExitCode.Passed);
    }
}
