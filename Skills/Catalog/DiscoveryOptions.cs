namespace Skills;

/// <summary>How far a search for skills goes. Every limit that is met is reported as a problem; none is met silently.</summary>
/// <exception cref="ArgumentOutOfRangeException">A limit is set below its range.</exception>
public sealed record DiscoveryOptions
{
    /// <summary>How many folders deep below a root a skill's folder may lie: 1 finds <c>root/skill</c> alone; at least 0, 3 by default.</summary>
    public int MaxDepth { get; init => field = AtLeast(0, value); } = 3;

    /// <summary>How many entries of folders are looked at, over all roots; at least 1, 100,000 by default.</summary>
    public int MaxEntries { get; init => field = AtLeast(1, value); } = 100_000;

    /// <summary>How many SKILL.md files are read, over all roots; at least 1, 5,000 by default.</summary>
    public int MaxSkills { get; init => field = AtLeast(1, value); } = 5_000;

    /// <summary>The size of SKILL.md above which a skill is refused, in bytes; at least 1, 1 MiB by default.</summary>
    public int MaxFileBytes { get; init => field = AtLeast(1, value); } = SkillReader.DefaultMaxFileBytes;

    /// <summary>Whether every deviation from the standard keeps a skill out; false by default.</summary>
    public bool Strict { get; init; }

    private static int AtLeast(int least, int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        return value;
    }
}
