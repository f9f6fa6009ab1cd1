using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Text;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>Writes reports of a stored run; measures nothing.</summary>
internal static class ReportVerb
{
    public static async Task<ExitCode> Execute(Invocation invocation, string path)
    {
        var console = invocation.Console;
        if (invocation.Options.Reports.Count is 0)
        {
            console.WriteLine($"error: say what to write, such as: report {StartFolder.Shown(path)} --html report.html");
            return ExitCode.Invalid;
        }

        if (!invocation.TryReadResults(path, out var results))
            return ExitCode.Invalid;
        var (run, problem) = StoredRun.Of(results, invocation.Registry, invocation.Commands);
        if (run is null)
        {
            console.WriteLine($"error: {StartFolder.Shown(path)}: {problem}");
            return ExitCode.Invalid;
        }

        if (await RunOutputs.Open(invocation) is not { } outputs)
            return ExitCode.Invalid;
        if (!await outputs.WriteStored(run))
            return ExitCode.Errored;
        foreach (var order in invocation.Options.Reports)
            console.WriteLine($"{StartFolder.Shown(order.Path)}: {Words.Tally(run.Result)}");
        return ExitCode.Passed;
    }
}
