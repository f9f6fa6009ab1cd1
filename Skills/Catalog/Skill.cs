using System.Collections.Frozen;

namespace Skills;

/// <summary>One Agent Skill as it was read from disk: the frontmatter's fields and the Markdown body.</summary>
/// <remarks>The format is the open standard's (agentskills.io). Immutable: any number of executions may share it.</remarks>
public sealed record Skill
{
    /// <summary>The name in Unicode form NFKC: letters, digits and hyphens. Strictly read, 1 to 64 characters, lower case and equal to the folder's name; leniently read, it may break those three rules.</summary>
    public required string Name { get; init; }

    /// <summary>What the skill does and when to use it: 1 to 1,024 characters, or more where it was leniently read.</summary>
    public required string Description { get; init; }

    /// <summary>The instructions: everything behind the frontmatter, untouched.</summary>
    public required string Body { get; init; }

    /// <summary>The skill's folder, as a full path.</summary>
    public required string Directory { get; init; }

    /// <summary>The full path of SKILL.md (or skill.md).</summary>
    public required string File { get; init; }

    /// <summary>The licence's name or file, where one is stated.</summary>
    public string? License { get; init; }

    /// <summary>What the skill needs of its surroundings: 1 to 500 characters (more where leniently read), or null.</summary>
    public string? Compatibility { get; init; }

    /// <summary>Further fields for the host, string to string; empty where none are stated.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = NoMetadata;

    /// <summary>The tools that the skill may use, such as <c>read_file</c> or <c>Bash(git:*)</c>; null where the field is absent (no restriction).</summary>
    public IReadOnlyList<string>? AllowedTools { get; init; }

    /// <summary>The engine's own keys, or their defaults.</summary>
    public SkillSettings Settings { get; init; } = SkillSettings.Default;

    internal static IReadOnlyDictionary<string, string> NoMetadata { get; } = FrozenDictionary<string, string>.Empty;
}

/// <summary>How the engine is to execute a skill: the frontmatter keys that go beyond the open standard.</summary>
public sealed record SkillSettings
{
    /// <summary>The settings of a skill that states none.</summary>
    public static SkillSettings Default { get; } = new();

    /// <summary>The shortest <see cref="TimeoutPerIteration"/> that a frontmatter may ask for: 1 ms.</summary>
    public static TimeSpan LeastTimeout { get; } = TimeSpan.FromMilliseconds(1);

    /// <summary>The longest <see cref="TimeoutPerIteration"/> that a frontmatter may ask for: 24 h.</summary>
    public static TimeSpan MostTimeout { get; } = TimeSpan.FromHours(24);

    /// <summary><c>execution-mode</c>: the whole loop, or one pass.</summary>
    public ExecutionMode Mode { get; init; } = ExecutionMode.Autonomous;

    /// <summary><c>max-iterations</c>: model calls at most; 1 to 100.</summary>
    public int MaxIterations { get; init; } = 15;

    /// <summary><c>max-retries-per-tool</c>: how often the same tool may fail with the same arguments; 1 to 10.</summary>
    public int MaxRetriesPerTool { get; init; } = 3;

    /// <summary><c>timeout-per-iteration</c>: the limit of one model call and its tools.</summary>
    public TimeSpan TimeoutPerIteration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary><c>early-termination</c>: whether the loop may end before the cap, at the first turn without tool calls.</summary>
    public bool EarlyTermination { get; init; } = true;

    /// <summary><c>disable-model-invocation</c>: whether only a person or the host may choose the skill. The model is not told of it and cannot activate it.</summary>
    public bool DisableModelInvocation { get; init; }

    /// <summary><c>model</c>: an alias that the host maps to a chat client; null for the host's default.</summary>
    public string? Model { get; init; }

    /// <summary><c>context: fork</c>: whether the skill runs in a conversation of its own.</summary>
    public bool Fork { get; init; }

    /// <summary><c>agent</c>: the kind of sub-agent a fork asks for; null for the default.</summary>
    public string? Agent { get; init; }
}

/// <summary>How much of the loop a skill gets.</summary>
public enum ExecutionMode
{
    /// <summary>Think, act, observe, until the answer.</summary>
    Autonomous,

    /// <summary>One model call, no tools.</summary>
    Simple,
}
