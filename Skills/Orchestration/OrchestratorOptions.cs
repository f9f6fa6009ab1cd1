namespace Skills;

/// <summary>The limits of an orchestrator.</summary>
public sealed record OrchestratorOptions
{
    /// <summary>Executions in flight at most; at least 1.</summary>
    public int MaxConcurrency { get; init; } = 100;

    /// <summary>Executions that may wait for their turn; further ones are refused. At least 0.</summary>
    public int MaxQueued { get; init; } = 10_000;

    /// <summary>Events of one execution that may wait for its consumer, before the execution waits for them; at least 1.</summary>
    public int EventBuffer { get; init; } = 64;
}

/// <summary>How an orchestrator stands at one moment.</summary>
/// <param name="Queued">Executions that wait for their turn.</param>
/// <param name="Running">Executions in flight.</param>
/// <param name="Ended">Executions that have ended, however.</param>
public sealed record OrchestratorSnapshot(int Queued, int Running, long Ended);
