namespace PerfSpecs.SpecFiles;

/// <summary>One entry of the file's <c>specs</c>: what it states, and the specs that it stands for.</summary>
/// <param name="Fields">The entry as it stands in the file.</param>
/// <param name="Id">Its identity without parameters, stated or not; null where neither an id nor a metric could be read.</param>
/// <param name="Metric">Its metric; null where it is missing or unknown.</param>
/// <param name="Reference">Its reference; null where there is none or it is unknown.</param>
/// <param name="Specs">The specs with their parameters expanded; empty where the entry has an error that leaves no target.</param>
internal sealed record SpecEntry(Fields Fields, string? Id, Metric? Metric, Metric? Reference, IReadOnlyList<Spec> Specs)
{
    /// <summary>What an error of its identity points at.</summary>
    public Located Identity => Fields.Find(SpecProperties.Id) ?? Fields.Find(SpecProperties.Metric) ?? Fields.Whole;
}
