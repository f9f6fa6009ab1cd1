using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsCheck;
using PerfSpecs.Reports;
using PerfSpecs.Reports.Html;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Text;

namespace PerfSpecs.Tests;

[TestClass]
public sealed partial class CountsAgreeTests
{
    private static readonly Func<string, SpecResult>[] Kinds =
    [
        id => Finished.Pass(id),
        Weak,
        Finished.Fail,
        id => Finished.Fail(id).With(spec => spec with { Severity = Severity.Warning }),
        id => Finished.Fail(id).With(spec => spec with { Severity = Severity.Info }),
        id => Finished.Undecided(id),
        id => Finished.Undecided(id).With(spec => spec with { Severity = Severity.Warning }),
        id => Finished.Error(id, "broken"),
        id => Finished.Skipped(id, "later"),
    ];

    [TestMethod]
    public void Headline_tally_JUnit_NUnit_Markdown_and_annotations_count_alike() =>
        (from kinds in Gen.Int[0, Kinds.Length - 1].Array[1, 25]
         from isCancelled in Gen.Bool
         from isStrict in Gen.Bool
         select (kinds, isCancelled, isStrict)).Sample(
            drawn =>
            {
                var run = Finished.Run([.. drawn.kinds.Select((kind, i) => Kinds[kind]($"s{i}"))]) with { InconclusiveFails = drawn.isStrict };
                run = run with { Result = run.Result with { IsCancelled = drawn.isCancelled } };
                var extra = drawn.isCancelled ? 1 : 0;
                int Of(params ReadOnlySpan<int> kinds)
                {
                    var sum = 0;
                    foreach (var kind in kinds)
                        sum += drawn.kinds.Count(other => other == kind);
                    return sum;
                }

                var (strict, open) = drawn.isStrict ? (Of(5), Of(6)) : (0, Of(5, 6));
                var tally = Words.Tally(run.Result);
                StringAssert.StartsWith(tally, $"{Words.Count(drawn.kinds.Length, "spec", "specs")}: {Parts(Of)}");
                Assert.AreEqual(drawn.isCancelled, tally.EndsWith(" · cancelled", StringComparison.Ordinal));

                var junit = XDocument.Parse(new JunitReport().Text(run)).Root!;
                Assert.AreEqual(
                    (drawn.kinds.Length + extra, Of(2) + strict, Of(7) + extra, Of(3, 4, 8) + open),
                    (Number(junit, "tests"), Number(junit, "failures"), Number(junit, "errors"), Number(junit, "skipped")));
                Assert.AreEqual(
                    (drawn.kinds.Length + extra, Of(2) + strict, Of(7) + extra, Of(3, 4, 8) + open),
                    (Count("testcase"), Count("failure"), Count("error"), Count("skipped")));
                int Count(string element) => junit.Descendants(element).Count();

                var nunit = XDocument.Parse(new NunitReport().Text(run)).Root!;
                Assert.AreEqual(
                    (drawn.kinds.Length + extra, Of(0, 1), Of(2, 7) + strict + extra, Of(3, 4), open, Of(8)),
                    (Sum("total"), Sum("passed"), Sum("failed"), Sum("warnings"), Sum("inconclusive"), Sum("skipped")));
                Assert.AreEqual((Sum("failed"), Sum("warnings")), (Cases("Failed"), Cases("Warning")));
                int Sum(string name) => Number(nunit, name);
                int Cases(string outcome) => nunit.Descendants("test-case").Count(test => (string?)test.Attribute("result") == outcome);
                Assert.AreEqual(drawn.isCancelled || Of(2, 7) + strict > 0, (string?)nunit.Attribute("result") is "Failed");

                var markdown = new MarkdownReport().Text(run);
                StringAssert.Contains(markdown, MarkdownText.Inline(tally));
                foreach (var (kind, symbol) in new[] { "✓", "○", "✗", "▲", "i" }.Index())
                    Assert.AreEqual(Of(kind), Rows(markdown, symbol), symbol);

                var page = new HtmlReport().Text(run);
                var broken = Of(2, 7) + strict;
                var headline = broken is 0 ? "o budget is broken" : Words.Count(broken, "budget is broken", "budgets are broken");
                StringAssert.Contains(page, headline);
                foreach (var (kind, word) in new[] { (2, "fail"), (3, "warning"), (4, "info"), (7, "error") })
                    Assert.AreEqual(Of(kind), Regex.Count(page, $"<details class=\"spec {word}\""), word);

                var annotations = new GitHubReport(null, null).Annotations(run).ToList();
                Assert.AreEqual(broken + extra, annotations.Count(command => command.StartsWith("::error ", StringComparison.Ordinal)));
                Assert.AreEqual(ExitCodes.Of(run.Result, drawn.isStrict) is not (ExitCode.Passed or ExitCode.NothingJudged), broken + extra > 0);
            },
            iter: 150);

