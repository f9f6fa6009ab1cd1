using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PerfSpecs.Judging;
using PerfSpecs.Reports;
using PerfSpecs.Reports.Html;
using PerfSpecs.Running;
using PerfSpecs.Statistics;

namespace PerfSpecs.Tests;

[TestClass]
public sealed partial class HtmlReportTests
{
    [TestMethod]
    public void Every_verdict_makes_well_formed_markup_with_a_plot_a_name_and_a_table_for_each_figure()
    {
        var page = Parse(new HtmlReport().Text(Finished.Run(Finished.Pass("a"), Finished.Fail("b"), Finished.Undecided("c"), Finished.Error("d", "broken"), Finished.Skipped("e", "later"))));

        CollectionAssert.AreEqual(new[] { "b", "d", "c", "a", "e" }, page.Descendants("summary").Select(line => line.Descendants("b").FirstOrDefault()?.Value).OfType<string>().ToArray());
        Assert.AreEqual("2 budgets are broken", page.Descendants("h1").Single().Value);
        var figures = page.Descendants("figure").ToList();
        Assert.IsNotEmpty(figures);
        foreach (var figure in figures)
        {
            Assert.AreEqual("img", (string?)figure.Element("svg")!.Attribute("role"));
            Assert.IsGreaterThan(10, ((string?)figure.Element("svg")!.Attribute("aria-label"))!.Length);
            Assert.IsNotEmpty(figure.Descendants("tbody").Single().Elements());
        }
    }

