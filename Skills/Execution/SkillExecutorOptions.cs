namespace Skills;

/// <summary>The limits of an executor; a skill's own settings come on top.</summary>
public sealed record SkillExecutorOptions
{
    /// <summary>The limit of a whole execution; null for none.</summary>
    public TimeSpan? ExecutionTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Tool calls at most, over all iterations, because one turn can ask for thirty; at least 1.</summary>
    public int MaxToolCalls { get; init; } = 100;

    /// <summary>Turns in a row in which every tool call fails, before the execution fails; at least 1.</summary>
    public int MaxFailingTurns { get; init; } = 3;

    /// <summary>How often in a row the same call may bring the same result before it is named as a repetition; at twice that the execution fails. At least 2.</summary>
    public int MaxRepetitions { get; init; } = 3;

    /// <summary>Tries of one model call, the first included, where it fails in a way that passes; at least 1.</summary>
    public int ModelAttempts { get; init; } = 4;

    /// <summary>The wait before the second try, doubled for each further one, with a random part of up to as much again.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The largest file that <c>read_file</c> reads, in bytes.</summary>
    public long MaxFileBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Characters of a file that one call of <c>read_file</c> returns; the rest is read by further calls.</summary>
    public int FilePieceCharacters { get; init; } = 32_000;

    /// <summary>The seed of the random part of waits; null to draw one.</summary>
    public int? Seed { get; init; }
}
