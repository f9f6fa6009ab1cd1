using System.Globalization;
using PerfSpecs.Environments;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Statistics;
using PerfSpecs.Text;

namespace PerfSpecs.Reports.Html;

/// <summary>The values of earlier runs on the same machine, with where they seem to have changed.</summary>
internal static class HistoryFigure
{
    private const int MostRuns = 100;

    public static void Write(HtmlText html, SpecResult result, FinishedRun run)
    {
        var machine = MachineFingerprint.Of(run.Environment);
        var (spec, unit) = (result.Spec.Spec, result.Spec.Unit);
        List<HistoryRecord> records =
        [
            .. run.History.Where(record => record is { Estimate: not null, Verdict: not "unfit" }
                && record.Id.Equals(spec.Id, StringComparison.Ordinal) && record.Metric.Equals(spec.Metric, StringComparison.Ordinal)
                && record.Statistic.Equals(spec.Target.Statistic.ToString(), StringComparison.Ordinal) && record.Machine.Equals(machine, StringComparison.Ordinal))
                .OrderBy(record => record.Time).TakeLast(MostRuns),
        ];
        if (records.Count < 2)
            return;
        var changes = ChangePoints.Find([.. records.Select(record => record.Estimate!.Value)]);
        var across = new Scale(0, records.Count, Figure.Left, Figure.Right);
        var up = Scale.Of([.. records.Select(record => record.Estimate!.Value), spec.Target.Bound.Value], Figure.Bottom, Figure.Top);
        new Figure("History", Alternative(records, changes), across, up)
        {
            LabelAcross = number => number.ToString("#,0", CultureInfo.InvariantCulture),
            LabelUp = value => Scale.Label(value, unit),
            Columns = ["run", "commit", "value", "verdict"],
            Rows = [.. records.TakeLast(10).Select(record => (IReadOnlyList<string>)[record.Time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), Commit(record), Format.Value(record.Estimate!.Value, unit, record.Interval), record.Verdict])],
        }.Write(html, () =>
        {
            html.Empty("path", ("class", "target"), ("d", $"M{Figure.Left} {HtmlText.Number(up.At(spec.Target.Bound.Value))}H{Figure.Right}"));
            foreach (var change in changes)
                html.Empty("path", ("class", "cut"), ("d", $"M{HtmlText.Number(across.At(change.Index))} {Figure.Top}V{Figure.Bottom}"));
            html.Empty("path", ("class", "line"), ("d", Figure.Path(records.Index().Select(one => (across.At(one.Index + 0.5), up.At(one.Item.Estimate!.Value))))));
            html.Empty("path", ("class", "dots"), ("d", Figure.Dots(records.Index().Select(one => (across.At(one.Index + 0.5), up.At(one.Item.Estimate!.Value))))));
        });
    }

    private static string Alternative(List<HistoryRecord> records, IReadOnlyList<ChangePoint> changes) => changes.Count is 0
        ? $"{records.Count} runs; no change found."
        : $"{records.Count} runs; the value seems to have changed with {string.Join(", ", changes.Select(change => Commit(records[change.Index])))} (dashed). The detector also fires on {Format.Percent(ChangePoints.FalseAlarms.Least)} to {Format.Percent(ChangePoints.FalseAlarms.Greatest)} of series in which nothing changed.";

    private static string Commit(HistoryRecord record) =>
        record.Commit is { } commit ? commit[..Math.Min(commit.Length, 12)] : record.Time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
