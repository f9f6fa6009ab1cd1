namespace PerfSpecs.SpecFiles;

/// <summary>A registered metric, named <c>workload/measure</c>.</summary>
internal sealed record Metric(string Name, WorkloadInfo Workload, Measure Measure);

/// <summary>Everything a specs file may name, in the order of registration.</summary>
internal sealed class MetricCatalogue
{
    private readonly Dictionary<string, Metric> byName = new(StringComparer.Ordinal);

    public MetricCatalogue(IReadOnlyList<WorkloadInfo> workloads)
    {
        Workloads = workloads;
        var metrics = workloads.SelectMany(workload => workload.Measures.Select(measure => new Metric($"{workload.Name}/{measure.Name}", workload, measure)));
        foreach (var metric in metrics)
            byName.TryAdd(metric.Name, metric);
        Names = [.. byName.Keys];
    }

    public IReadOnlyList<WorkloadInfo> Workloads { get; }

    public IReadOnlyList<string> Names { get; }

    public IEnumerable<Metric> Metrics => Names.Select(name => byName[name]);

    public Metric? Find(string name) => byName.GetValueOrDefault(name);
}
