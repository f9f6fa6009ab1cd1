using PerfSpecs.Results;
using PerfSpecs.SpecFiles;
using PerfSpecs.Text;

namespace PerfSpecs.Reports;

/// <summary>What GitHub Actions is told: an annotation on the very line of the specs file, and the step's summary.</summary>
/// <param name="Workspace">The repository's folder, from which annotations name their file; null for the current directory.</param>
/// <param name="Summary">The file of the step's summary; null for none.</param>
public sealed record GitHubReport(string? Workspace, string? Summary)
{
    /// <summary>The report of this process's environment; null outside of GitHub Actions.</summary>
    /// <param name="variable">Looks an environment variable up.</param>
    public static GitHubReport? Of(Func<string, string?> variable) =>
        variable("GITHUB_ACTIONS") is "true" ? new GitHubReport(Stated(variable("GITHUB_WORKSPACE")), Stated(variable("GITHUB_STEP_SUMMARY"))) : null;

    /// <summary>The workflow commands that annotate what did not pass, one a line.</summary>
    public IEnumerable<string> Annotations(FinishedRun run) =>
    [
        .. run.Result.IsCancelled ? [Command("error", null, "cancelled", FinishedRun.CancelledText)] : Array.Empty<string>(),
        .. from result in run.Result.Results
           let level = Level(run.OutcomeOf(result), result.Spec.Spec.Severity)
           where level is not null
           select Command(level, result.Spec.Spec.Where, $"{result.Spec.Spec.Id}: {Findings.Of(result).Word()}", string.Join('\n', run.Explain(result, isMonospaced: false))),
    ];

    /// <summary>The workflow commands that annotate what is wrong with the specs file, one a line.</summary>
    public IEnumerable<string> Annotations(SpecFile file) =>
        file.Problems.Select(problem => Command(problem.IsError ? "error" : "warning", problem.Where, problem.Code, problem.Message));

    /// <summary>Appends the Markdown report to the step's summary, where there is one.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void AppendSummary(FinishedRun run)
    {
        if (Summary is null)
            return;
        using var file = new FileStream(Summary, FileMode.Append, FileAccess.Write, FileShare.Read);
        new MarkdownReport().Write(run, file);
    }

    private string Command(string level, Location? where, string title, string message)
    {
        var place = where is null ? "" : FormattableString.Invariant($"file={Property(FromWorkspace(where.File))},line={where.Line},col={where.Column},");
        return $"::{level} {place}title={Property(title)}::{Data(message)}";
    }

    private string FromWorkspace(string file) =>
        (Workspace is null ? file : Path.GetRelativePath(Workspace, StartFolder.Full(file))).Replace('\\', '/');

    private static string? Level(Outcome outcome, Severity severity) => outcome switch
    {
        Outcome.Failed or Outcome.Errored => "error",
        Outcome.Warned or Outcome.Undecided => severity is Severity.Info ? "notice" : "warning",
        _ => null,
    };

    private static string Data(string text) => VisibleText.Of(text)
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);

    private static string? Stated(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
