using PerfSpecs.Running;
using PerfSpecs.Text;

namespace PerfSpecs.Reports.Html;

/// <summary>Value, interval and target of one spec on one line.</summary>
internal static class BulletGraph
{
    private const double Width = 220;
    private const double Height = 30;
    private const double Middle = 15;

    public static void Write(HtmlText html, SpecResult result)
    {
        if (result.Judgement is not { Interval: { } interval })
            return;
        var target = result.Spec.Spec.Target;
        var bound = target.Bound.Value;
        var scale = Scale.Of([interval.Lower, interval.Upper, interval.Estimation, bound], 4, Width - 4);
        var edge = scale.At(bound);
        using (html.In("svg", ("class", "bullet"), ("viewBox", $"0 0 {Width} {Height}"), ("role", "img"), ("aria-label", Alternative(result))))
        {
            var (from, to) = target.IsUpper ? (scale.Start, edge) : (edge, scale.End);
            html.Empty("path", ("class", "allowed"), ("d", $"M{HtmlText.Number(from)} {Middle}H{HtmlText.Number(to)}"));
            html.Empty("path", ("class", "interval"), ("d", $"M{HtmlText.Number(scale.At(interval.Lower))} {Middle}H{HtmlText.Number(scale.At(interval.Upper))}"));
            html.Empty("path", ("class", "value"), ("d", $"M{HtmlText.Number(scale.At(interval.Estimation))} {Middle}h0"));
            html.Empty("path", ("class", "target"), ("d", $"M{HtmlText.Number(edge)} 3V27"));
        }
    }

    private static string Alternative(SpecResult result) =>
        $"{Words.Estimate(result)}{(Words.Interval(result) is { Length: > 0 } interval ? $", interval {interval}" : "")}, target {result.Spec.Spec.Target.BoundText}";
}
