using System.Diagnostics;
using Faulty;
using Runner.Workloads;

namespace Runner.Tests;

/// <summary>Starts the built console as a user does, and waits for it to end.</summary>
internal sealed record BuiltRunner(int ExitCode, string Output, string Error)
{
    private static readonly string Program = typeof(SkillsSpecs).Assembly.Location;

    public static Task<BuiltRunner> Run(string folder, params string[] args) => RunWith([], folder, args);

    /// <summary>Runs the program whose workloads do what they should not do.</summary>
    public static Task<BuiltRunner> RunFaulty(Dictionary<string, string> environment, string folder, params string[] args) =>
        Start(folder, environment, [typeof(FaultyWorkloads).Assembly.Location, .. args]);

    /// <summary>Runs a copy of the faulty program that lies in a folder, as a program of somebody who has no specs.json anywhere.</summary>
    public static Task<BuiltRunner> RunFaultyCopy(Dictionary<string, string> environment, string folder, params string[] args)
    {
        var program = typeof(FaultyWorkloads).Assembly.Location;
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(program)!).Where(file => Path.GetExtension(file) is ".dll" || file.EndsWith("config.json", StringComparison.Ordinal) || file.EndsWith(".deps.json", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        return Start(folder, environment, [Path.Combine(folder, Path.GetFileName(program)), .. args]);
    }

    public static Task<BuiltRunner> RunWith(Dictionary<string, string> environment, string folder, params string[] args) =>
        Start(folder, environment, [Program, .. args]);

    /// <summary>Runs the specs that a filter names as tests of the platform; the TRX file is <c>TestResults/run.trx</c>.</summary>
    public static async Task<(int ExitCode, string Output)> Test(string folder, string filter)
    {
        var environment = new Dictionary<string, string> { ["PERFSPECS_FILE"] = Path.Combine(folder, "specs.json") };
        var run = await Start(folder, environment, ["vstest", Program, $"--TestCaseFilter:{filter}", "--logger:trx;LogFileName=run.trx", $"--ResultsDirectory:{Path.Combine(folder, "TestResults")}"]);
        return (run.ExitCode, run.Output + run.Error);
    }

    /// <summary>Runs a line as a shell does.</summary>
    public static Task<BuiltRunner> Shell(string folder, Dictionary<string, string> environment, string line) => Start(folder, environment, ["-c", line], "sh");

    /// <summary>
    /// Runs the faulty program until a file appears, and sends it signals by a line for a shell in which <c>$pid</c> is its process.
    /// </summary>
    public static Task<BuiltRunner> RunFaultyUntil(string mark, string signals, Dictionary<string, string> environment, string folder, params string[] args) =>
        Start(folder, environment, [typeof(FaultyWorkloads).Assembly.Location, .. args], during: async process =>
        {
            while (!File.Exists(mark) && !process.HasExited)
                await Task.Delay(20);
            using var kill = Process.Start("sh", ["-c", $"pid={process.Id}; {signals}"]);
            await kill.WaitForExitAsync();
        });

    private static async Task<BuiltRunner> Start(string folder, Dictionary<string, string> environment, IEnumerable<string> args, string program = "dotnet", Func<Process, Task>? during = null)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        // A build server's own summary is not the tests' to write.
        start.Environment.Remove("GITHUB_ACTIONS");
        // Nor are the variables of the make that runs the tests those of the make that a test runs.
        foreach (var name in new[] { "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "ONLY", "SEED", "SPECS", "ARGS" })
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (during is not null)
            await during(process);
        await process.WaitForExitAsync();
        return new BuiltRunner(process.ExitCode, await output, await error);
    }
}
