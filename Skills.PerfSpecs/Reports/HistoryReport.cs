using PerfSpecs.Results;
using PerfSpecs.Statistics;
using PerfSpecs.Text;

namespace PerfSpecs.Reports;

/// <summary>Says how the specs' values went over many runs.</summary>
public static class HistoryReport
{
    private const int Width = 60;

    /// <summary>
    /// The lines for each series: what a spec's value was, on one machine. A sparkline, the last value, and where the values seem to have
    /// changed; runs without a value, and those of an unfit machine, are left out.
    /// </summary>
    /// <param name="records">The history, in order.</param>
    public static IEnumerable<string> Lines(IEnumerable<HistoryRecord> records)
    {
        var series = records
            .Where(record => record is { Estimate: not null, Verdict: not "unfit" })
            .GroupBy(record => (record.Id, record.Metric, record.Statistic, record.Unit, record.Machine))
            .Select(group => group.OrderBy(record => record.Time).ToList())
            .ToList();
        foreach (var line in series.SelectMany(Series))
            yield return line;
        if (series.Count > 0)
            yield return $"The changes come from a detector that also fires on {Format.Percent(ChangePoints.FalseAlarms.Least)} to {Format.Percent(ChangePoints.FalseAlarms.Greatest)} of series in which nothing changed: it points, and does not judge.";
    }

    private static IEnumerable<string> Series(IReadOnlyList<HistoryRecord> runs)
    {
        var last = runs[^1];
        var unit = Unit.OfBase(last.Unit);
        var values = runs.Select(run => run.Estimate!.Value).ToList();
        yield return $"{last.Id}  {last.Statistic} of {last.Metric}, {Words.Count(runs.Count, "run", "runs")} on machine {last.Machine}";
        var interval = last.Interval is { } known && !known.Lower.Equals(known.Upper) ? $" ({Format.Interval(known, unit)})" : "";
        yield return $"  {Sparkline.Draw(values, Width)}  {Format.Value(values[^1], unit, last.Interval)}{interval}  {last.Verdict}, {When(last)}";
        var changes = ChangePoints.Find(values);
        foreach (var change in changes)
            yield return $"  {Direction(change)} with {When(runs[change.Index])}: {Format.Value(change.Before, unit)} before, {Format.Value(change.After, unit)} since";
        if (changes.Count is 0)
            yield return values.Count < 2 * ChangePoints.LeastDistance ? FormattableString.Invariant($"  too short for a change to be found: {2 * ChangePoints.LeastDistance} runs are the least") : "  no change found";
        yield return "";
    }

    private static string Direction(ChangePoint change)
    {
        var word = change.After > change.Before ? "rose" : change.After < change.Before ? "fell" : "changed its spread";
        var factor = change.After / change.Before;
        return double.IsFinite(factor) && factor > 0 && !factor.Equals(1) ? $"{word} by {Format.Factor(Math.Max(factor, 1 / factor))}" : word;
    }

    private static string When(HistoryRecord run) =>
        FormattableString.Invariant($"{(run.Commit is { } commit ? $"commit {commit[..Math.Min(commit.Length, 12)]}, " : "")}{run.Time:yyyy-MM-dd HH:mm}");
}
