using System.Diagnostics;
using Runner.Workloads;

namespace Runner.Tests;

/// <summary>Starts the built console as a user does, and waits for it to end.</summary>
internal sealed record BuiltRunner(int ExitCode, string Output, string Error)
{
    public static async Task<BuiltRunner> Run(string folder, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(typeof(SkillsSpecs).Assembly.Location);
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new BuiltRunner(process.ExitCode, await output, await error);
    }
}
