using System.Diagnostics;

namespace Packages.Tests;

/// <summary>Runs a line as a stranger types it.</summary>
internal sealed record Shell(int ExitCode, string Output)
{
    /// <summary>What the build that runs these tests sets, and a stranger's would not have.</summary>
    private static readonly string[] Inherited = ["GITHUB_ACTIONS", "CI", "PERFSPECS_FILE", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH"];

    public static async Task<Shell> Run(string folder, string line)
    {
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo("cmd", $"/d /c {line}") : new ProcessStartInfo("sh", ["-c", line]);
        start.WorkingDirectory = folder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var name in Inherited)
            start.Environment.Remove(name);
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Shell(process.ExitCode, await output + await error);
    }

    /// <summary>Runs a line that has to succeed.</summary>
    public static async Task<string> Succeed(string folder, string line)
    {
        var run = await Run(folder, line);
        Assert.AreEqual(0, run.ExitCode, $"{line}\n{run.Output}");
        return run.Output;
    }
}
