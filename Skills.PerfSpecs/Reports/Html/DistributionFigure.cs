using System.Globalization;
using PerfSpecs.Running;
using PerfSpecs.Statistics;
using PerfSpecs.Text;

namespace PerfSpecs.Reports.Html;

/// <summary>The empirical distribution of the samples, with target and interval.</summary>
internal static class DistributionFigure
{
    private const int MostSteps = 160;
    private static readonly int[] Percents = [1, 5, 25, 50, 75, 90, 95, 99];

    public static void Write(HtmlText html, SpecResult result)
    {
        var (values, unit, target) = (result.Judgement.Values, result.Spec.Unit, result.Spec.Spec.Target);
        if (values.Count < 2 || result.Judgement.Interval is not { } interval || target.Statistic is Statistic.Exact or Statistic.Rate)
            return;
        double[] sorted = [.. values.Order()];
        var scale = Scale.Of([sorted[0], sorted[^1], target.Bound.Value, interval.Lower, interval.Upper], Figure.Left, Figure.Right);
        var shares = new Scale(0, 1, Figure.Bottom, Figure.Top);
        var within = values.Count(target.Includes);
        new Figure("Distribution", string.Create(CultureInfo.InvariantCulture, $"{within} of {values.Count} samples keep the target, {target.BoundText}."), scale, shares)
        {
            LabelAcross = value => Scale.Label(value, unit),
            LabelUp = share => Format.Percent(share),
            Columns = ["share of the samples", "at or below"],
            Rows = [.. Percents.Select(percent => (IReadOnlyList<string>)[$"{percent} %", Format.Value(OrderStatisticInterval.Estimate(sorted, percent / 100.0), unit)])],
        }.Write(html, () =>
        {
            Bounds.Across(html, scale, target, interval);
            if (target.Statistic is Statistic.Quantile { Probability: var probability })
                html.Empty("path", ("class", "quantile"), ("d", $"M{Figure.Left} {HtmlText.Number(shares.At(probability))}H{Figure.Right}"));
            html.Empty("path", ("class", "line"), ("d", Figure.Steps(Steps(sorted).Select(step => (scale.At(step.Value), shares.At(step.Share))))));
        });
    }

    private static IEnumerable<(double Value, double Share)> Steps(double[] sorted)
    {
        yield return (sorted[0], 0);
        var every = Math.Max(1, sorted.Length / MostSteps);
        for (var i = every - 1; i < sorted.Length; i += every)
            yield return (sorted[i], (i + 1.0) / sorted.Length);
        yield return (sorted[^1], 1);
    }
}
