using Microsoft.Extensions.Options;

namespace Skills;

/// <summary>What a host sets up by <c>AddSkills</c>.</summary>
public sealed class SkillsOptions
{
    /// <summary>The folders that skills are discovered in, in the order of precedence: the project's before the user's.</summary>
    public IList<string> Folders { get; } = [];

    /// <summary>How skills are discovered.</summary>
    public DiscoveryOptions Discovery { get; set; } = new();

    /// <summary>The limits of each execution.</summary>
    public SkillExecutorOptions Executor { get; set; } = new();

    /// <summary>The limits of all executions together.</summary>
    public OrchestratorOptions Orchestrator { get; set; } = new();
}

/// <summary>Finds everything wrong with a host's options when it starts, and says how to mend it.</summary>
internal sealed class SkillsOptionsValidation : IValidateOptions<SkillsOptions>
{
    public ValidateOptionsResult Validate(string? name, SkillsOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count is 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(SkillsOptions options)
    {
        var (executor, orchestrator) = (options.Executor, options.Orchestrator);
        foreach (var folder in options.Folders.Where(folder => string.IsNullOrWhiteSpace(folder) || folder.Contains('\0', StringComparison.Ordinal)))
            yield return $"{nameof(SkillsOptions.Folders)} holds \"{folder}\", which names no folder; remove it.";
        if (AtLeast(1, orchestrator.MaxConcurrency, "Orchestrator.MaxConcurrency") is { } concurrency)
            yield return concurrency;
        if (AtLeast(0, orchestrator.MaxQueued, "Orchestrator.MaxQueued") is { } queued)
            yield return queued;
        if (AtLeast(1, orchestrator.EventBuffer, "Orchestrator.EventBuffer") is { } buffer)
            yield return buffer;
        foreach (var problem in executor.Problems())
            yield return "Executor." + problem;
    }

    private static string? AtLeast(int least, int value, string option) =>
        value >= least ? null : FormattableString.Invariant($"{option} is {value}; set {least} or more.");
}
