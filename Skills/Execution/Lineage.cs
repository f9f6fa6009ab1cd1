namespace Skills;

/// <summary>The place of a sub-agent below the execution that a host asked for.</summary>
/// <param name="Depth">Sub-agents from the host's execution down to this one; at least 1.</param>
/// <param name="Chain">The skills from the host's execution down to this one.</param>
/// <param name="MaxIterations">The most iterations that its parent leaves it.</param>
/// <param name="Kind">What the host offers for the skill's <c>agent</c>; null for nothing.</param>
/// <param name="Parent">What its parent uses, to which it adds.</param>
internal sealed record Lineage(int Depth, IReadOnlyList<string> Chain, int MaxIterations, SubAgentKind? Kind, UsageLedger? Parent)
{
    private const int LeastIterations = 3;

    /// <summary>The most iterations of a sub-agent: half of its parent's, and enough to do anything at all.</summary>
    public static int HalfOf(int iterations) => Math.Max(LeastIterations, iterations / 2);
}
