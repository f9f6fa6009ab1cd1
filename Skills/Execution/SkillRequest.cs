using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>What to execute.</summary>
public sealed record SkillRequest
{
    /// <summary>The skill; null to let the model choose from <see cref="Catalog"/>.</summary>
    public Skill? Skill { get; init; }

    /// <summary>
    /// The skills that the model may activate by <c>activate_skill</c>: it sees their names and descriptions. Null for none beyond
    /// <see cref="Skill"/>. A skill with <c>context: fork</c> runs as a sub-agent in a conversation of its own.
    /// </summary>
    public SkillCatalog? Catalog { get; init; }

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

    /// <summary>The limit of the execution; null for the executor's.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Who asks, for <c>${USER}</c>; null for nobody in particular.</summary>
    public string? User { get; init; }

    /// <summary>The values of a skill's placeholders.</summary>
    internal SubstitutionScope Scope(Skill skill, string arguments, string executionId, TimeProvider time) => new()
    {
        Arguments = arguments,
        SessionId = executionId,
        SkillDirectory = skill.Directory,
        Workspace = Workspace,
        User = User,
        Date = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime),
    };
}

/// <summary>What an execution came to.</summary>
/// <param name="Outcome">The terminal event.</param>
/// <param name="Iterations">Model calls that were completed.</param>
/// <param name="Events">Events in all.</param>
public sealed record SkillResult(SkillEvent Outcome, int Iterations, int Events)
{
    /// <summary>What the skills cost in tokens, tier by tier.</summary>
    public TokenAccount? Tokens => (Outcome as SkillEvent.End)?.Tokens;

    /// <summary>Consumes an execution's events to the last.</summary>
    internal static async Task<SkillResult> Of(IAsyncEnumerable<SkillEvent> execution)
    {
        var (iterations, events) = (0, 0);
        SkillEvent? last = null;
        await foreach (var happened in execution)
        {
            events++;
            if (happened is SkillEvent.IterationCompleted)
                iterations++;
            last = happened;
        }

        return new SkillResult(last!, iterations, events);
    }

    /// <summary>The answer; null where there is none.</summary>
    public string? Answer => (Outcome as SkillEvent.Completed)?.Answer;

    /// <summary>Whether there is a whole answer.</summary>
    public bool IsSuccess => Outcome is SkillEvent.Completed { PartialBecause: null };
}
