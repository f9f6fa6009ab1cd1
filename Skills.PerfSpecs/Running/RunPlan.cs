using PerfSpecs.Judging;
using PerfSpecs.SpecFiles;
using PerfSpecs.Statistics;

namespace PerfSpecs.Running;

/// <summary>What a run is to judge: the suite, what is selected of it, and under which conditions.</summary>
/// <param name="File">The suite's file as it is shown.</param>
/// <param name="Suite">What holds for the whole suite.</param>
/// <param name="Specs">The selected specs, in the suite's order.</param>
/// <param name="FailError">Each sampled spec's part of the false-alarm rate; the same whatever is selected.</param>
/// <param name="Seed">The seed of generated inputs and random orders.</param>
public sealed record RunPlan(string File, SuiteSettings Suite, IReadOnlyList<PlannedSpec> Specs, double FailError, int Seed)
{
    /// <summary>Samples that an earlier part of the same run has counted, by the spec's id; they are judged first.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Earlier { get; init; } = new Dictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal);

    /// <summary>Whether the workloads run one after the other instead of taking turns.</summary>
    public bool IsSequenced { get; init; }

    /// <summary>Plans a run.</summary>
    /// <param name="file">A usable file.</param>
    /// <param name="registry">What is registered in code; its specs join the file's.</param>
    /// <param name="selection">What is selected.</param>
    /// <param name="seed">The seed; null for the file's, or a random one.</param>
    /// <param name="today">The day that quarantines are compared with.</param>
    public static RunPlan Of(SpecFile file, Registry registry, Selection selection, int? seed, DateOnly today)
    {
        var all = All(file, registry);
        var focused = all.Any(spec => IsFocused(spec, registry));
        var planned = all.Select(spec => Planned(spec, registry, focused, today)).Where(selection.Includes);
        return new RunPlan(file.Path, file.Suite, [.. planned], ErrorBudget.FailError(file.Suite, all), seed ?? file.Suite.Seed ?? Random.Shared.Next());
    }

    /// <summary>Every spec of a suite: the file's, then the code's; each with this run's part of its pass error, where the suite may be run several times.</summary>
    public static IReadOnlyList<Spec> All(SpecFile file, Registry registry) =>
        [.. file.Specs.Concat(registry.Specs).Select(spec => file.Suite.Runs is 1 ? spec : spec with { Confidence = 1 - SuiteErrors.Split(1 - spec.Confidence, file.Suite.Runs) })];

    private static bool IsFocused(Spec spec, Registry registry) => spec.Focus || registry[spec.Workload].IsFocused;

    private static PlannedSpec Planned(Spec spec, Registry registry, bool anyFocused, DateOnly today)
    {
        var registered = registry[spec.Workload];
        var measure = registered.Workload.Info.Measures.Single(m => string.Equals(m.Name, spec.Measure, StringComparison.Ordinal));
        SetAside? aside =
            registered.IsPending ? new(IsQuarantine: false, "pending in code") :
            spec.Skip is { } reason ? new(IsQuarantine: false, reason) :
            spec.Quarantine is { } quarantine && !(quarantine.Until < today) ? new(IsQuarantine: true, Words(quarantine)) :
            anyFocused && !IsFocused(spec, registry) ? new(IsQuarantine: false, "another spec is focused") :
            null;
        var reference = spec.Reference is { } metric ? registry[metric[..metric.LastIndexOf('/')]].Workload : registered.Workload;
        return new PlannedSpec(spec, measure, registered.Path, aside) { HasEach = registered.Workload.HasEach || reference.HasEach };
    }

    private static string Words(Quarantine quarantine) =>
        quarantine.Until is { } until ? FormattableString.Invariant($"until {until:yyyy-MM-dd}: {quarantine.Reason}") : quarantine.Reason;
}
