using System.Text.RegularExpressions;
using PerfSpecs.Reports;

namespace PerfSpecs.Tests;

[TestClass]
public sealed partial class TextReportTests
{
    [TestMethod]
    public void The_table_of_samples_has_a_row_for_each_in_base_units() =>
        Assert.AreEqual(
            "id,metric,unit,index,value,counted\na,w/value,things,0,80,true\na,w/value,things,1,90,true\na,w/value,things,2,100,true\n",
            new CsvReport().Text(Finished.Run(Finished.Pass("a"), Finished.Skipped("b", "later"))));

    [TestMethod]
    public void A_field_with_commas_quotes_or_line_ends_is_quoted()
    {
        var text = new CsvReport().Text(Finished.Run(Finished.Pass("a,\"b\"\nc")));

        StringAssert.StartsWith(text, "id,metric,unit,index,value,counted\n\"a,\"\"b\"\"\nc\",w/value,things,0,80,true\n");
    }

    [TestMethod]
    public void Gauges_stand_together_by_family_and_the_text_ends_as_it_must()
    {
        var text = new OpenMetricsReport().Text(Finished.Run(Finished.Pass("a"), Finished.Fail("b"), Finished.Skipped("c", "later")));

        StringAssert.Contains(text, """
            # TYPE perfspecs_value gauge
            # HELP perfspecs_value Point estimate of the judged statistic.
            perfspecs_value{id="a",metric="w/value",statistic="median",better="lower",unit="things"} 90
            perfspecs_value{id="b",metric="w/value",statistic="median",better="lower",unit="things"} 200
            # TYPE perfspecs_interval_lower gauge
            """.ReplaceLineEndings("\n"));
        Assert.DoesNotContain("perfspecs_interval_upper{id=\"b\"", text, "an end that is not known has no sample");
        StringAssert.Contains(text, "perfspecs_target{id=\"c\",metric=\"w/value\",statistic=\"median\",better=\"lower\",unit=\"things\"} 100\n");
        StringAssert.Contains(text, "perfspecs_samples{id=\"c\",metric=\"w/value\",statistic=\"median\",better=\"lower\"} 0\n");
        StringAssert.Contains(text, "perfspecs_verdict{id=\"c\",metric=\"w/value\",statistic=\"median\",better=\"lower\",verdict=\"skipped\",severity=\"error\"} 1\n");
        StringAssert.EndsWith(text, "} 1\n# EOF\n");
    }

    [TestMethod]
    public void Labels_are_escaped_so_that_every_line_is_a_comment_or_a_sample()
    {
        var lines = new OpenMetricsReport().Text(Finished.Run(Finished.Pass(Finished.Hostile))).TrimEnd('\n').Split('\n');

        foreach (var line in lines.Where(line => line[0] is not '#'))
            StringAssert.Matches(line, Sample());
        StringAssert.Contains(lines[5], "\\\"c\\\"");
        StringAssert.Contains(lines[5], "\\\\j");
        StringAssert.Contains(lines[5], "k\r\\nl");
    }

    [TestMethod]
    public void A_pull_request_sees_what_did_not_pass_then_why_and_the_passes_folded()
    {
        var text = new MarkdownReport().Text(Finished.Run(Finished.Pass("good"), Finished.Fail("bad"), Finished.Skipped("aside", "later"), Finished.Error("broken", "no")));

        StringAssert.Contains(text, "4 specs: 1 passed, 1 failed, 1 errored, 1 skipped · 6.3 s\n");
        StringAssert.Contains(text, "| ✗ | `bad` | 200.0 things (at least 190.0 things) | median &lt; 100 things | 3 | over by at least 1.9x |\n| - | `aside` |");
        StringAssert.Contains(text, "### ✗ `bad`\n\nspecs.json:8\n\n```text\nThe median is at least");
        StringAssert.Contains(text, "<details><summary>1 pass</summary>\n\n| |");
        StringAssert.Contains(text, "| ✓ | `good` | 90 things (80 to 100 things) | median &lt; 100 things | 3 | notices 1.2x |\n\n</details>");
        StringAssert.Contains(text, "System.InvalidOperationException: no");
        Assert.IsLessThan(text.IndexOf("<details>", StringComparison.Ordinal), text.IndexOf("`bad`", StringComparison.Ordinal));
    }

    [TestMethod]
    public void No_name_or_message_breaks_a_row_out_of_its_table_or_a_block_out_of_its_fence()
    {
        var text = new MarkdownReport().Text(Finished.Run(Finished.Skipped(Finished.Hostile, Finished.Hostile), Finished.Error("broken", "a\n````\n<script>")));

        var row = text.Split('\n').Single(line => line.StartsWith("| - |", StringComparison.Ordinal));
        Assert.HasCount(8, Pipe().Split(row), row);
        StringAssert.Contains(row, "``a\\|b \"c\" <d> & 'e' ]]> ␁␛[31m � 😀 `f` *g* @h {i} \\j, 100 %: k l``");
        StringAssert.Contains(row, "a\\|b \"c\" &lt;d&gt; &amp; 'e' \\]\\]&gt; ␁␛\\[31m � 😀 \\`f\\` \\*g\\* @<!-- -->h {i} \\\\j");
        StringAssert.Contains(text, "`````text\nSystem.InvalidOperationException: a\n````\n<script>\n`````\n");
    }

    [GeneratedRegex("""^perfspecs_[a-z_]+\{([a-z]+="([^"\\\n]|\\["\\n])*",?)+\} [0-9.+-]+$""")]
    private static partial Regex Sample();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Pipe();
}
