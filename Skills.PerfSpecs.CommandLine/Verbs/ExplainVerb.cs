using PerfSpecs.Environments;
using PerfSpecs.Judging;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using PerfSpecs.Text;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>Explains one spec at length: judges it first, or reads what an earlier run stored.</summary>
internal static class ExplainVerb
{
    public static Task<ExitCode> Execute(Invocation invocation, string id, string? stored) =>
        (invocation with { Options = invocation.Options with { Selection = new Selection { Ids = [id] } } }).WithPlan(async plan =>
        {
            if (stored is not null)
                return Stored(invocation, plan, stored);
            var style = new ConsoleStyle(invocation.IsLive, Debug: false, Summary: false, invocation.Commands);
            var report = new ConsoleReport(invocation.Console, style, RunEnvironment.Of(SpecConsole.Program));
            var run = await report.Show(Suite.Run(plan, invocation.Registry, WorkerCommand.Of(SpecConsole.Program), invocation.CancellationToken));
            foreach (var result in run.Results)
                Show(invocation, result, plan.Seed);
            return ExitCodes.Of(run, invocation.Options.Strict);
        });

    private static ExitCode Stored(Invocation invocation, RunPlan plan, string path)
    {
        if (!invocation.TryReadResults(path, out var results))
            return ExitCode.Invalid;
        foreach (var planned in plan.Specs)
        {
            if (results.Specs.FirstOrDefault(record => string.Equals(record.Id, planned.Spec.Id, StringComparison.Ordinal)) is not { Values.Count: > 0 } record)
            {
                invocation.Console.WriteLine($"{StartFolder.Shown(path)} holds no samples of {planned.Spec.Id}.");
                return ExitCode.NothingJudged;
            }

            var spec = planned.Spec.IsCapStated ? planned.Spec : planned.Spec with { Samples = record.Cap };
            var judgement = SpecJudge.Repeat(spec, plan.FailError, record.Values);
            Show(invocation, StoredRun.WithFacts(record, planned, judgement), results.Seed);
        }

        return ExitCode.Passed;
    }

    private static void Show(Invocation invocation, SpecResult result, int seed)
    {
        var console = invocation.Console;
        console.WriteLine();
        console.WriteLine($"{Words.Symbol(result)} {result.Spec.Spec.Id}: {Findings.Of(result).Name()}");
        foreach (var (heading, lines) in Advice.Of(result, seed, invocation.Commands))
        {
            console.WriteLine();
            console.WriteLine(heading);
            foreach (var line in lines)
                console.WriteLine($"  {line}");
        }
    }
}
