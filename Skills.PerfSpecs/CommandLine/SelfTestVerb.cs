using System.Globalization;
using PerfSpecs.Judging;
using PerfSpecs.Reports;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using PerfSpecs.Statistics;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>Tests the tests: records samples of each spec, and asks what it would do if they stood beyond its target.</summary>
internal static class SelfTestVerb
{
    /// <summary>How often a declared regression must be caught.</summary>
    private const double Wanted = 0.9;

    public static Task<ExitCode> Execute(Invocation invocation) => invocation.WithPlan(async plan =>
    {
        var style = new ConsoleStyle(invocation.IsLive, invocation.Options.Debug, invocation.Options.Summary, invocation.Commands);
        var report = new ConsoleReport(invocation.Console, style, RunEnvironment.Of(SpecConsole.Program));
        var result = await report.Show(Suite.Run(plan, invocation.Registry, WorkerCommand.Of(SpecConsole.Program), invocation.CancellationToken));
        if (result.IsCancelled)
            return ExitCode.Cancelled;
        var replayed = Test(invocation.Console, result);
        return invocation.Options.Live && await Live(invocation, result) is ExitCode.Failed ? ExitCode.Failed : replayed;
    });

    private static async Task<ExitCode> Live(Invocation invocation, RunResult run)
    {
        var console = invocation.Console;
        console.WriteLine();
        console.WriteLine("Live, with the workload really made worse until it stands that far beyond the target:");
        var (tested, missed) = (0, 0);
        var width = run.Results.Max(result => result.Spec.Spec.Id.Length);
        foreach (var result in run.Results.Where(result => result.Judgement.Values.Count > 0))
        {
            var spec = result.Spec.Spec;
            var outcome = await LiveTest.Of(result, run.Plan, invocation.Registry, spec.Catches ?? Replay.DefaultCatches, invocation.CancellationToken);
            tested += outcome.Result is null ? 0 : 1;
            missed += outcome.Result is { Judgement.Verdict: not Verdict.Fail } ? 1 : 0;
            console.WriteLine($"  {spec.Id.PadRight(width)}  {Format.Factor(outcome.Factor)}  {Words(outcome)}");
        }

        console.WriteLine(missed is 0 ? $"{tested} specs noticed it." : $"{missed} of {tested} specs did not notice it.");
        return missed is 0 ? ExitCode.Passed : ExitCode.Failed;
    }

    private static string Words(LiveOutcome outcome) => outcome.Result is { } result
        ? $"{(result.Judgement.Verdict is Verdict.Fail ? "caught" : $"NOT CAUGHT ({result.Judgement.Verdict.ToString().ToLowerInvariant()})")} after {result.Judgement.Values.Count} samples in {Format.Seconds(result.Elapsed)}"
        : outcome.Omitted!;

    private static ExitCode Test(IAnsiConsole console, RunResult run)
    {
        var table = new Table().Border(TableBorder.None).AddColumns(["spec", "shape", .. Replay.Factors.Select(factor => Format.Factor(factor)), "must catch", ""]);
        foreach (var column in table.Columns)
            column.NoWrap().PadRight(2);
        var (tested, weak) = (0, 0);
        foreach (var result in run.Results.Where(result => result.Judgement.Values.Count > 0))
        {
            var (spec, values) = (result.Spec.Spec, result.Judgement.Values);
            if (Replay.At(spec, run.Plan.FailError, values, spec.Catches ?? Replay.DefaultCatches) is not { } declared)
                continue;
            var replays = Replay.Factors.Select(factor => Replay.At(spec, run.Plan.FailError, values, factor)!).ToList();
            var verdict = replays[0].Fails > run.Plan.FailError ? "alarms too often" : declared.Fails < Wanted ? "misses it" : "ok";
            tested++;
            weak += verdict is "ok" ? 0 : 1;
            table.AddRow([new Text(spec.Id), new Text($"n={values.Count}"), .. replays.Select(Cell), new Text(Format.Factor(declared.Factor)), new Text(verdict)]);
        }

        console.WriteLine();
        console.WriteLine("Fails in percent (mean samples) if the samples' shape stood at so many times the target:");
        console.Write(table);
        console.WriteLine(weak is 0
            ? $"{tested} specs catch what they declare in nine of ten runs, and alarm at their target in at most {Format.Percent(run.Plan.FailError)}."
            : $"{weak} of {tested} specs do not do what they declare: give them more samples, or declare less by \"catches\".");
        return tested is 0 ? ExitCode.NothingJudged : weak is 0 ? ExitCode.Passed : ExitCode.Failed;
    }

    private static Text Cell(Replay replay) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{replay.Fails * 100:0.##} ({replay.ExpectedSamples:0})"));
}
