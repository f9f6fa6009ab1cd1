using PerfSpecs.Reports;
using PerfSpecs.Results;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class BaselineReportTests
{
    [TestMethod]
    public void A_ratio_has_the_interval_that_both_intervals_allow()
    {
        var lines = Compare(Finished.Run(Finished.Pass("same"), Finished.Pass("slower")), Finished.Run(Finished.Pass("same"), Finished.Pass("slower", 180)));

        Assert.AreEqual("against base.json of 2026-11-23 12:30, as multiples of its estimates", lines[0]);
        Assert.AreEqual("  same    1x  (0.80 to 1.25 x) with 97.8 % confidence or more: no difference is shown", lines[1]);
        Assert.AreEqual("  slower  2x  (1.70 to 2.38 x) with 97.8 % confidence or more: higher", lines[2]);
    }

    [TestMethod]
    public void What_hardly_compares_is_said()
    {
        var then = Finished.Run(Finished.Fail("open"), Finished.Pass("edited"), Finished.Error("broken", "no"));
        var now = Finished.Run(
            Finished.Fail("open"),
            Finished.Pass("edited").With(spec => spec with { Target = new Statistic.Quantile(0.95) < spec.Target.Bound }),
            Finished.Pass("broken"),
            Finished.Pass("new"),
            Finished.Skipped("aside", "later"));

        var lines = Compare(then, now);

        StringAssert.StartsWith(lines[1], "  open    1x  plain ratio: the intervals are open");
        Assert.AreEqual("  edited  not comparable: the baseline has \"w/value median < 100 things\"", lines[2]);
        Assert.AreEqual("  broken  no value on one of the two sides", lines[3]);
        Assert.AreEqual("  new     not in the baseline", lines[4]);
        StringAssert.StartsWith(lines[5], "  The intervals tell of the two processes");
        Assert.HasCount(6, lines);
    }

    [TestMethod]
    public void Another_machine_is_named_before_any_ratio()
    {
        var now = Finished.Run(Finished.Pass("a")) with { Environment = Finished.Environment with { Processor = "B processor", Cores = 4, OperatingSystem = "Debian 13" } };

        var lines = Compare(Finished.Run(Finished.Pass("a")), now);

        Assert.AreEqual("  another machine, so a ratio says little of the code; processor: A processor then, B processor now", lines[1]);
        Assert.AreEqual("  another machine, so a ratio says little of the code; cores: 2 then, 4 now", lines[2]);
        StringAssert.StartsWith(lines[3], "  a  1x");
    }

    [TestMethod]
    public void The_last_run_of_a_commit_on_this_machine_is_the_baseline()
    {
        const string Commit = "0123456789abcdef0123456789abcdef01234567";
        var run = Finished.Run(Finished.Pass("a"));
        var elsewhere = run with { Environment = Finished.Environment with { Cores = 64 }, Started = run.Started.AddDays(2) };
        List<HistoryRecord> history =
        [
            .. HistoryRecord.Of(Finished.Run(Finished.Pass("a", 45)), Commit),
            .. HistoryRecord.Of(run with { Started = run.Started.AddDays(1) }, Commit),
            .. HistoryRecord.Of(elsewhere, Commit),
            .. HistoryRecord.Of(elsewhere, "fedcba9876543210fedcba9876543210fedcba98"),
        ];

        var lines = BaselineReport.Lines(Baseline.Of("main", Commit, history, run.Environment)!, run).ToList();

        Assert.AreEqual("against main of 2026-11-24 12:30, as multiples of its estimates", lines[0]);
        StringAssert.StartsWith(lines[1], "  a  1x  (0.80 to 1.25 x) with");
        StringAssert.StartsWith(BaselineReport.Lines(Baseline.Of("old", "fedcba98", history, run.Environment)!, run).ElementAt(1), "  another machine, so a ratio says little of the code; machine: ");
        Assert.IsNull(Baseline.Of("none", "abc", history, run.Environment));
    }

    private static List<string> Compare(FinishedRun then, FinishedRun now) =>
        [.. BaselineReport.Lines(Baseline.Of("base.json", ResultsFile.Of(then.Result, then.Environment, then.Started), now.Environment), now)];
}
