using PerfSpecs.Reports;
using PerfSpecs.Results;
using PerfSpecs.Text;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class HistoryReportTests
{
    [TestMethod]
    public void A_step_is_shown_with_its_commit_direction_and_factor()
    {
        var lines = HistoryReport.Lines(Series("a", [.. Enumerable.Repeat(100.0, 10), .. Enumerable.Repeat(150.0, 10)])).ToList();

        Assert.AreEqual("a  median of w/value, 20 runs on machine m", lines[0]);
        Assert.AreEqual("  ▁▁▁▁▁▁▁▁▁▁██████████  150 things (140 to 160 things)  pass, commit c19012345678, 2026-01-20 00:00", lines[1]);
        Assert.AreEqual("  rose by 1.5x with commit c10012345678, 2026-01-11 00:00: 100.0 things before, 150.0 things since", lines[2]);
        Assert.AreEqual("", lines[3]);
        StringAssert.Contains(lines[4], "15 % to 35 % of series in which nothing changed: it points, and does not judge.");
        Assert.HasCount(5, lines);
    }

    [TestMethod]
    public void A_fall_is_told_by_the_same_factor_and_a_short_series_tells_no_change()
    {
        var fallen = HistoryReport.Lines(Series("a", [.. Enumerable.Repeat(150.0, 10), .. Enumerable.Repeat(100.0, 10)])).ToList();
        var brief = HistoryReport.Lines(Series("a", [100, 150, 150])).ToList();
        var steady = HistoryReport.Lines(Series("a", [.. Enumerable.Repeat(7.0, 12)])).ToList();

        StringAssert.StartsWith(fallen[2], "  fell by 1.5x with commit c100");
        Assert.AreEqual("  too short for a change to be found: 10 runs are the least", brief[2]);
        Assert.AreEqual("  no change found", steady[2]);
        StringAssert.StartsWith(steady[1], "  ▅▅▅▅▅▅▅▅▅▅▅▅  7");
    }

    [TestMethod]
    public void Machines_and_statistics_are_series_of_their_own_and_unfit_runs_are_none()
    {
        var records = Series("a", [1, 2]).Concat(Series("a", [3]).Select(record => record with { Machine = "other" })).Concat(Series("a", [4]).Select(record => record with { Statistic = "p95" }))
            .Concat(Series("a", [5]).Select(record => record with { Verdict = "unfit" })).Concat(Series("a", [6]).Select(record => record with { Estimate = null }));

        CollectionAssert.AreEqual(
            new[] { "a  median of w/value, 2 runs on machine m", "a  median of w/value, 1 run on machine other", "a  p95 of w/value, 1 run on machine m" },
            HistoryReport.Lines(records).Where(line => line.StartsWith('a')).ToArray());
        Assert.IsEmpty(HistoryReport.Lines([]));
    }

    [TestMethod]
    public void A_long_series_shows_its_last_values()
    {
        Assert.AreEqual("▁▅█", Sparkline.Draw([1000, 1, 2, 3], 3));
        Assert.AreEqual("", Sparkline.Draw([], 3));
    }

    private static IEnumerable<HistoryRecord> Series(string id, IReadOnlyList<double> values) => values.Select((value, i) => new HistoryRecord(
        HistoryRecord.Current, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(i), id, "w/value", "median", "things", "pass",
        value, value - 10, value + 10, 0.99, 100, $"c{i}0123456789abcdef", "m"));
}
