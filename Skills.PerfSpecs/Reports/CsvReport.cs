using System.Globalization;
using PerfSpecs.Results;

namespace PerfSpecs.Reports;

/// <summary>The counted samples as comma-separated values (RFC 4180): one row a sample.</summary>
/// <remarks>Values are in base units. Warm-up, pilot and samples that the stride passed over are not kept, so every row is a counted one.</remarks>
public sealed class CsvReport : TextReport
{
    /// <inheritdoc/>
    protected override void Write(FinishedRun run, TextWriter text)
    {
        text.WriteLine("id,metric,unit,index,value,counted");
        foreach (var result in run.Result.Results)
        {
            var row = $"{Field(result.Spec.Spec.Id)},{Field(result.Spec.Spec.Metric)},{Field(result.Spec.Unit.BaseSymbol)}";
            for (var index = 0; index < result.Judgement.Values.Count; index++)
                text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row},{index},{result.Judgement.Values[index]:R},true"));
        }
    }

    private static string Field(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
