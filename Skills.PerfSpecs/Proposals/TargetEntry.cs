using PerfSpecs.Running;

namespace PerfSpecs.Proposals;

/// <summary>The selected specs that share one target, because one entry of the file stands for all of them.</summary>
/// <param name="Specs">The specs; at least one.</param>
internal sealed record TargetEntry(IReadOnlyList<Spec> Specs)
{
    /// <summary>A spec that speaks for all: they differ only in their parameters.</summary>
    public Spec Spec => Specs[0];

    /// <summary>The id, without parameters where several specs share the target.</summary>
    public string Name => Specs.Count is 1 ? Spec.Id : $"{Spec.Id[..Spec.Id.LastIndexOf('[')]}[*]";

    /// <summary>The entries of a plan, in the file's order.</summary>
    public static IReadOnlyList<TargetEntry> Of(RunPlan plan) =>
        [.. plan.Specs.Select(planned => planned.Spec).GroupBy(spec => spec.IsInCode || spec.Where is null ? spec.Id : spec.Where.ToString(), StringComparer.Ordinal).Select(specs => new TargetEntry([.. specs]))];
}
