using Perfolizer.Mathematics.Common;

namespace PerfSpecs.Reports.Html;

/// <summary>Target and interval as lines and a band within a figure.</summary>
internal static class Bounds
{
    /// <summary>Where values lie across.</summary>
    public static void Across(HtmlText html, Scale scale, Target target, ConfidenceInterval interval)
    {
        var (from, to) = (scale.At(interval.Lower), scale.At(interval.Upper));
        html.Empty("rect", ("class", "band"), ("x", HtmlText.Number(from)), ("y", HtmlText.Number(Figure.Top)), ("width", HtmlText.Number(Math.Max(1, to - from))), ("height", HtmlText.Number(Figure.Bottom - Figure.Top)));
        html.Empty("path", ("class", "target"), ("d", $"M{HtmlText.Number(scale.At(target.Bound.Value))} {Figure.Top}V{Figure.Bottom}"));
    }

    /// <summary>Where values lie upwards.</summary>
    public static void Up(HtmlText html, Scale scale, Target target, ConfidenceInterval interval)
    {
        var (from, to) = (scale.At(interval.Lower), scale.At(interval.Upper));
        html.Empty("rect", ("class", "band"), ("x", HtmlText.Number(Figure.Left)), ("y", HtmlText.Number(to)), ("width", HtmlText.Number(Figure.Right - Figure.Left)), ("height", HtmlText.Number(Math.Max(1, from - to))));
        html.Empty("path", ("class", "target"), ("d", $"M{Figure.Left} {HtmlText.Number(scale.At(target.Bound.Value))}H{Figure.Right}"));
    }
}
