using System.Globalization;
using PerfSpecs.Environments;
using PerfSpecs.Judging;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using PerfSpecs.Statistics;
using PerfSpecs.Text;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>Tests the tests: records samples of each spec, and asks what it would do if its code became slower than that.</summary>
internal static class SelfTestVerb
{
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
        console.WriteLine("Live, with the workload really made so many times worse than today:");
        var (tested, missed) = (0, 0);
        var width = run.Results.Max(result => result.Spec.Spec.Id.Length);
        foreach (var result in run.Results.Where(result => result.Judgement.Values.Count > 0))
        {
            var spec = result.Spec.Spec;
            var outcome = await LiveTest.Of(result, run.Plan, invocation.Registry, LiveFactor(result), invocation.CancellationToken);
            tested += outcome.Result is null ? 0 : 1;
            missed += outcome.Result is { Judgement.Verdict: not Verdict.Fail } ? 1 : 0;
            console.WriteLine($"  {spec.Id.PadRight(width)}  {Format.Factor(outcome.Factor)}  {Words(outcome)}");
        }

        console.WriteLine(missed is 0 ? $"{tested} specs noticed it." : $"{missed} of {tested} specs did not notice it.");
        return missed is 0 ? ExitCode.Passed : ExitCode.Failed;
    }

    // Where nothing is declared, twice what the pass notices: a far target can only show that way that it fails at all.
    private static double LiveFactor(SpecResult result) =>
        result.Spec.Spec.Catches ?? Math.Max(Replay.DefaultCatches, 2 * (result.Judgement.Notices ?? 1));

    private static string Words(LiveOutcome outcome) => outcome.Result is { } result
        ? $"{(result.Judgement.Verdict is Verdict.Fail ? "caught" : $"NOT CAUGHT ({result.Judgement.Verdict.ToString().ToLowerInvariant()})")} after {result.Judgement.Values.Count} samples in {Format.Seconds(result.Elapsed)}"
        : outcome.Omitted!;

    private static ExitCode Test(IAnsiConsole console, RunResult run)
    {
        var table = new Table().Border(TableBorder.None).AddColumns(["spec", "shape", .. Replay.Factors.Select(factor => Format.Factor(factor)), "must notice", ""]);
        foreach (var column in table.Columns)
            column.NoWrap().PadRight(2);
        var (tested, missed, weak) = (0, 0, 0);
        foreach (var result in run.Results.Where(result => result.Judgement.Values.Count > 0))
        {
            var (spec, values) = (result.Spec.Spec, result.Judgement.Values);
            if (Replay.At(spec, run.Plan.FailError, values, spec.Catches ?? Replay.DefaultCatches) is not { } declared)
                continue;
            var replays = Replay.Factors.Select(factor => Replay.At(spec, run.Plan.FailError, values, factor)!).ToList();
            var isMissed = declared.Fails < Power.Promised;
            tested++;
            missed += isMissed && spec.Catches is not null ? 1 : 0;
            weak += isMissed && spec.Catches is null ? 1 : 0;
            table.AddRow([new Spectre.Console.Text(spec.Id), new Spectre.Console.Text($"n={values.Count}"), .. replays.Select(Cell), new Spectre.Console.Text(Format.Factor(declared.Factor)), new Spectre.Console.Text(!isMissed ? "ok" : spec.Catches is null ? "weak" : "misses it")]);
        }

        console.WriteLine();
        console.WriteLine("Fails in percent, at least (mean samples), if the code became so many times slower than it was measured now:");
        console.Write(table);
        console.WriteLine(missed is 0
            ? $"{tested - weak} of {tested} specs notice what they must in nine of ten runs; each fails wrongly in at most {Format.Percent(run.Plan.FailError)}."
            : $"{missed} of {tested} specs miss the slowdown that their \"catches\" names: give them a tighter target (calibrate proposes one), more samples, or a larger \"catches\".");
        if (weak > 0)
            console.WriteLine($"{weak} are weak: they could miss a doubling of today's value, and state no \"catches\" that would make that an error.");
        return tested is 0 ? ExitCode.NothingJudged : missed is 0 ? ExitCode.Passed : ExitCode.Failed;
    }

    private static Spectre.Console.Text Cell(Replay replay) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{replay.Fails * 100:0.##} ({replay.ExpectedSamples:0})"));
}
