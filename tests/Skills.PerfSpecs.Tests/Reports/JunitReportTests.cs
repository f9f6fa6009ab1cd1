using System.Xml.Linq;
using PerfSpecs.Judging;
using PerfSpecs.Reports;
using PerfSpecs.Results;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class JunitReportTests
{
    [TestMethod]
    public void Each_list_is_a_suite_that_counts_its_cases()
    {
        var root = Written(Finished.Run(Finished.Pass("good"), Finished.Fail("bad"), Finished.Error("broken", "no"), Finished.Skipped("aside", "later"), Finished.Undecided("open")));

        var suite = root.Elements("testsuite").Single();
        Assert.AreEqual("outer/inner", suite.Attribute("name")!.Value);
        CollectionAssert.AreEqual(new[] { "5", "1", "1", "2" }, new[] { "tests", "failures", "errors", "skipped" }.Select(name => suite.Attribute(name)!.Value).ToArray());
        CollectionAssert.AreEqual(new[] { "5", "1", "1", "2" }, new[] { "tests", "failures", "errors", "skipped" }.Select(name => root.Attribute(name)!.Value).ToArray());
        Assert.AreEqual("1.5", suite.Attribute("time")!.Value, "five specs of one workload share its time");
        Assert.AreEqual("2026-11-23T12:30:00", suite.Attribute("timestamp")!.Value);
    }

    [TestMethod]
    public void A_case_tells_its_time_its_line_and_what_happened()
    {
        var cases = Written(Finished.Run(Finished.Fail("bad"), Finished.Error("broken", "no"), Finished.Skipped("aside", "later"))).Descendants("testcase").ToList();

        Assert.AreEqual("outer.inner", cases[0].Attribute("classname")!.Value);
        Assert.AreEqual("0.5", cases[0].Attribute("time")!.Value, "three specs of one workload share its time");
        Assert.AreEqual("8", cases[0].Attribute("line")!.Value);
        var failure = cases[0].Element("failure")!;
        Assert.AreEqual("fail", failure.Attribute("type")!.Value);
        StringAssert.StartsWith(failure.Attribute("message")!.Value, "The median is at least 190");
        StringAssert.Contains(failure.Value, "again   make perf ONLY=bad SEED=7");
        var error = cases[1].Element("error")!;
        Assert.AreEqual("System.InvalidOperationException", error.Attribute("type")!.Value);
        StringAssert.Contains(error.Value, "InvalidOperationException: no");
        Assert.AreEqual("skipped: later", cases[2].Element("skipped")!.Attribute("message")!.Value);
    }

    [TestMethod]
    public void What_only_warns_is_skipped_and_what_is_open_fails_where_the_run_is_strict()
    {
        var warned = Written(Finished.Run(Finished.Fail("soft").With(spec => spec with { Severity = Severity.Warning })));
        var strict = Written(Finished.Run(Finished.Undecided("open")) with { InconclusiveFails = true });

        StringAssert.StartsWith(warned.Descendants("skipped").Single().Attribute("message")!.Value, "warning: The median is");
        Assert.AreEqual("inconclusive", strict.Descendants("failure").Single().Attribute("type")!.Value);
    }

    [TestMethod]
    public void What_a_cancelled_run_left_open_is_an_error_and_its_verdicts_stay()
    {
        var cut = Finished.Undecided("cut") with { Judgement = Finished.Undecided("cut").Judgement with { Cause = new Cause.CutShort("the run was cancelled") } };
        var run = Finished.Run(Finished.Pass("good"), Finished.Undecided("open"), cut);
        var root = Written(run with { Result = run.Result with { IsCancelled = true } });

        CollectionAssert.AreEqual(new[] { "0", "2", "1" }, new[] { "failures", "errors", "skipped" }.Select(name => root.Attribute(name)!.Value).ToArray());
        CollectionAssert.AreEqual(new[] { "CutShort", "cancelled" }, root.Descendants("error").Select(error => error.Attribute("type")!.Value).ToArray());
        StringAssert.Contains(root.Descendants("error").First().Value, "the run was cancelled");
    }

    [TestMethod]
    public void Whatever_a_name_or_a_message_holds_the_file_is_read_back()
    {
        var root = Written(Finished.Run(Finished.Pass(Finished.Hostile), Finished.Error("broken", Finished.Hostile), Finished.Skipped("aside", Finished.Hostile)));

        const string Expected = "a|b \"c\" <d> & 'e' ]]> ␁␛[31m � 😀 `f` *g* @h {i} \\j, 100 %: k\r\nl";
        var cases = root.Descendants("testcase").ToList();
        Assert.AreEqual(Expected, cases[0].Attribute("name")!.Value);
        StringAssert.Contains(cases[1].Element("error")!.Value, Expected);
        Assert.AreEqual("skipped: " + Expected, cases[2].Element("skipped")!.Attribute("message")!.Value);
    }

    private static XElement Written(FinishedRun run) => XDocument.Parse(new JunitReport().Text(run)).Root!;
}
