using System.Diagnostics.CodeAnalysis;
using PerfSpecs.Reports;
using PerfSpecs.Running;
using PerfSpecs.Specs;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>What a verb is given.</summary>
/// <param name="Options">What was asked.</param>
/// <param name="Registry">What can be measured.</param>
/// <param name="Console">Where to show it.</param>
/// <param name="IsLive">Whether lines may move.</param>
/// <param name="Commands">What a reader may want to say next.</param>
/// <param name="Guard">How the process ends.</param>
internal sealed record Invocation(RunnerOptions Options, Registry Registry, IAnsiConsole Console, bool IsLive, Commands Commands, ProcessGuard Guard)
{
    /// <summary>
    /// Cancelled when the run is to end. A verb that reads it ends gracefully; one that does not is ended by the first signal.
    /// </summary>
    public CancellationToken CancellationToken => Guard.TakeToken();

    /// <summary>Loads the file and shows what is wrong with it; null where it cannot be used.</summary>
    public SpecFile? Load()
    {
        var search = SpecFile.Locate(Options.Specs);
        if (search is { Surprise: { } surprise, Found: { } found })
            Console.WriteLine($"note: the specs file is {found}: {surprise}. --specs FILE names another.");
        var file = SuiteFile.LoadFound(search, Registry);
        ProblemReport.Write(Console, file);
        foreach (var annotation in GitHubReport.Of(Environment.GetEnvironmentVariable)?.Annotations(file) ?? [])
            Console.Profile.Out.Writer.WriteLine(annotation);
        return file.IsUsable ? file : null;
    }

    /// <summary>Reads a file that <c>--json</c> wrote, and says so where it cannot be used.</summary>
    public bool TryReadResults(string path, [NotNullWhen(true)] out ResultsFile? results)
    {
        (results, var problem) = ResultsFile.Read(path);
        if (results is null)
            Console.WriteLine($"error: {problem}");
        return results is not null;
    }

    /// <summary>Does something with the selected specs, where the file is usable and selects any.</summary>
    public async Task<ExitCode> WithPlan(Func<RunPlan, Task<ExitCode>> act)
    {
        if (Load() is not { } file)
            return ExitCode.Invalid;
        var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date);
        var plan = RunPlan.Of(file, Registry, Options.Selection, Options.Seed, today);
        if (plan.Specs.Count > 0)
            return await act(plan);
        Console.WriteLine($"Nothing is selected: {RunPlan.All(file, Registry).Count} specs in {file.Path}, and none matches. Say --list-tests to see them all.");
        return ExitCode.NothingJudged;
    }
}
