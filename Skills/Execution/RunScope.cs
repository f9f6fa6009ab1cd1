namespace Skills;

/// <summary>What the parts of one execution share.</summary>
internal sealed class RunScope(SkillExecutor executor, SkillRequest request, Lineage? lineage, ConversationLog log, ExecutionClock clock)
{
    public SkillExecutor Executor => executor;

    public SkillExecutorOptions Options => executor.Options;

    public SkillRequest Request => request;

    /// <summary>The sub-agent's place below the host's execution; null for the host's own.</summary>
    public Lineage? Lineage => lineage;

    public ConversationLog Log => log;

    public ExecutionClock Clock => clock;

    public SkillSettings Settings { get; } = request.Skill?.Settings ?? SkillSettings.Default;

    /// <summary>What happens while calls run.</summary>
    public Notices Notices { get; } = new();

    /// <summary>What the execution and its sub-agents use.</summary>
    public UsageLedger Ledger { get; } = new(executor.Options, lineage?.Parent);

    public int MaxIterations { get; } = request.Skill?.Settings is { Mode: ExecutionMode.Simple } ? 1
        : Math.Min((request.Skill?.Settings ?? SkillSettings.Default).MaxIterations, lineage?.MaxIterations ?? int.MaxValue);

    /// <summary>Whether the execution is cancelled, or its time is over.</summary>
    public bool IsCancelled => clock.IsCancelledByCaller || clock.Token.IsCancellationRequested;
}
