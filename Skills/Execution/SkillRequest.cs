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

    /// <summary>What the user gives beside the text of <see cref="Task"/>, such as images; empty for nothing.</summary>
    public IReadOnlyList<AIContent> Contents { get; init; } = [];

    /// <summary>What the user gave behind the skill's name, for <c>$ARGUMENTS</c>; empty for nothing.</summary>
    public string Arguments { get; init; } = "";

    /// <summary>The folder that the skill works on, as a full path; null where there is none. Tools reach it and the skill's own folder, nothing else.</summary>
    public string? Workspace { get; init; }

    /// <summary>Tools beyond the built-in ones; any <see cref="AIFunction"/>. The skill's <c>allowed-tools</c> filters them too.</summary>
    public IReadOnlyList<AIFunction> Tools { get; init; } = [];

    /// <summary>The execution's id; null to draw one.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>The limit of the execution; null for the executor's, an infinite time for none.</summary>
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

    /// <summary>What is wrong with the request; null where nothing is.</summary>
    internal string? Problem(SkillExecutorOptions options)
    {
        if (Skill is null && Catalog is null)
            return "The request names neither a skill nor a catalogue to choose from; set Skill, Catalog or both.";
        if (SkillExecutorOptions.TimeoutProblem(Timeout, nameof(Timeout)) is { } timeout)
            return timeout;
        if (Tools.Count is 0)
            return null;
        var names = Tools.Count > Few ? new HashSet<string>(StringComparer.Ordinal) : null;
        for (var i = 0; i < Tools.Count; i++)
        {
            var name = Tools[i].Name;
            if (IsOwn(name, options))
                return $"A tool is named \"{name}\", as one of the engine's own is; give it another name.";
            if (names is null ? IsAmongFirst(i, name) : !names.Add(name))
                return $"Two tools are named \"{name}\", and providers take a name only once; give one of them another name.";
        }

        return null;
    }

    private const int Few = 16;

    private bool IsOwn(string name, SkillExecutorOptions options) =>
        name is FileTools.ReadName or FileTools.ListName
        || (name is FileTools.RunName && options.Scripts is not null)
        || (name is ActivateSkillTool.ToolName && Catalog is not null);

    private bool IsAmongFirst(int count, string name)
    {
        for (var i = 0; i < count; i++)
        {
            if (string.Equals(Tools[i].Name, name, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
