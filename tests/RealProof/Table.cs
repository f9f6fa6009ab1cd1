using System.Diagnostics;
using System.Globalization;
using System.Text;
using PerfSpecs;
using PerfSpecs.Judging;
using PerfSpecs.Statistics;
using PerfSpecs.Text;

namespace RealProof;

/// <summary>What the trials came to.</summary>
internal sealed class Table
{
    private readonly List<string> _rows = [];
    private readonly List<string> _calibrated = [];
    private readonly List<string> _sentences = [];

    public void Say(string sentence)
    {
        Console.WriteLine(sentence);
        _sentences.Add(sentence);
    }

    public void AddCalibrated(IEnumerable<string> rows) => _calibrated.AddRange(rows);

    public async Task Add(string what, IAsyncEnumerable<Judgement> trials)
    {
        var start = Stopwatch.GetTimestamp();
        var judged = new List<Judgement>();
        await foreach (var judgement in trials)
            judged.Add(judgement);
        var counts = new[] { Verdict.Pass, Verdict.Fail, Verdict.Inconclusive, Verdict.Unfit, Verdict.Error }.Select(verdict => judged.Count(judgement => judgement.Verdict == verdict));
        var samples = judged.Where(judgement => judgement.Values.Count > 0).Select(judgement => (double)judgement.Values.Count).ToList();
        var median = samples.Count is 0 ? "" : OrderStatisticInterval.Estimate(samples, 0.5).ToString("0", CultureInfo.InvariantCulture);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds / judged.Count;
        var row = string.Create(CultureInfo.InvariantCulture, $"| {what} | {judged.Count} | {string.Join(" | ", counts)} | {median} | {seconds:0.00} s |");
        Console.WriteLine(row);
        _rows.Add(row);
    }

    public void Write(string? path)
    {
        if (path is null)
            return;
        var text = new StringBuilder();
        text.Append("# Error rates, measured\n\nWritten by `make prove` from real runs on one machine: whole suites of one spec, one after the other. On the same work twice a\n");
        text.Append("fail (or, for `Expect.fasterThan`, a pass) is a false claim; on slower work a fail is the right answer.\n\n");
        text.Append(CultureInfo.InvariantCulture, $".NET {Environment.Version}, {Environment.ProcessorCount} cores.\n\n");
        text.Append("| what | trials | pass | fail | inconclusive | unfit | error | median pairs | time each |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var row in _rows)
            text.Append(row).Append('\n');
        text.Append("\n## Targets of `calibrate`\n\nA target from three processes with 1,000 samples each, then judged in new processes. Unchanged code should pass; code slowed by\n");
        text.Append("the factor that the spec states (`catches`) should fail.\n\n| what | runs | passed | failed | inconclusive | unfit | errors |\n|---|---|---|---|---|---|---|\n");
        foreach (var row in _calibrated)
            text.Append(row).Append('\n');
        text.Append("\n## What measuring costs\n\n");
        foreach (var sentence in _sentences)
            text.Append("- ").Append(sentence).Append('\n');
        File.WriteAllText(path, text.ToString());
    }
}
