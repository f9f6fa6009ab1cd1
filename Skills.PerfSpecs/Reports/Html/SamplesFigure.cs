using System.Globalization;
using PerfSpecs.Running;
using PerfSpecs.Text;

namespace PerfSpecs.Reports.Html;

/// <summary>The samples in the order in which they were taken, behind the warm-up that is not counted.</summary>
internal static class SamplesFigure
{
    private const int MostDots = 240;

    public static void Write(HtmlText html, SpecResult result)
    {
        var (values, unit, target) = (result.Judgement.Values, result.Spec.Unit, result.Spec.Spec.Target);
        if (values.Count < 2 || result.Judgement.Interval is not { } interval || target.Statistic is Statistic.Exact or Statistic.Rate)
            return;
        var warmUp = result.WarmUp.Values;
        // The warm-up takes a fifth of the room at most: what counts is what counted.
        var begin = warmUp.Count is 0 ? 0 : -Math.Max(1, values.Count / 4.0);
        var across = new Scale(begin, values.Count, Figure.Left, Figure.Right);
        var up = Scale.Of([.. values, target.Bound.Value, interval.Lower, interval.Upper], Figure.Bottom, Figure.Top);
        new Figure("Over time", Alternative(result, warmUp.Count(value => value > up.To || value < up.From)), across, up)
        {
            LabelAcross = number => number < 0 ? "" : number.ToString("#,0", CultureInfo.InvariantCulture),
            LabelUp = value => Scale.Label(value, unit),
            Columns = ["samples", "least", "median", "greatest"],
            Rows = [.. Parts(values).Select(part => (IReadOnlyList<string>)[part.Name, .. part.Values.Select(value => Format.Value(value, unit))])],
        }.Write(html, () =>
        {
            Bounds.Up(html, up, target, interval);
            if (warmUp.Count > 0)
            {
                html.Empty("path", ("class", "dots warm"), ("d", Figure.Dots(Thinned(warmUp).Select(one => (across.At(begin * (1 - ((one.Index + 0.5) / warmUp.Count))), up.At(one.Value))))));
                html.Empty("path", ("class", "cut"), ("d", $"M{HtmlText.Number(across.At(0))} {Figure.Top}V{Figure.Bottom}"));
            }

            html.Empty("path", ("class", "dots"), ("d", Figure.Dots(Thinned(values).Select(one => (across.At(one.Index + 0.5), up.At(one.Value))))));
        });
    }

    private static string Alternative(SpecResult result, int outside)
    {
        var counted = $"{result.Judgement.Values.Count} samples in the order taken";
        var every = result.Stride.Every > 1 ? string.Create(CultureInfo.InvariantCulture, $", one in {result.Stride.Every:0.#} counted") : "";
        if (result.WarmUp.Values.Count is 0)
            return $"{counted}{every}.";
        var clipped = outside > 0 ? string.Create(CultureInfo.InvariantCulture, $" {outside} of its {result.WarmUp.Values.Count} dots lie beyond the scale and are drawn at its edge.") : "";
        return $"{counted}{every}; left of the dashed line the warm-up, which never counts.{clipped}";
    }

    /// <summary>The samples in quarters, each with its least, middle and greatest value.</summary>
    private static IEnumerable<(string Name, IReadOnlyList<double> Values)> Parts(IReadOnlyList<double> values)
    {
        var each = Math.Max(1, (values.Count + 3) / 4);
        for (var first = 0; first < values.Count; first += each)
        {
            double[] part = [.. values.Skip(first).Take(each).Order()];
            yield return ($"{first + 1} to {first + part.Length}", [part[0], part[part.Length / 2], part[^1]]);
        }
    }

    private static IEnumerable<(int Index, double Value)> Thinned(IReadOnlyList<double> values)
    {
        var every = Math.Max(1, (values.Count + MostDots - 1) / MostDots);
        for (var i = 0; i < values.Count; i += every)
            yield return (i, values[i]);
    }
}
