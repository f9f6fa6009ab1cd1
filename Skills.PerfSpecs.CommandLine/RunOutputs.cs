using PerfSpecs.Environments;
using PerfSpecs.Reports;
using PerfSpecs.Results;
using PerfSpecs.Text;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>A report that was asked for.</summary>
/// <param name="Option">The option that asks for it.</param>
/// <param name="Writer">Its format.</param>
/// <param name="Path">Its file, as a full path.</param>
internal sealed record ReportOrder(string Option, IReportWriter Writer, string Path);

/// <summary>What a run leaves behind and is compared with; looked after before anything is measured, so that no run is in vain.</summary>
internal sealed class RunOutputs
{
    private readonly Invocation _invocation;
    private readonly Baseline? _baseline;
    private readonly GitHubReport? _gitHub = GitHubReport.Of(Environment.GetEnvironmentVariable);

    private RunOutputs(Invocation invocation, Baseline? baseline) => (_invocation, _baseline) = (invocation, baseline);

    /// <summary>Checks what was asked for, and shows what cannot be had; null where anything cannot.</summary>
    public static async Task<RunOutputs?> Open(Invocation invocation)
    {
        var options = invocation.Options;
        var (baseline, problem) = options.Baseline is { } name ? await BaselineOf(name, invocation) : default;
        List<string?> problems = [problem, .. Obstacles(options)];
        foreach (var wrong in problems.OfType<string>())
            invocation.Console.WriteLine($"error: {wrong}");
        return problems.TrueForAll(wrong => wrong is null) ? new RunOutputs(invocation, baseline) : null;
    }

    /// <summary>Writes everything; what cannot be written is said, and hinders nothing else.</summary>
    /// <returns>Whether everything was written.</returns>
    public async Task<bool> Write(FinishedRun run)
    {
        var options = _invocation.Options;
        var specs = Path.GetDirectoryName(StartFolder.Full(run.Result.Plan.File))!;
        run = run with { Commit = Commit.Of([specs, AppContext.BaseDirectory], Environment.GetEnvironmentVariable) };
        if (_baseline is not null)
            Show(["", .. BaselineReport.Lines(_baseline, run)]);
        var written = true;
        if (options.History is { } folder)
        {
            var history = new HistoryFile(folder);
            written &= await Attempt(StartFolder.Shown(history.Path), async () =>
            {
                await history.Append(HistoryRecord.Of(run, run.Commit));
                run = run with { History = (await history.Read()).Records };
            });
        }

        written &= await WriteReports(run);

        if (_gitHub is null)
            return written;
        Annotate(_gitHub.Annotations(run));
        return await Attempt("the step's summary", () => Done(() => _gitHub.AppendSummary(run))) && written;
    }

    /// <summary>Writes the reports of a run that was stored, beside what the history holds now.</summary>
    /// <returns>Whether everything was written.</returns>
    public async Task<bool> WriteStored(FinishedRun run) =>
        _invocation.Options.History is not { } folder ? await WriteReports(run) :
        await HistoryVerb.Read(_invocation.Console, folder) is { } records && await WriteReports(run with { History = records });

    private async Task<bool> WriteReports(FinishedRun run)
    {
        var written = true;
        foreach (var order in _invocation.Options.Reports)
            written &= await Attempt(StartFolder.Shown(order.Path), () => Done(() => order.Writer.WriteFile(run, order.Path)));
        return written;
    }

    /// <summary>A file that <c>--json</c> wrote, or a commit of the history.</summary>
    private static async Task<(Baseline? Baseline, string? Problem)> BaselineOf(string name, Invocation invocation)
    {
        var now = RunEnvironment.Of(SpecConsole.Program);
        if (File.Exists(StartFolder.Full(name)))
        {
            var (results, problem) = ResultsFile.Read(StartFolder.Full(name));
            return (results is null ? null : Baseline.Of(name, results, now), problem);
        }

        if (Commit.Named(name, StartFolder.Path) is not { } commit)
            return (null, $"--baseline: {name} is neither a file nor a commit that git knows here");
        if (invocation.Options.History is not { } folder)
            return (null, $"--baseline: the values of commit {name} stand in a history; say --history FOLDER as well");
        if (!File.Exists(new HistoryFile(folder).Path) || await HistoryVerb.Read(invocation.Console, folder) is not { } records)
            return (null, $"--baseline: there is no history in {StartFolder.Shown(folder)}");
        return Baseline.Of(name, commit, records, now) is { } baseline
            ? (baseline, null)
            : (null, $"--baseline: the history in {StartFolder.Shown(folder)} holds no run of commit {commit[..12]} ({name})");
    }

    private static IEnumerable<string> Obstacles(RunnerOptions options)
    {
        foreach (var twice in options.Reports.GroupBy(order => order.Path, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return $"{string.Join(" and ", twice.Select(order => order.Option))} name one file, {StartFolder.Shown(twice.Key)}";
        foreach (var order in options.Reports)
        {
            if (AtomicFile.Obstacle(order.Path) is { } obstacle)
                yield return $"{order.Option}: {StartFolder.Shown(order.Path)} cannot be written: {obstacle}";
        }

        if (options.History is { } folder && AtomicFile.Obstacle(new HistoryFile(folder).Path) is { } closed)
            yield return $"--history: {StartFolder.Shown(folder)} cannot be written to: {closed}";
    }

    private async Task<bool> Attempt(string what, Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Show([$"error: {what} could not be written: {exception.Message}"]);
            return false;
        }
    }

    private static Task Done(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    private void Show(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            _invocation.Console.WriteLine(line);
    }

    // A workflow command must stand on one line, however wide the console is.
    private void Annotate(IEnumerable<string> commands)
    {
        foreach (var command in commands)
            _invocation.Console.Profile.Out.Writer.WriteLine(command);
    }
}
