using System.Diagnostics.CodeAnalysis;
using PerfSpecs.Reports;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.SpecFiles;
using PerfSpecs.Text;
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
        var file = SuiteFile.Load(search, SuiteFile.IsNamed(Options.Specs), Registry);
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
        var plan = Plan(file);
        return plan.Specs.Count > 0 ? await act(plan) : NothingSelected(file);
    }

    /// <summary>What is selected of a usable file.</summary>
    public RunPlan Plan(SpecFile file) => RunPlan.Of(file, Registry, Options.Selection, Options.Seed, Days.Today());

    /// <summary>Shows that nothing is selected, and what was likely meant.</summary>
    public ExitCode NothingSelected(SpecFile file)
    {
        var all = RunPlan.Of(file, Registry, Selection.All, Options.Seed, Days.Today()).Specs;
        var meant = Options.Selection.Nearest(all) is { } nearest ? $" Did you mean {MessageText.Quote(nearest)}?" : "";
        Console.WriteLine(all.Count is 0
            ? $"There are no specs in {file.Path}; add one to its \"specs\"."
            : FormattableString.Invariant($"No spec matches ({all.Count} in {file.Path}).{meant} --list-tests lists them."));
        return ExitCode.NothingJudged;
    }
}
