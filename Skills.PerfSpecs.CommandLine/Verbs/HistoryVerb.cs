using PerfSpecs.Reports;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.SpecFiles;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>Shows how the specs' values went over many runs; measures nothing.</summary>
internal static class HistoryVerb
{
    public static async Task<ExitCode> Execute(Invocation invocation, string? id)
    {
        var console = invocation.Console;
        if (invocation.Options.History is not { } folder)
        {
            console.WriteLine("error: say where the history is: history --history FOLDER");
            return ExitCode.Invalid;
        }

        return await Read(console, folder) is { } records
            ? Show(console, [.. records.Where(record => id is null || Selection.Matches(SpecId.Current(id), record.Id))], id)
            : ExitCode.Invalid;
    }

    /// <summary>Reads the history in a folder, and says what of it cannot be read; null where nothing can.</summary>
    public static async Task<IReadOnlyList<HistoryRecord>?> Read(IAnsiConsole console, string folder)
    {
        try
        {
            var (records, warnings) = await new HistoryFile(folder).Read();
            foreach (var warning in warnings)
                console.WriteLine($"warning: {warning}");
            return records;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            console.WriteLine($"error: the history cannot be read: {exception.Message} A run with --history {ShellText.Quoted(StartFolder.Shown(folder))} begins one.");
            return null;
        }
    }

    private static ExitCode Show(IAnsiConsole console, IReadOnlyList<HistoryRecord> records, string? id)
    {
        var shown = false;
        foreach (var line in HistoryReport.Lines(records))
        {
            console.WriteLine(line);
            shown = true;
        }

        if (!shown)
            console.WriteLine(id is null ? "The history holds no value." : $"The history holds no value of \"{id}\".");
        return shown ? ExitCode.Passed : ExitCode.NothingJudged;
    }
}
