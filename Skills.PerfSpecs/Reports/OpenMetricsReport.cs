using System.Globalization;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Text;

namespace PerfSpecs.Reports;

/// <summary>The estimates, intervals, targets and verdicts in the OpenMetrics text format, for a scraper or a push gateway.</summary>
/// <remarks>
/// A family holds values of one unit, which its name ends with: seconds, bytes, ratio (shares and multiples) or per_second; counts have their noun
/// as a label. An end of an interval that is not known has no sample. Source: the OpenMetrics 1.0 specification.
/// </remarks>
public sealed class OpenMetricsReport : TextReport
{
    private const string Counts = "";
    private static readonly string[] Units = ["seconds", "bytes", "ratio", "per_second", Counts];

    private static readonly (string Name, string Help, Func<SpecResult, double?> Value)[] Gauges =
    [
        ("perfspecs_value", "Point estimate of the judged statistic.", result => result.Judgement.Estimate),
        ("perfspecs_interval_lower", "Lower end of the judged interval, where it is known.", result => result.Judgement.Interval?.Lower),
        ("perfspecs_interval_upper", "Upper end of the judged interval, where it is known.", result => result.Judgement.Interval?.Upper),
        ("perfspecs_target", "The target's bound. The label better says on which side of it is good.", result => result.Spec.Spec.Target.Bound.Value),
    ];

    /// <inheritdoc/>
    protected override void Write(FinishedRun run, TextWriter text)
    {
        Info(run, text);
        foreach (var (name, help, value) in Gauges)
        {
            foreach (var unit in Units)
                Family(run, text, name, unit, help, result => Base(value(result), result.Spec.Unit), unit is Counts ? Noun : _ => "");
        }

        Family(run, text, "perfspecs_samples", null, "Counted samples.", result => result.Judgement.Values.Count, _ => "");
        Family(run, text, "perfspecs_verdict", null, "1, with the verdict and the spec's severity as labels.", _ => 1, Verdict);
        text.WriteLine("# EOF");
    }

    private static void Info(FinishedRun run, TextWriter text)
    {
        text.WriteLine("# TYPE perfspecs_run info");
        text.WriteLine("# HELP perfspecs_run The run: the tool's version, the commit that was measured, the specs file and where it ran.");
        (string Name, string? Value)[] labels =
        [
            ("version", run.Tool), ("commit", run.Commit), ("file", run.Result.Plan.File), ("runtime", run.Environment.Runtime),
            ("configuration", run.Environment.Configuration), ("cancelled", run.Result.IsCancelled ? "true" : "false"),
        ];
        text.WriteLine($"perfspecs_run_info{{{string.Join(',', labels.Where(label => label.Value is not null).Select(label => $"{label.Name}=\"{Escaped(label.Value!)}\""))}}} 1");
    }

    private static void Family(FinishedRun run, TextWriter text, string name, string? unit, string help, Func<SpecResult, double?> value, Func<SpecResult, string> more)
    {
        var samples = run.Result.Results
            .Where(result => unit is null || UnitOf(result.Spec.Unit).Equals(unit, StringComparison.Ordinal))
            .Select(result => (Result: result, Value: value(result)))
            .Where(sample => sample.Value is { } number && double.IsFinite(number))
            .ToList();
        if (samples.Count is 0)
            return;
        var family = string.IsNullOrEmpty(unit) ? name : $"{name}_{unit}";
        text.WriteLine($"# TYPE {family} gauge");
        if (!string.IsNullOrEmpty(unit))
            text.WriteLine($"# UNIT {family} {unit}");
        text.WriteLine($"# HELP {family} {help}");
        foreach (var (result, number) in samples)
            text.WriteLine($"{family}{{{Labels(result)}{more(result)}}} {number!.Value.ToString("R", CultureInfo.InvariantCulture)}");
    }

    private static string UnitOf(Unit unit) => unit.Dimension switch
    {
        Dimension.Time => "seconds",
        Dimension.Size => "bytes",
        Dimension.Share or Dimension.Ratio => "ratio",
        Dimension.Frequency => "per_second",
        _ => Counts,
    };

    private static double? Base(double? value, Unit unit) => unit.Dimension is Dimension.Time ? value / Unit.Second.Factor : value;

    private static string Labels(SpecResult result)
    {
        var spec = result.Spec.Spec;
        return $"id=\"{Escaped(spec.Id)}\",metric=\"{Escaped(spec.Metric)}\",statistic=\"{spec.Target.Statistic}\",better=\"{(spec.Target.IsUpper ? "lower" : "higher")}\"";
    }

    private static string Noun(SpecResult result) => $",unit=\"{Escaped(result.Spec.Unit.Symbol)}\"";

    private static string Verdict(SpecResult result) =>
        $",verdict=\"{result.Judgement.Verdict.ToString().ToLowerInvariant()}\",severity=\"{result.Spec.Spec.Severity.ToString().ToLowerInvariant()}\"";

    private static string Escaped(string label) => VisibleText.Of(label)
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
