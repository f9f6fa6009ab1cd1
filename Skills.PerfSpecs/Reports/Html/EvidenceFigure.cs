using System.Globalization;
using PerfSpecs.Judging;
using PerfSpecs.Running;

namespace PerfSpecs.Reports.Html;

/// <summary>The path of the evidence towards the decision: samples beyond the target against the bounds of the test.</summary>
internal static class EvidenceFigure
{
    private const int MostSteps = 160;

    public static void Write(HtmlText html, SpecResult result, double failError)
    {
        var path = Evidence.Path(result.Spec.Spec.Target, result.Judgement.Values);
        // Somewhat further than the run went, so that it is seen what would have decided.
        var bounds = Evidence.Bounds(result.Judged, result.Judgement.FailError ?? failError, path.Count * 3 / 2);
        if (bounds.Count < 2 || path.Count is 0)
            return;
        var across = new Scale(0, bounds[^1].Samples, Figure.Left, Figure.Right);
        var up = new Scale(0, Math.Max(2, 1.1 * Math.Max(path[^1], bounds.Max(bound => bound.LeastToFail ?? 0))), Figure.Bottom, Figure.Top);
        new Figure("Evidence", Alternative(result.Judgement.Verdict, path), across, up)
        {
            LabelAcross = Whole,
            LabelUp = Whole,
            Columns = ["samples", "beyond the target", "passes with at most", "fails from"],
            Rows = [.. Checkpoints(bounds, path.Count).Select(bound => (IReadOnlyList<string>)[$"{bound.Samples}", $"{path[bound.Samples - 1]}", Words(bound.MostToPass), Words(bound.LeastToFail)])],
        }.Write(html, () =>
        {
            Bound("fail", bound => bound.LeastToFail);
            Bound("pass", bound => bound.MostToPass);
            var steps = Thinned(path.Count).Select(i => (across.At(i + 1), up.At(path[i])));
            html.Empty("path", ("class", "line"), ("d", Figure.Steps(steps.Prepend((across.At(0), up.At(0))))));
            html.Empty("path", ("class", "dots end"), ("d", Figure.Dots([(across.At(path.Count), up.At(path[^1]))])));
        });

        void Bound(string kind, Func<DecisionBounds, int?> of)
        {
            var points = Thinned(bounds.Count).Select(i => bounds[i]).Where(bound => of(bound) is not null).Select(bound => (across.At(bound.Samples), up.At(of(bound)!.Value)));
            html.Empty("path", ("class", $"bound {kind}"), ("d", Figure.Steps(points)));
        }
    }

    private static string Alternative(Verdict verdict, IReadOnlyList<int> path)
    {
        var end = verdict switch
        {
            Verdict.Pass => "few enough for a pass (the lower dashed line)",
            Verdict.Fail => "enough for a fail (the upper dashed line)",
            _ => "which decides nothing: between the dashed lines everything is open",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{path[^1]} of {path.Count} samples lie beyond the target, {end}.");
    }

    private static string Whole(double number) => double.IsInteger(number) ? number.ToString("#,0", CultureInfo.InvariantCulture) : "";

    private static string Words(int? count) => count is { } known ? known.ToString(CultureInfo.InvariantCulture) : "not yet";

    private static IEnumerable<DecisionBounds> Checkpoints(IReadOnlyList<DecisionBounds> bounds, int samples) =>
        new[] { 0.25, 0.5, 0.75, 1 }.Select(share => bounds[(int)Math.Ceiling(share * samples) - 1]).Distinct();

    private static IEnumerable<int> Thinned(int count)
    {
        var every = Math.Max(1, count / MostSteps);
        return Enumerable.Range(0, count).Where(i => i % every is 0 || i == count - 1);
    }
}
