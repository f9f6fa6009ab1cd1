using PerfSpecs.Reports;
using PerfSpecs.Running;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>Judges the selected specs, or lists them.</summary>
internal static class RunVerb
{
    public static async Task<ExitCode> Execute(Invocation invocation)
    {
        var options = invocation.Options;
        var file = SuiteFile.Load(options.Specs, invocation.Registry);
        ProblemReport.Write(invocation.Console, file);
        if (!file.IsUsable)
            return ExitCode.Invalid;
        var started = TimeProvider.System.GetLocalNow();
        var plan = RunPlan.Of(file, invocation.Registry, options.Selection, options.Seed, DateOnly.FromDateTime(started.Date));
        if (options.List)
            return List(invocation.Console, plan);
        if (plan.Specs.Count is 0)
        {
            invocation.Console.MarkupLine($"Nothing is selected: {RunPlan.All(file, invocation.Registry).Count} specs in {Markup.Escape(file.Path)}, and none matches. Say --list-tests to see them all.");
            return ExitCode.NothingJudged;
        }

        var environment = RunEnvironment.Of(SpecConsole.Program);
        var report = new ConsoleReport(invocation.Console, new ConsoleStyle(invocation.IsLive, options.Debug, options.Summary, invocation.Again), environment);
        var result = await report.Show(Suite.Run(plan, invocation.Registry, invocation.CancellationToken));
        if (options.Json is { } path)
            ResultsFile.Of(result, environment, started).Write(path);
        return ExitCodes.Of(result, options.Strict);
    }

    private static ExitCode List(IAnsiConsole console, RunPlan plan)
    {
        foreach (var spec in plan.Specs)
            console.WriteLine(spec.SetAside is { } aside ? $"{spec.FullName}  ({aside.Reason})" : spec.FullName);
        return plan.Specs.Count is 0 ? ExitCode.NothingJudged : ExitCode.Passed;
    }
}
