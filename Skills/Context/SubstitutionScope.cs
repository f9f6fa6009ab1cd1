using System.Collections.Frozen;

namespace Skills;

/// <summary>The values that stand for a skill's placeholders in one execution. A value that is null counts as not defined.</summary>
public sealed record SubstitutionScope
{
    /// <summary>What the user gave behind the skill's name: <c>$ARGUMENTS</c> as it stands; <c>$ARGUMENTS[N]</c> and <c>$N</c> word by word, the first being number 0. Words are split as in a shell (see <see cref="ArgumentWords"/>).</summary>
    public string Arguments { get; init; } = "";

    /// <summary><c>${SESSION_ID}</c> and <c>${CLAUDE_SESSION_ID}</c>.</summary>
    public string? SessionId { get; init; }

    /// <summary><c>${SKILL_DIR}</c> and <c>${CLAUDE_SKILL_DIR}</c>: the skill's folder.</summary>
    public string? SkillDirectory { get; init; }

    /// <summary><c>${WORKSPACE}</c>: the folder that the skill works on.</summary>
    public string? Workspace { get; init; }

    /// <summary><c>${USER}</c>.</summary>
    public string? User { get; init; }

    /// <summary><c>${DATE}</c>, written as 2026-03-31.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Further variables by name, without <c>$</c> and braces; one of these wins over a built-in one of the same name.</summary>
    public IReadOnlyDictionary<string, string> Custom { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The value of <c>${name}</c>, or null.</summary>
    internal string? Variable(string name) => Custom.TryGetValue(name, out var custom) ? custom : name switch
    {
        "SESSION_ID" or "CLAUDE_SESSION_ID" => SessionId,
        "SKILL_DIR" or "CLAUDE_SKILL_DIR" => SkillDirectory,
        "WORKSPACE" => Workspace,
        "USER" => User,
        "DATE" => Date?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };
}
