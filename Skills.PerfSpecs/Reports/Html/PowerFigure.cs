using System.Globalization;
using PerfSpecs.Judging;
using PerfSpecs.Running;
using PerfSpecs.Text;

namespace PerfSpecs.Reports.Html;

/// <summary>How likely the spec fails by how many times slower the code becomes.</summary>
internal static class PowerFigure
{
    public static void Write(HtmlText html, SpecResult result, double failError)
    {
        if (result.Judgement.Values.Count < 2)
            return;
        var curve = Evidence.Power(result.Judged, result.Judgement.FailError ?? failError, result.Judgement);
        if (curve.Count < 2)
            return;
        var across = new Scale(1, curve[^1].Factor, Figure.Left, Figure.Right, IsLogarithmic: true);
        var up = new Scale(0, 1, Figure.Bottom, Figure.Top);
        new Figure("What it notices", Words.Promise(result.Spec.Spec, result.Judgement.Notices!.Value), across, up)
        {
            LabelAcross = Format.Factor,
            LabelUp = share => Format.Percent(share),
            Columns = ["slower than today", "fails", "samples needed on average"],
            Rows = [.. curve.Select(point => (IReadOnlyList<string>)[Format.Factor(point.Factor), Format.Percent(Math.Round(point.Fails, 3)), point.ExpectedSamples.ToString("#,0", CultureInfo.InvariantCulture)])],
        }.Write(html, () =>
        {
            html.Empty("path", ("class", "quantile"), ("d", $"M{Figure.Left} {HtmlText.Number(up.At(0.9))}H{Figure.Right}"));
            html.Empty("path", ("class", "line"), ("d", Figure.Path(curve.Select(point => (across.At(point.Factor), up.At(point.Fails))))));
        });
    }
}
