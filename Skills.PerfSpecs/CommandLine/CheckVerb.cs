using PerfSpecs.Running;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>Checks the specs file and measures nothing.</summary>
internal static class CheckVerb
{
    public static Task<ExitCode> Execute(Invocation invocation)
    {
        if (invocation.Load() is not { } file)
            return Task.FromResult(ExitCode.Invalid);
        var warnings = file.Problems.Count is 0 ? "" : $", {file.Problems.Count} warning{(file.Problems.Count is 1 ? "" : "s")}";
        invocation.Console.WriteLine($"{file.Path}: {RunPlan.All(file, invocation.Registry).Count} specs, no errors{warnings}.");
        return Task.FromResult(ExitCode.Passed);
    }
}
