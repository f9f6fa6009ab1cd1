using PerfSpecs.Sampling;

namespace PerfSpecs.Running;

/// <summary>What specs have in common that can be judged from the same samples.</summary>
/// <param name="Workload">The workload's name.</param>
/// <param name="Parameters">Its parameters in words.</param>
/// <param name="Reference">The reference's workload; null where there is none.</param>
/// <param name="IsExact">Whether two runs decide, so that neither warm-up nor pilot is needed.</param>
/// <param name="IsBatchable">Whether runs may be measured together; apart, so that what else is selected never changes a spec's samples.</param>
/// <param name="Launches">The processes that the samples are spread over.</param>
/// <param name="IsOneOfEach">Whether each process gives a single sample.</param>
internal sealed record SampleGroup(string Workload, string Parameters, string? Reference, bool IsExact, bool IsBatchable, int Launches, bool IsOneOfEach)
{
    /// <summary>The group that a spec belongs to.</summary>
    public static SampleGroup Of(PlannedSpec planned) => new(
        planned.Spec.Workload,
        string.Join(',', planned.Spec.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value:R}"))),
        planned.Spec.Reference is { } reference ? reference[..reference.LastIndexOf('/')] : null,
        planned.Spec.Target.Statistic is Statistic.Exact,
        planned.IsBatchable,
        planned.Spec.Launches,
        planned.Spec.Launches > 1 && LaunchPool.IsOneOfEach(planned.Spec));

    /// <summary>What is to be sampled for the group.</summary>
    /// <param name="specs">Specs of the group; at least one.</param>
    /// <param name="seed">The suite's seed.</param>
    public SampleRequest Request(IReadOnlyList<PlannedSpec> specs, int seed) => new(
        Workload,
        Reference,
        specs[0].Spec.Parameters,
        seed,
        HashCode32.Mix(HashCode32.Mix(seed, Workload), $"{Parameters} {Reference}"),
        IsExact ? 0 : specs.Max(spec => spec.Spec.Warmup),
        IsBatchable,
        HasPilot: !IsExact && !IsOneOfEach);
}
