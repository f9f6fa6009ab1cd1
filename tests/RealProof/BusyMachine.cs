using System.Diagnostics;
using System.Globalization;
using System.Text;
using PerfSpecs;
using PerfSpecs.Running;
using PerfSpecs.SpecFiles;
using PerfSpecs.Text;
using static PerfSpecs.Dsl;

namespace RealProof;

/// <summary>What a machine that others use does to the verdicts on unchanged code, and what code does that uses the machine itself. Needs Linux with <c>taskset</c>.</summary>
internal static class BusyMachine
{
    public const string Pinned = "pinned";
    private const int Loops = 8;
    private const int Longest = 1_800;
    private static readonly Verdict[] Verdicts = [Verdict.Pass, Verdict.Fail, Verdict.Inconclusive, Verdict.Unfit, Verdict.Error];

    /// <summary>Runs everything and shows the table; returns 1 where something happened that must not.</summary>
    public static async Task<int> Prove(string? path)
    {
        var text = new StringBuilder();
        text.Append("# Verdicts on a busy machine\n\nWritten by `make prove-machine`: whole suites of one spec, the target 1.25 times the processor time of the work. The code never\n");
        text.Append("changes, so a fail is wrong. Work that uses every processor itself must not be unfit, unless other programs use them too.\n\n");
        text.Append(CultureInfo.InvariantCulture, $".NET {Environment.Version}, {Environment.ProcessorCount} cores.\n\n");
        text.Append("| what | runs | pass | fail | inconclusive | unfit | error | processors that others used | time waited |\n|---|---|---|---|---|---|---|---|---|\n");
        var pinned = await InPinnedProcess();
        var own = await Runs("work on every processor", Trials.Of(20), OnEveryProcessor, 3);
        text.Append(pinned).Append('\n').Append(own.Row).Append('\n');
        Console.Write(text);
        if (path is not null)
            await File.WriteAllTextAsync(path, text.ToString());
        return pinned.Contains("| FAIL", StringComparison.Ordinal) || own.Failed ? 1 : 0;
    }

    /// <summary>The part that runs on a single core, with eight loops beside it.</summary>
    public static async Task<int> ProveOnOneCore()
    {
        var loops = Start();
        try
        {
            var (row, failed) = await Runs("one core, eight busy loops on it", Trials.Of(20), OnOneProcessor, 1.25);
            Console.WriteLine(row);
            return failed ? 1 : 0;
        }
        finally
        {
            foreach (var loop in loops)
                Stop(loop);
        }
    }

    private static async Task<(string Row, bool Failed)> Runs(string what, int runs, Action work, double headroom)
    {
        var target = ProcessorTime(work) * headroom;
        var (verdicts, foreign, delay) = (new List<Verdict>(), 0.0, 0.0);
        var registry = new Registry(workload("work", _ => work()));
        var spec = new Spec { Id = "work", Metric = "work/duration", Target = P95 < target.Nanoseconds, Samples = 200 };
        for (var run = 0; run < runs; run++)
        {
            var plan = RunPlan.Of(new SpecFile("code", new SuiteSettings(), [spec], []), registry, Selection.All, seed: run, DateOnly.MaxValue);
            await foreach (var happened in Suite.Run(plan, registry))
            {
                if (happened is not RunEvent.Completed { Result: var result })
                    continue;
                verdicts.Add(result.Results[0].Judgement.Verdict);
                foreign += result.Machine.Foreign ?? double.NaN;
                delay += result.Machine.Delay ?? 0;
                await Console.Error.WriteLineAsync($"{what}: {Words.Sentence(result.Results[0])}");
            }
        }

        var counts = Verdicts.Select(verdict => verdicts.Count(v => v == verdict));
        return (string.Create(CultureInfo.InvariantCulture, $"| {what} | {runs} | {string.Join(" | ", counts)} | {foreign / runs:0 %} | {delay / runs:0 %} |"), verdicts.Contains(Verdict.Fail));
    }

    /// <summary>What the work costs a processor, in nanoseconds; other programs do not count.</summary>
    private static double ProcessorTime(Action work)
    {
        const int Runs = 200;
        for (var i = 0; i < Runs; i++)
            work();
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Runs; i++)
            work();
        return (Environment.CpuUsage.TotalTime - start).TotalNanoseconds / Runs;
    }

    // About a millisecond: shorter than the turn that the scheduler gives a loop, so that an interruption multiplies a sample.
    private static void OnOneProcessor() => Work.Times(100);

    private static void OnEveryProcessor() => Parallel.For(0, 4 * Environment.ProcessorCount, _ => Work.Times(20));

    private static async Task<string> InPinnedProcess()
    {
        List<string> again = ["-c", "0", Environment.ProcessPath!, .. Load.Arguments(Pinned)];
        using var process = Process.Start(new ProcessStartInfo("taskset", again) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Trim() + (process.ExitCode is 0 ? "" : "| FAIL");
    }

    // Through a shell that ends at once: a process that this program started itself would count as its own work.
    private static List<int> Start()
    {
        var script = $"for i in $(seq {Loops}); do timeout {Longest} sh -c 'while :; do :; done' >/dev/null 2>&1 & echo $!; done";
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return [.. shell.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
    }

    private static void Stop(int process)
    {
        using var kill = Process.Start("kill", process.ToString(CultureInfo.InvariantCulture));
        kill.WaitForExit();
    }
}
