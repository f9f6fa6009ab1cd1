using PerfSpecs.Reports;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>Judges the selected specs, or lists them.</summary>
internal static class RunVerb
{
    public static Task<ExitCode> Execute(Invocation invocation) => invocation switch
    {
        { Options.List: true } => invocation.WithPlan(plan => List(invocation.Console, plan)),
        { Options.DryRun: true } => PlanVerb.Execute(invocation, stored: null),
        _ => invocation.WithPlan(plan => Judge(invocation, plan)),
    };

    private static async Task<ExitCode> Judge(Invocation invocation, RunPlan plan)
    {
        var options = invocation.Options;
        if (RunOutputs.Open(invocation) is not { } outputs)
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

        var report = new ConsoleReport(invocation.Console, new ConsoleStyle(invocation.IsLive, options.Debug, options.Summary, invocation.Again), environment);
        var result = await report.Show(Suite.Run(plan, invocation.Registry, WorkerCommand.Of(SpecConsole.Program), invocation.CancellationToken));
        var written = await outputs.Write(new FinishedRun(result, environment, started, invocation.Again, options.Strict || plan.Suite.InconclusiveFails));
        var code = ExitCodes.Of(result, options.Strict);
        return written || code is not ExitCode.Passed ? code : ExitCode.Errored;
    }

    private static Task<ExitCode> List(IAnsiConsole console, RunPlan plan)
    {
        foreach (var spec in plan.Specs)
            console.WriteLine(spec.SetAside is { } aside ? $"{spec.FullName}  ({aside.Reason})" : spec.FullName);
        return Task.FromResult(ExitCode.Passed);
    }
}
