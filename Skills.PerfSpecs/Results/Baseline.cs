using Perfolizer.Mathematics.Common;
using PerfSpecs.Environments;

namespace PerfSpecs.Results;

/// <summary>One spec's value in a baseline.</summary>
/// <param name="Quantity">What it is a value of, for a person who finds that it does not compare.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Unit">The base unit; of a multiple, <c>x</c>.</param>
/// <param name="Reference">The reference's metric; null where there is none, or it was not kept.</param>
/// <param name="Statistic">What was estimated, such as <c>p95</c>.</param>
/// <param name="Interval">The estimate with its interval, in base units; null where there is none.</param>
/// <param name="Error">The chance that the interval misses, as far as it was kept.</param>
internal sealed record BaselineValue(string Quantity, string Metric, string Unit, string? Reference, string Statistic, ConfidenceInterval? Interval, double Error);

/// <summary>Values of an earlier run that a run is compared with.</summary>
/// <param name="Name">Its name, as the user gave it.</param>
/// <param name="Started">When it began.</param>
/// <param name="Doubts">What makes it hard to compare with this machine, in sentences.</param>
/// <param name="Values">The values by the specs' ids.</param>
internal sealed record Baseline(string Name, DateTimeOffset Started, IReadOnlyList<string> Doubts, IReadOnlyDictionary<string, BaselineValue> Values)
{
    /// <summary>A run that <c>--json</c> kept.</summary>
    public static Baseline Of(string name, ResultsFile results, RunEnvironment now) => new(
        name,
        results.Started,
        [.. MachineFingerprint.Differences(results.Environment, now)],
        ById(results.Specs.Select(record => (record.Id, new BaselineValue(
            $"{record.Metric} {record.Target}",
            record.Metric,
            record.Unit,
            record.Reference,
            record.Target.Split(' ')[0],
            Interval(record.Estimate, record.Lower, record.Upper, record.Confidence),
            (record.PassError ?? 0) + (record.FailError ?? 0))))));

    /// <summary>The last run of a commit that the history holds, on this machine where there is one; null where it holds none.</summary>
    public static Baseline? Of(string name, string commit, IEnumerable<HistoryRecord> history, RunEnvironment now)
    {
        var machine = MachineFingerprint.Of(now);
        var last = history
            .Where(record => record.Commit is { } at && at.StartsWith(commit, StringComparison.OrdinalIgnoreCase))
            .GroupBy(record => (record.Time, record.Machine))
            .OrderBy(run => run.Key.Machine.Equals(machine, StringComparison.Ordinal)).ThenBy(run => run.Key.Time)
            .LastOrDefault();
        return last is null ? null : new Baseline(
            name,
            last.Key.Time,
            last.Key.Machine.Equals(machine, StringComparison.Ordinal) ? [] : [$"machine: {last.Key.Machine} then, {machine} now"],
            ById(last.Select(record => (record.Id, new BaselineValue(
                $"the {record.Statistic} of {record.Metric}",
                record.Metric,
                record.Unit,
                Reference: null,
                record.Statistic,
                record.Interval,
                1 - (record.Confidence ?? 1))))));
    }

    private static Dictionary<string, BaselineValue> ById(IEnumerable<(string Id, BaselineValue Value)> values) =>
        values.DistinctBy(value => value.Id, StringComparer.Ordinal).ToDictionary(value => value.Id, value => value.Value, StringComparer.Ordinal);

    private static ConfidenceInterval? Interval(double? estimate, double? lower, double? upper, double confidence) => estimate is { } known
        ? new ConfidenceInterval(known, lower ?? double.NegativeInfinity, upper ?? double.PositiveInfinity, confidence)
        : null;
}