    [TestMethod]
    public void Hostile_texts_stay_texts_and_the_results_read_back()
    {
        var hostile = Finished.Fail("a").With(spec => spec with { Id = Finished.Hostile, Title = $"</script><script>alert(1)</script>{Finished.Hostile}", Tags = ["<b>"] });
        var run = Finished.Run(hostile, Finished.Error("<img src=x onerror=alert(1)>", "</pre><script>alert(2)</script>"));

        var text = new HtmlReport().Text(run);

        Assert.DoesNotContain("<script>alert", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", text, StringComparison.Ordinal);
        Parse(text);
        using var results = JsonDocument.Parse(Json().Match(text).Groups["json"].Value);
        using var stored = JsonDocument.Parse(new JsonReport().Text(run));
        Assert.IsTrue(JsonElement.DeepEquals(stored.RootElement, results.RootElement));
    }

    [TestMethod]
    public void Fifty_specs_of_two_hundred_samples_weigh_less_than_a_megabyte_and_fetch_nothing()
    {
        var random = new Random(20261123);
        var run = Finished.Run([.. Enumerable.Range(0, 50).Select(i => Sampled($"spec-{i}", random))]);

        var text = new HtmlReport().Text(run);

        Assert.IsLessThan(1_000_000, Encoding.UTF8.GetByteCount(text));
        Assert.AreEqual(text, new HtmlReport().Text(run));
        Assert.IsFalse(Fetching().IsMatch(text));
    }

    [TestMethod]
    public void The_evidence_ends_at_the_bound_that_decided()
    {
        var result = Sampled("a", new Random(1));
        var (spec, judgement) = (result.Spec.Spec, result.Judgement);

        var path = Evidence.Path(spec.Target, judgement.Values);
        var bounds = Evidence.Bounds(spec, 0.001, judgement.Values.Count);

        Assert.AreEqual(Verdict.Pass, judgement.Verdict);
        Assert.IsTrue(bounds.SkipLast(1).All(bound => !(path[bound.Samples - 1] <= bound.MostToPass)));
        Assert.IsLessThanOrEqualTo(bounds[^1].MostToPass!.Value, path[^1]);
        Assert.IsTrue(bounds.All(bound => bound.LeastToFail is null || bound.MostToPass is null || bound.LeastToFail > bound.MostToPass));
    }

    [TestMethod]
    public void The_bounds_of_a_gate_that_only_looks_at_its_cap_are_the_binomial_ones()
    {
        var spec = new Spec { Id = "a", Metric = "w/value", Target = Statistic.Median < new Quantity(100, Unit.Count("things")), Samples = 20, Stop = StopRule.Never };

        var bounds = Evidence.Bounds(spec, 0.001, most: 50);

        // Of 20 fair coins 16 or more are heads in 0.59 %, 15 or more in 2.07 %; 18 or more in 0.02 %, 17 or more in 0.13 %.
        Assert.AreEqual(new DecisionBounds(20, 4, 18), bounds[^1]);
        Assert.IsTrue(bounds.SkipLast(1).All(bound => bound is { MostToPass: null, LeastToFail: null }));
        CollectionAssert.AreEqual(new[] { 0, 1, 1, 2 }, Evidence.Path(spec.Target, [99, 100, 99, 101]).ToArray());
    }

    [TestMethod]
    public void Dots_of_the_warm_up_beyond_the_scale_are_said_to_be_drawn_at_its_edge()
    {
        var calm = Sampled("a", new Random(1)) with { WarmUp = new Trace(1, [60, 61, 62]) };
        var steep = calm with { WarmUp = new Trace(1, [9000, 61, 62]) };

        Assert.DoesNotContain("drawn at its edge", new HtmlReport().Text(Finished.Run(calm)), StringComparison.Ordinal);
        Assert.Contains("1 of its 3 dots lie beyond the scale and are drawn at its edge.", new HtmlReport().Text(Finished.Run(steep)), StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(0.0, 10.0, 5, new[] { 0.0, 2, 4, 6, 8, 10 })]
    [DataRow(0.31, 0.52, 4, new[] { 0.35, 0.4, 0.45, 0.5 })]
    [DataRow(-3.0, 3.0, 3, new[] { -2.0, 0, 2 })]
    public void Marks_are_round(double from, double to, int most, double[] marks)
    {
        var found = new Scale(from, to, 0, 100).Ticks(most);

        Assert.HasCount(marks.Length, found);
        foreach (var (expected, actual) in marks.Zip(found))
            Assert.AreEqual(expected, actual, 1e-12);
    }

    [TestMethod]
    public void Values_far_apart_are_drawn_by_factors_and_what_is_outside_at_the_edge()
    {
        var wide = Scale.Of([1e3, 5e8], 0, 100);
        Assert.IsTrue(wide.IsLogarithmic);
        Assert.AreEqual(wide.At(1e5) - wide.At(1e4), wide.At(1e8) - wide.At(1e7), 1e-9);
        var near = Scale.Of([90, 100, double.PositiveInfinity], 0, 100);
        Assert.AreEqual((0.0, 100.0), (near.At(double.NegativeInfinity), near.At(double.PositiveInfinity)));
    }

    private static SpecResult Sampled(string id, Random random)
    {
        var spec = new Spec { Id = id, Metric = "w/value", Title = "What is measured in words", Target = Statistic.Median < new Quantity(100, Unit.Count("things")), Stop = StopRule.Never };
        var judgement = SpecJudge.Derive(spec, 0.001, [.. Enumerable.Range(0, 200).Select(_ => 60 * Math.Exp(0.2 * (random.NextDouble() - 0.3)))]);
        var warmUp = new Trace(1, [.. Enumerable.Range(0, 64).Select(_ => random.NextDouble() * 300)]);
        return new SpecResult(new PlannedSpec(spec, Run.Value, ["list"], null), judgement, Stride.Assumed, 1, TimeSpan.FromSeconds(1)) { WarmUp = warmUp };
    }

    private static XElement Parse(string page) =>
        XDocument.Parse(Unread().Replace(page, "<${tag}/>").Replace("<!doctype html>", "", StringComparison.Ordinal)).Root!;

    [GeneratedRegex("<(?<tag>style|script)[^>]*>.*?</\\k<tag>>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Unread();

    [GeneratedRegex("<script type=\"application/json\" id=\"results\">(?<json>.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Json();

    [GeneratedRegex("(?:src|href)=|url\\(|@import|fetch\\(|XMLHttpRequest")]
    private static partial Regex Fetching();
}
