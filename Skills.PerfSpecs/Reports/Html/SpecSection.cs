using System.Globalization;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Text;

namespace PerfSpecs.Reports.Html;

/// <summary>One spec: a line with its bullet graph, and everything that is known of it below.</summary>
internal static class SpecSection
{
    public static void Write(HtmlText html, SpecResult result, FinishedRun run, int order)
    {
        var (spec, finding) = (result.Spec.Spec, Findings.Of(result));
        var isOpen = finding is Finding.Fail or Finding.Error;
        using (html.In("details", ("class", $"spec {finding.Word()}"), ("open", isOpen ? "" : null), ("data-verdict", finding.Word()), ("data-order", $"{order}"), ("data-room", Room(result)), ("data-name", spec.Id.ToLowerInvariant()), ("data-text", $"{result.Spec.FullName} {spec.Title} {spec.Metric} {string.Join(' ', spec.Tags)}".ToLowerInvariant())))
        {
            using (html.In("summary"))
                Line(html, result);
            using (html.In("div", ("class", "body")))
            {
                Explanation(html, result, run);
                using (html.In("div", ("class", "figs")))
                {
                    DistributionFigure.Write(html, result);
                    SamplesFigure.Write(html, result);
                    EvidenceFigure.Write(html, result, run.Result.Plan.FailError);
                    PowerFigure.Write(html, result, run.Result.Plan.FailError);
                    HistoryFigure.Write(html, result, run);
                }
            }
        }

        html.Line();
    }

    private static void Line(HtmlText html, SpecResult result)
    {
        var spec = result.Spec.Spec;
        html.Element("span", Words.Symbol(result), ("class", "symbol"), ("title", Findings.Of(result).Name()), ("aria-hidden", "true"));
        html.Element("span", Findings.Of(result).Name(), ("class", "hidden"));
        using (html.In("span", ("class", "name")))
        {
            html.Element("b", spec.Id);
            if (spec.Title is { } title)
                html.Element("small", title);
        }

        using (html.In("span", ("class", "graph")))
            BulletGraph.Write(html, result);
        using (html.In("span", ("class", "measured")))
        {
            html.Element("b", Words.Estimate(result) is { Length: > 0 } estimate ? estimate : Findings.Of(result).Name());
            html.Element("small", $"{spec.Target}");
        }

        html.Element("span", Words.Remark(result), ("class", "remark"));
    }

    private static void Explanation(HtmlText html, SpecResult result, FinishedRun run)
    {
        using (html.In("div", ("class", "why")))
        {
            foreach (var (heading, lines) in Advice.Of(result, run.Result.Plan.Seed, run.Commands, isMonospaced: false))
            {
                using (html.In("section"))
                {
                    html.Element("h3", heading);
                    foreach (var line in lines)
                        html.Element("p", line);
                }
            }
        }

        if (result.Judgement.Cause.Thrown is { } thrown)
            html.Element("pre", thrown.ToString());
    }

    // How far the target is from the worst end of the interval, as a factor; what fails stands below 1.
    private static string? Room(SpecResult result)
    {
        if (result.Judgement.Interval is not { } interval || result.Spec.Spec.Target is not { Bound.Value: > 0 and var bound } target || !(interval.Upper > 0))
            return null;
        var room = target.IsUpper ? bound / interval.Upper : interval.Lower / bound;
        return double.IsFinite(room) ? room.ToString("G6", CultureInfo.InvariantCulture) : null;
    }
}
