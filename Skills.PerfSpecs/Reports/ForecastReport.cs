using System.Globalization;
using PerfSpecs.Judging;
using PerfSpecs.Running;
using Spectre.Console;

namespace PerfSpecs.Reports;

/// <summary>Shows what a run would need and could catch, without measuring anything.</summary>
public static class ForecastReport
{
    /// <summary>Writes a line for each spec of a plan.</summary>
    public static void Write(IAnsiConsole console, RunPlan plan)
    {
        var table = new Table().Border(TableBorder.None).AddColumns("spec", "target", "samples", "can pass from", "can fail from", "expected at half the target", "catches");
        foreach (var column in table.Columns)
            column.NoWrap().PadRight(2);
        foreach (var spec in plan.Specs)
            table.AddRow([.. Cells(spec, plan.FailError).Select(cell => new Text(cell))]);
        console.Write(table);
        console.WriteLine();
        console.WriteLine($"Each sampled spec fails wrongly with at most {Format.Percent(plan.FailError)}: the suite's {Format.Percent(plan.Suite.FalseAlarmRate)} over all of its sampled specs.");
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Expected samples and catches assume lognormal values with a log standard deviation of {SpecForecast.AssumedLogDeviation}; catches are failed nine times in ten."));
    }

    private static string[] Cells(PlannedSpec spec, double failError) =>
        SpecForecast.Of(spec.Spec, failError) is { } forecast
            ?
            [
                spec.Spec.Id, spec.Spec.Target.ToString(), Number(spec.Spec.Samples), Number(forecast.LeastToPass), Number(forecast.LeastToFail),
                Number(Math.Round(forecast.ExpectedWithRoom)), forecast.Catches is { } factor ? $">= {Format.Factor(factor)}" : "nothing",
            ]
            : [spec.Spec.Id, spec.Spec.Target.ToString(), spec.SetAside is null ? "2" : "0", "", "", "", ""];

    private static string Number(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
