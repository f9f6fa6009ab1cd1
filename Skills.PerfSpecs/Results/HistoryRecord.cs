using System.Text.Json.Serialization;
using Perfolizer.Mathematics.Common;
using PerfSpecs.Environments;
using PerfSpecs.Running;

namespace PerfSpecs.Results;

/// <summary>One spec's result in one run, as a line of the history. Values are in base units.</summary>
/// <param name="Version">The version of this format.</param>
/// <param name="Time">When the run began.</param>
/// <param name="Id">The spec's identity.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Statistic">What was estimated of it, such as <c>p95</c>.</param>
/// <param name="Unit">The base unit of the values.</param>
/// <param name="Verdict">The verdict, in lower case.</param>
/// <param name="Estimate">The point estimate; null where nothing was measured.</param>
/// <param name="Lower">The interval's lower end; null where it is infinite or there is none.</param>
/// <param name="Upper">The interval's upper end; null where it is infinite or there is none.</param>
/// <param name="Confidence">The interval's confidence; null where there is none.</param>
/// <param name="Samples">Counted samples.</param>
/// <param name="Commit">The commit that was measured; null where it is not known.</param>
/// <param name="Machine">The machine; see <see cref="MachineFingerprint"/>.</param>
public sealed record HistoryRecord(
    int Version,
    DateTimeOffset Time,
    string Id,
    string Metric,
    string Statistic,
    string Unit,
    string Verdict,
    double? Estimate,
    double? Lower,
    double? Upper,
    double? Confidence,
    int Samples,
    string? Commit,
    string Machine)
{
    /// <summary>The format's present version.</summary>
    public const int Current = 1;

    /// <summary>A run as lines of the history, in the suite's order.</summary>
    /// <param name="run">The run.</param>
    /// <param name="commit">The commit that was measured; null where it is not known.</param>
    public static IEnumerable<HistoryRecord> Of(FinishedRun run, string? commit)
    {
        var machine = MachineFingerprint.Of(run.Environment);
        return run.Result.Results.Select(result => Of(result, run.Started, commit, machine));
    }

    /// <summary>The interval with the estimate; ends that are not known are infinite. Null where nothing was measured.</summary>
    [JsonIgnore]
    public ConfidenceInterval? Interval => Estimate is { } estimate && Confidence is { } confidence
        ? new ConfidenceInterval(estimate, Lower ?? double.NegativeInfinity, Upper ?? double.PositiveInfinity, confidence)
        : null;

    /// <summary>Whether it is of this format, and nothing is missing that every line has.</summary>
    internal bool IsWhole => this is
    {
        Version: Current, Id: not null, Metric: not null, Statistic: not null, Unit: not null, Verdict: not null, Machine: not null,
        Confidence: null or (> 0 and < 1),
    };

    private static HistoryRecord Of(SpecResult result, DateTimeOffset time, string? commit, string machine)
    {
        var (spec, judgement) = (result.Spec.Spec, result.Judgement);
        return new HistoryRecord(
            Current,
            time,
            spec.Id,
            spec.Metric,
            spec.Target.Statistic.ToString(),
            result.Spec.Unit.BaseSymbol,
            judgement.Verdict.ToString().ToLowerInvariant(),
            SpecRecord.Finite(judgement.Estimate),
            SpecRecord.Finite(judgement.Interval?.Lower),
            SpecRecord.Finite(judgement.Interval?.Upper),
            judgement.Interval?.ConfidenceLevel,
            judgement.Values.Count,
            commit,
            machine);
    }
}

/// <summary>The format's serialiser.</summary>
[JsonSerializable(typeof(HistoryRecord))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class HistoryJson : JsonSerializerContext;
