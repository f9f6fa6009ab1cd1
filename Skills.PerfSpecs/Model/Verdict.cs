namespace PerfSpecs;

/// <summary>What is known of a spec after its samples.</summary>
public enum Verdict
{
    /// <summary>The interval straddles the target at the cap: nothing is certain.</summary>
    Inconclusive,

    /// <summary>The interval lies within the target.</summary>
    Pass,

    /// <summary>The interval lies beyond the target.</summary>
    Fail,

    /// <summary>The workload threw, hung, or lied about being exact.</summary>
    Error,

    /// <summary>The machine, not the code, was disturbed.</summary>
    Unfit,

    /// <summary>Not judged, for a stated reason.</summary>
    Skipped,

    /// <summary>Set aside for a while.</summary>
    Quarantined,
}
