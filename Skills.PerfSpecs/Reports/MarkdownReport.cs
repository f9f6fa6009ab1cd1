using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Text;

namespace PerfSpecs.Reports;

/// <summary>The run as Markdown for a pull request: what did not pass as a table, then why it failed; the passes folded away.</summary>
public sealed class MarkdownReport : TextReport
{
    /// <inheritdoc/>
    protected override void Write(FinishedRun run, TextWriter text)
    {
        var results = run.Result.Results;
        var passes = results.Where(result => run.OutcomeOf(result) is Outcome.Passed).ToList();
        var others = results.Except(passes).ToList();
        text.WriteLine("## Performance budgets");
        text.WriteLine();
        if (run.Result.IsCancelled)
        {
            text.WriteLine($"**{FinishedRun.CancelledText}**");
            text.WriteLine();
        }

        text.WriteLine(MarkdownText.Inline(Words.Tally(run.Result)));
        Table(text, others);
        foreach (var result in others.Where(result => run.OutcomeOf(result) is Outcome.Failed or Outcome.Errored or Outcome.Warned))
            Explain(text, run, result);
        if (passes.Count > 0)
            Folded(text, passes);
        text.WriteLine();
        var environment = run.Environment;
        text.WriteLine(MarkdownText.Inline(FormattableString.Invariant(
            $"{run.Result.Plan.File}, seed {run.Result.Plan.Seed}, {environment.Configuration}, {environment.Runtime}, {environment.OperatingSystem}, {environment.Cores} cores, PerfSpecs {run.Tool}{(run.Commit is { } commit ? $", commit {commit}" : "")}; false alarms <= {Format.Percent(run.Result.Plan.Suite.FalseAlarmRate)} for the suite")));
    }

    private static void Folded(TextWriter text, IReadOnlyList<SpecResult> passes)
    {
        text.WriteLine();
        text.WriteLine($"<details><summary>{Words.Count(passes.Count, "pass", "passes")}</summary>");
        Table(text, passes);
        text.WriteLine();
        text.WriteLine("</details>");
    }

    private static void Table(TextWriter text, IReadOnlyList<SpecResult> results)
    {
        if (results.Count is 0)
            return;
        text.WriteLine();
        text.WriteLine("| | spec | value | target | n | |");
        text.WriteLine("|---|---|---|---|--:|---|");
        foreach (var result in results)
        {
            var target = MarkdownText.Inline(result.Spec.Spec.Target.ToString());
            text.WriteLine($"| {Words.Symbol(result)} | {MarkdownText.Code(result.Spec.Spec.Id)} | {MarkdownText.Inline(Value(result))} | {target} | {FormattableString.Invariant($"{result.Judgement.Values.Count}")} | {MarkdownText.Inline(Words.Remark(result))} |");
        }
    }

    private static string Value(SpecResult result)
    {
        var interval = Words.Interval(result);
        return interval.Length is 0 ? Words.Estimate(result) : $"{Words.Estimate(result)} ({interval})";
    }

    private static void Explain(TextWriter text, FinishedRun run, SpecResult result)
    {
        var place = result.Spec.Spec.Where is { } where ? FormattableString.Invariant($"{where.File}:{where.Line}") : "declared in code";
        text.WriteLine();
        text.WriteLine($"### {Words.Symbol(result)} {MarkdownText.Code(result.Spec.Spec.Id)}");
        text.WriteLine();
        text.WriteLine(MarkdownText.Inline(place));
        text.WriteLine();
        text.WriteLine(MarkdownText.Block(string.Join('\n', run.Explain(result))));
        if (result.Judgement.Cause.Thrown is { } thrown)
        {
            text.WriteLine();
            text.WriteLine(MarkdownText.Block(thrown.ToString()));
        }
    }
}
