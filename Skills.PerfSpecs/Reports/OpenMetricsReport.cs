using System.Globalization;
using PerfSpecs.Running;

namespace PerfSpecs.Reports;

/// <summary>The estimates, intervals, targets and verdicts as gauges in the OpenMetrics text format, for a scraper or a push gateway.</summary>
public sealed class OpenMetricsReport : TextReport
{
    private static readonly (string Name, string Help, Func<SpecResult, double?> Value)[] Gauges =
    [
        ("perfspecs_value", "Point estimate of the judged statistic, in the unit of the label.", result => result.Judgement.Estimate),
        ("perfspecs_interval_lower", "Lower end of the judged interval; -Inf where it is not known.", result => result.Judgement.Interval?.Lower),
        ("perfspecs_interval_upper", "Upper end of the judged interval; +Inf where it is not known.", result => result.Judgement.Interval?.Upper),
        ("perfspecs_target", "The target's bound.", result => result.Spec.Spec.Target.Bound.Value),
        ("perfspecs_samples", "Counted samples.", result => result.Judgement.Values.Count),
    ];

    /// <inheritdoc/>
    protected override void Write(FinishedRun run, TextWriter text)
    {
        foreach (var (name, help, value) in Gauges)
            Family(name, help, value, _ => "");
        Family("perfspecs_verdict", "1, with the verdict as a label.", _ => 1, result => $",verdict=\"{result.Judgement.Verdict.ToString().ToLowerInvariant()}\"");
        text.WriteLine("# EOF");

        void Family(string name, string help, Func<SpecResult, double?> value, Func<SpecResult, string> more)
        {
            text.WriteLine($"# TYPE {name} gauge");
            text.WriteLine($"# HELP {name} {help}");
            foreach (var result in run.Result.Results)
            {
                if (value(result) is { } number)
                    text.WriteLine($"{name}{{{Labels(result)}{more(result)}}} {Number(number)}");
            }
        }
    }

    private static string Labels(SpecResult result) =>
        $"id=\"{Escaped(result.Spec.Spec.Id)}\",metric=\"{Escaped(result.Spec.Spec.Metric)}\",unit=\"{Escaped(result.Spec.Unit.BaseSymbol)}\"";

    private static string Escaped(string label) => label
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Number(double number) =>
        double.IsPositiveInfinity(number) ? "+Inf" :
        double.IsNegativeInfinity(number) ? "-Inf" :
        number.ToString("R", CultureInfo.InvariantCulture);
}
