using PerfSpecs.Environments;
using PerfSpecs.Judging;
using PerfSpecs.Proposals;
using PerfSpecs.Reports;
using PerfSpecs.Reports.Html;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using PerfSpecs.Sampling.Processors;
using PerfSpecs.SpecFiles;
using PerfSpecs.Statistics;
using PerfSpecs.Text;

namespace PerfSpecs.CommandLine;

/// <summary>Prints the script that lets a shell complete the command line.</summary>
internal static class CompletionVerb
{
    public static async Task<ExitCode> Execute(Invocation invocation, string shell)
    {
        var program = SpecConsole.Program.GetName().Name!;
        await invocation.Console.Profile.Out.Writer.WriteAsync(CompletionScript.For(shell, program));
        return ExitCode.Passed;
    }
}
