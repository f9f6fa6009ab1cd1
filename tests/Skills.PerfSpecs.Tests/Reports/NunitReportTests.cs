using System.Xml.Linq;
using PerfSpecs.Reports;
using PerfSpecs.Results;
using PerfSpecs.Text;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class NunitReportTests
{
    [TestMethod]
    public void Lists_nest_as_suites_and_every_suite_counts_what_lies_below()
    {
        var run = Written(Finished.Run(Finished.Pass("good"), Finished.Fail("bad"), Finished.Skipped("aside", "later"), Finished.Undecided("open")));

        CollectionAssert.AreEqual(new[] { "specs.json", "outer", "outer.inner" }, run.Descendants("test-suite").Select(suite => suite.Attribute("fullname")!.Value).ToArray());
        foreach (var suite in run.DescendantsAndSelf().Where(element => element.Name.LocalName is "test-run" or "test-suite"))
        {
            CollectionAssert.AreEqual(
                new[] { "4", "4", "1", "1", "0", "1", "1", "Failed" },
                new[] { "testcasecount", "total", "passed", "failed", "warnings", "inconclusive", "skipped", "result" }.Select(name => suite.Attribute(name)!.Value).ToArray());
        }

        Assert.AreEqual(8, run.Descendants().Attributes("id").Concat(run.Attributes("id")).Select(id => id.Value).Distinct().Count());
        Assert.AreEqual("2026-11-23 12:30:00Z", run.Attribute("start-time")!.Value);
        Assert.AreEqual("6.25", run.Attribute("duration")!.Value);
    }

    [TestMethod]
    public void Every_outcome_has_NUnits_word()
    {
        var run = Written(Finished.Run(
            Finished.Pass("good"),
            Finished.Fail("bad"),
            Finished.Fail("soft").With(spec => spec with { Severity = Severity.Warning }),
            Finished.Error("broken", "no"),
            Finished.Undecided("open"),
            Finished.Skipped("aside", "later")));

        var cases = run.Descendants("test-case").ToDictionary(test => test.Attribute("name")!.Value);
        CollectionAssert.AreEqual(
            new[] { "Passed", "Failed", "Warning", "Failed", "Inconclusive", "Skipped" },
            cases.Values.Select(test => test.Attribute("result")!.Value).ToArray());
        Assert.AreEqual("Error", cases["broken"].Attribute("label")!.Value);
        StringAssert.Contains(cases["broken"].Element("failure")!.Element("stack-trace")!.Value, "InvalidOperationException: no");
        StringAssert.Contains(cases["bad"].Element("failure")!.Element("message")!.Value, "SEED=7");
        Assert.AreEqual("skipped: later", cases["aside"].Element("reason")!.Element("message")!.Value);
        Assert.AreEqual("Ignored", cases["aside"].Attribute("runstate")!.Value);
        Assert.AreEqual("plan", cases["good"].Descendants("property").First(property => property.Attribute("name")!.Value is "Category").Attribute("value")!.Value);
    }

    [TestMethod]
    public void Whatever_a_name_or_a_message_holds_the_file_is_read_back()
    {
        var run = Written(Finished.Run(Finished.Pass(Finished.Hostile), Finished.Error("broken", Finished.Hostile), Finished.Skipped("\u0000", "\uFFFF")));

        var cases = run.Descendants("test-case").ToList();
        StringAssert.Contains(cases[0].Attribute("fullname")!.Value, "]]> ␁␛[31m � 😀");
        StringAssert.Contains(cases[1].Descendants("stack-trace").Single().Value, "]]> ␁␛[31m � 😀");
        Assert.AreEqual("␀", cases[2].Attribute("name")!.Value);
        Assert.AreEqual("skipped: �", cases[2].Descendants("message").Single().Value);
    }

    private static XElement Written(FinishedRun run) => XDocument.Parse(new NunitReport().Text(run)).Root!;
}
