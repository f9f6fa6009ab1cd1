namespace PerfSpecs;

/// <summary>How a metric's values come about, and so which statistics make sense of them.</summary>
public enum MetricKind
{
    /// <summary>Varies from sample to sample: judged by quantiles (or a mean).</summary>
    Sampled,

    /// <summary>The same in every run: judged outright.</summary>
    Exact,

    /// <summary>Each sample succeeds (1) or not (0): judged by the rate.</summary>
    Rate,
}

/// <summary>Which way is better.</summary>
public enum Better
{
    /// <summary>Smaller is better, as with durations.</summary>
    Lower,

    /// <summary>Larger is better, as with throughput.</summary>
    Higher,
}

/// <summary>One thing that a workload tells of each sample.</summary>
/// <param name="Name">The name within the workload: lower-case words joined by hyphens.</param>
/// <param name="Unit">The base unit of the reported values; for a count, its noun.</param>
/// <param name="Kind">How the values come about.</param>
/// <param name="Better">Which way is better.</param>
/// <param name="Description">One sentence for editors and listings.</param>
public sealed record Measure(string Name, Unit Unit, MetricKind Kind, Better Better, string Description)
{
    /// <summary>The measures that every workload has, whatever it reports itself.</summary>
    public static IReadOnlyList<Measure> BuiltIn { get; } =
    [
        new("duration", Unit.Nanosecond, MetricKind.Sampled, Better.Lower, "wall time of one operation"),
        new("allocated", Unit.Byte, MetricKind.Sampled, Better.Lower, "bytes allocated by one operation"),
        new("gc.gen0", Unit.Count("collections"), MetricKind.Sampled, Better.Lower, "collections of generation 0 during one sample"),
        new("gc.gen1", Unit.Count("collections"), MetricKind.Sampled, Better.Lower, "collections of generation 1 during one sample"),
        new("gc.gen2", Unit.Count("collections"), MetricKind.Sampled, Better.Lower, "collections of generation 2 during one sample"),
        new("throughput", Unit.PerSecond, MetricKind.Sampled, Better.Higher, "operations completed in a second"),
        new("success", Unit.Percent, MetricKind.Rate, Better.Higher, "share of the samples that succeed"),
    ];
}

/// <summary>A number that a workload can be run with, such as a concurrency.</summary>
/// <param name="Name">The name used under <c>params</c>.</param>
/// <param name="Default">The value where a spec states none.</param>
public sealed record Parameter(string Name, double Default);

/// <summary>What specs.json may say of one workload.</summary>
/// <param name="Name">The first part of the metric's name.</param>
/// <param name="Measures">Everything it can be judged by, the built-in measures included.</param>
/// <param name="Parameters">The parameters that it takes; empty for most.</param>
public sealed record WorkloadInfo(string Name, IReadOnlyList<Measure> Measures, IReadOnlyList<Parameter> Parameters)
{
    /// <summary>Where a measure stands among <see cref="Measures"/>.</summary>
    /// <exception cref="KeyNotFoundException">The workload has no such measure.</exception>
    public int IndexOf(string measure)
    {
        for (var i = 0; i < Measures.Count; i++)
        {
            if (string.Equals(Measures[i].Name, measure, StringComparison.Ordinal))
                return i;
        }

        throw new KeyNotFoundException($"The workload \"{Name}\" has no measure \"{measure}\".");
    }
}