    [TestMethod]
    public void A_warning_has_a_word_a_symbol_and_a_count_of_its_own_and_the_exit_code_stays_0()
    {
        var warned = Finished.Fail("soft").With(spec => spec with { Severity = Severity.Warning });
        var run = Finished.Run(Finished.Pass("good"), warned, warned.With(spec => spec with { Id = "other" }));

        Assert.AreEqual("3 specs: 1 passed, 2 warnings · 6.3 s", Words.Tally(run.Result));
        Assert.AreEqual("▲", Words.Symbol(warned));
        StringAssert.StartsWith(Words.Reason(warned), "warning: The median is at least 190");
        StringAssert.Contains(new OpenMetricsReport().Text(run), "verdict=\"fail\",severity=\"warning\"} 1");
        StringAssert.Contains(new HtmlReport().Text(run), "No budget is broken");
        StringAssert.StartsWith(
            new GitHubReport(null, null).Annotations(run).First(),
            "::warning file=specs.json,line=8,col=5,title=soft%3A warning::");
        Assert.AreEqual(ExitCode.Passed, ExitCodes.Of(run.Result, strict: true));
    }

    [TestMethod]
    public void Every_result_names_the_version_of_the_tool_and_the_commit()
    {
        var run = Finished.Run(Finished.Pass("good")) with { Commit = "0123456789abcdef" };
        IReportWriter[] writers =
            [new JsonReport(), new MarkdownReport(), new JunitReport(), new NunitReport(), new OpenMetricsReport(), new HtmlReport()];

        StringAssert.Matches(Tool.Version, Version());
        foreach (var writer in writers)
        {
            StringAssert.Contains(writer.Text(run).Replace("\\u002B", "+", StringComparison.Ordinal), Tool.Version, writer.GetType().Name);
            StringAssert.Contains(writer.Text(run), "0123456789abcdef", writer.GetType().Name);
        }
    }

    [TestMethod]
    public void A_metric_in_nanoseconds_is_exported_in_seconds()
    {
        var timed = Finished.Pass("a").With(spec => spec with { Target = Statistic.Median < new Quantity(100, Unit.Nanosecond) });
        var sized = Finished.Pass("b").With(spec => spec with { Target = Statistic.Median >= new Quantity(100, Unit.Kilobyte) });
        var text = new OpenMetricsReport().Text(Finished.Run(timed, sized));

        StringAssert.Contains(
            text,
            "# TYPE perfspecs_value_seconds gauge\n# UNIT perfspecs_value_seconds seconds\n# HELP perfspecs_value_seconds ");
        StringAssert.Contains(text, "perfspecs_value_seconds{id=\"a\",metric=\"w/value\",statistic=\"median\",better=\"lower\"} 9E-08\n");
        StringAssert.Contains(text, "# UNIT perfspecs_target_bytes bytes\n");
        StringAssert.Contains(text, "perfspecs_target_bytes{id=\"b\",metric=\"w/value\",statistic=\"median\",better=\"higher\"} 102400\n");
    }

    [TestMethod]
    public void The_times_of_a_workload_that_specs_share_add_up_to_its_time()
    {
        var early = Finished.Pass("early") with { Elapsed = TimeSpan.FromSeconds(1) };
        var late = Finished.Pass("late") with { Elapsed = TimeSpan.FromSeconds(3) };
        var other = Finished.Pass("other").With(spec => spec with { Metric = "v/value" }) with { Elapsed = TimeSpan.FromSeconds(2) };
        var times = TimeShares.Of([late, early, other]);

        Assert.AreEqual(TimeSpan.FromSeconds(0.5), times[early]);
        Assert.AreEqual(TimeSpan.FromSeconds(2.5), times[late]);
        Assert.AreEqual(TimeSpan.FromSeconds(2), times[other]);
    }

    private delegate int Counting(params ReadOnlySpan<int> kinds);

    private static string Parts(Counting of)
    {
        (int Count, string Words)[] parts =
        [
            (of(0, 1), $"{of(0, 1)} passed{(of(1) > 0 ? $", {of(1)} of them weak" : "")}"),
            (of(2), $"{of(2)} failed"),
            (of(7), $"{of(7)} errored"),
            (of(3), $"{of(3)} warning{(of(3) > 1 ? "s" : "")}"),
            (of(4), $"{of(4)} info"),
            (of(5, 6), $"{of(5, 6)} inconclusive"),
            (of(8), $"{of(8)} skipped"),
        ];
        return string.Join(", ", parts.Where(part => part.Count > 0).Select(part => part.Words));
    }

    private static SpecResult Weak(string id)
    {
        var pass = Finished.Pass(id);
        return pass with { Judgement = pass.Judgement with { Notices = null } };
    }

    private static int Number(XElement element, string name) => (int)element.Attribute(name)!;

    private static int Rows(string markdown, string symbol) =>
        markdown.Split('\n').Count(line => line.StartsWith($"| {symbol} |", StringComparison.Ordinal));

    [GeneratedRegex(@"^\d+\.\d+\.\d+")]
    private static partial Regex Version();
}
