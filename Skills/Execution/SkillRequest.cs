using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>What to execute.</summary>
public sealed record SkillRequest
{
    /// <summary>The skill.</summary>
    public required Skill Skill { get; init; }

    /// <summary>What the user wants done.</summary>
    public required string Task { get; init; }

    /// <summary>What the user gave behind the skill's name, for <c>$ARGUMENTS</c>; empty for nothing.</summary>
    public string Arguments { get; init; } = "";

    /// <summary>The folder that the skill works on, as a full path; null where there is none. Tools reach it and the skill's own folder, nothing else.</summary>
    public string? Workspace { get; init; }

    /// <summary>Tools beyond the built-in ones; any <see cref="AIFunction"/>. The skill's <c>allowed-tools</c> filters them too.</summary>
    public IReadOnlyList<AIFunction> Tools { get; init; } = [];

    /// <summary>The execution's id; null to draw one.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>Who asks, for <c>${USER}</c>; null for nobody in particular.</summary>
    public string? User { get; init; }
}

/// <summary>What an execution came to.</summary>
/// <param name="Outcome">The terminal event.</param>
/// <param name="Iterations">Model calls that were completed.</param>
/// <param name="Events">Events in all.</param>
public sealed record SkillResult(SkillEvent Outcome, int Iterations, int Events)
{
    /// <summary>The answer; null where there is none.</summary>
    public string? Answer => (Outcome as SkillEvent.Completed)?.Answer;

    /// <summary>Whether there is a whole answer.</summary>
    public bool IsSuccess => Outcome is SkillEvent.Completed { PartialBecause: null };
}
