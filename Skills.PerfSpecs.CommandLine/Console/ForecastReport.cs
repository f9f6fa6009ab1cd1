using System.Globalization;
using PerfSpecs.Judging;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Statistics;
using PerfSpecs.Text;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>Shows what a run would need and which slowdowns it would notice, without measuring anything.</summary>
public static class ForecastReport
{
    /// <summary>Writes a line for each spec of a plan.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="stored">An earlier run, whose samples tell more than assumptions; null where there is none.</param>
    public static void Write(IAnsiConsole console, RunPlan plan, ResultsFile? stored)
    {
        var table = new Table().Border(TableBorder.None).AddColumns("spec", "target", "samples", "can pass from", "can fail from", "expected", "time", "notices", "by");
        foreach (var column in table.Columns)
            column.NoWrap().PadRight(2);
        foreach (var spec in plan.Specs)
        {
            var record = stored?.Specs.FirstOrDefault(candidate => IsSameQuantity(candidate, spec.Spec));
            table.AddRow([.. Cells(spec, plan.FailError, record).Select(cell => new Spectre.Console.Text(cell))]);
        }

        console.Write(table);
        console.WriteLine();
        console.WriteLine($"Each sampled spec fails wrongly with at most {Format.Percent(plan.FailError)}: the suite's {Format.Percent(plan.Suite.FalseAlarmRate)} over all of its sampled specs.");
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"By assumption: lognormal values with a log standard deviation of {SpecForecast.AssumedLogDeviation} at half of the target. A spec that notices 1.5x fails in 9 runs of 10 once the code is 1.5 times slower than today."));
    }

    private static string[] Cells(PlannedSpec planned, double failError, SpecRecord? record)
    {
        var spec = planned.Spec;
        if (planned.SetAside is { } aside)
            return [spec.Id, spec.Target.ToString(), "0", "", "", "", "", "", aside.Reason];
        if (SpecForecast.Of(spec, failError, record?.Values ?? []) is not { } forecast)
            return [spec.Id, spec.Target.ToString(), Number(spec.Target.Statistic is Statistic.Exact ? 2 : spec.Samples), "", "", "", "", "", ""];
        var time = record is { Values.Count: > 0 } ? Format.Seconds(TimeSpan.FromSeconds(record.ElapsedSeconds / record.Values.Count * forecast.ExpectedSamples)) : "";
        return
        [
            spec.Id, spec.Target.ToString(), Number(spec.Samples), Number(forecast.LeastToPass), Number(forecast.LeastToFail),
            Number(Math.Round(forecast.ExpectedSamples)), time, Noticed(spec, forecast.Notices), forecast.IsMeasured ? "stored samples" : "assumption",
        ];
    }

    private static string Noticed(Spec spec, double? notices) =>
        notices is not { } factor ? "nothing" : $"{Format.Factor(Power.RoundUp(factor))}{(factor > spec.Catches ? $" (wanted: {Format.Factor(spec.Catches.Value)})" : "")}";

    private static bool IsSameQuantity(SpecRecord record, Spec spec) =>
        string.Equals(record.Id, spec.Id, StringComparison.Ordinal) && string.Equals(record.Metric, spec.Metric, StringComparison.Ordinal) && string.Equals(record.Reference, spec.Reference, StringComparison.Ordinal);

    private static string Number(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
