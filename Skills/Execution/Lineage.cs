namespace Skills;

/// <summary>Where an execution stands below the one that a host asked for.</summary>
/// <param name="Depth">Sub-agents above it; 0 for the host's own execution.</param>
/// <param name="Chain">The skills from the host's execution down to this one.</param>
/// <param name="MaxIterations">The most iterations that its parent leaves it; null for no limit but the skill's.</param>
/// <param name="Kind">What the host offers for the skill's <c>agent</c>; null for nothing.</param>
internal sealed record Lineage(int Depth, IReadOnlyList<string> Chain, int? MaxIterations, SubAgentKind? Kind)
{
    private const int LeastIterations = 3;

    private static readonly Lineage OfChoice = new(0, [], null, null);

    public static Lineage Of(SkillRequest request) => request.Skill is { } skill ? new(0, [skill.Name], null, null) : OfChoice;

    /// <summary>The most iterations of a sub-agent: half of its parent's, and enough to do anything at all.</summary>
    public static int HalfOf(int iterations) => Math.Max(LeastIterations, iterations / 2);
}
