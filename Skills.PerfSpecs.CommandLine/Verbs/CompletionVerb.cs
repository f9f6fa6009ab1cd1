using PerfSpecs.Running;

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
