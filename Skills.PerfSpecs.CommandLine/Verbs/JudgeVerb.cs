using PerfSpecs.Judging;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Text;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>Judges stored results again: as they were, and by the targets of today's specs file. Measures nothing.</summary>
internal static class JudgeVerb
{
    public static ExitCode Execute(Invocation invocation, string path)
    {
        var console = invocation.Console;
        if (!invocation.TryReadResults(path, out var results) || invocation.Load() is not { } file)
            return ExitCode.Invalid;
        var all = RunPlan.All(file, invocation.Registry);
        var failError = ErrorBudget.FailError(file.Suite, all);
        var rejudged = new List<Rejudgement>();
        foreach (var record in results.Specs)
        {
            var (judged, wrong) = Rejudgement.Of(record, all.FirstOrDefault(spec => string.Equals(spec.Id, record.Id, StringComparison.Ordinal)), failError);
            if (judged is null)
            {
                console.WriteLine($"error: {StartFolder.Shown(path)}: {wrong}");
                return ExitCode.Invalid;
            }

            rejudged.Add(judged);
        }

        Show(console, results, rejudged, all);
        return CodeOf(rejudged, invocation.Options.Strict || file.Suite.InconclusiveFails);
    }

    private static void Show(IAnsiConsole console, ResultsFile results, List<Rejudgement> rejudged, IReadOnlyList<Spec> all)
    {
        var width = rejudged.Count is 0 ? 0 : rejudged.Max(judged => judged.Record.Id.Length);
        foreach (var judged in rejudged)
        {
            var record = judged.Record;
            var now = judged switch
            {
                { Then: null } => "no samples to judge",
                { Now: null } => "the suite has no such spec now",
                { Now: { } judgement } => $"{Name(judgement.Verdict)} by today's target \"{all.First(spec => string.Equals(spec.Id, record.Id, StringComparison.Ordinal)).Target}\" after {judgement.Values.Count} of {record.Samples} samples",
            };
            console.WriteLine($"  {record.Id.PadRight(width)}  was {record.Verdict} by \"{record.Target}\"{(judged.Agrees ? "" : $", CHANGED: its samples do not give the stored {string.Join(", ", judged.Differences)}")}; {now}");
        }

        var broken = rejudged.Count(judged => !judged.Agrees);
        console.WriteLine(broken is 0
            ? $"{rejudged.Count} results: every stored verdict and number follows from its samples, bit for bit."
            : $"{rejudged.Count} results: {broken} do not follow from their samples. The file was changed, or another version of the tool wrote it.");
        if (results.Digest is null)
            console.WriteLine($"note: the file has no digest, so a change that leaves the verdicts as they are cannot be seen. This version ({Tool.Version}) writes one.");
        else if (broken > 0)
            console.WriteLine($"note: it was written by version {results.Tool ?? "unknown"}; this is {Tool.Version}.");
    }

    private static ExitCode CodeOf(List<Rejudgement> rejudged, bool strict)
    {
        var verdicts = rejudged.Where(judged => judged.Now is not null).Select(judged => judged.Now!.Verdict).ToHashSet();
        return rejudged.Exists(judged => !judged.Agrees) ? ExitCode.Invalid :
            verdicts.Contains(Verdict.Error) ? ExitCode.Errored :
            verdicts.Contains(Verdict.Fail) ? ExitCode.Failed :
            strict && verdicts.Contains(Verdict.Inconclusive) ? ExitCode.Inconclusive :
            verdicts.Count is 0 ? ExitCode.NothingJudged :
            ExitCode.Passed;
    }

    private static string Name(Verdict verdict) => verdict.ToString().ToLowerInvariant();
}
