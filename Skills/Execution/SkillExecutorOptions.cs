using Microsoft.Extensions.AI;

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

    /// <summary>About the wait before the second try, which doubles for each further one, up to 30 s, and has a random part (Polly's exponential backoff with jitter); 0 or more, a day at most.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a fault of the model asks to wait before the next try, such as by <c>Retry-After</c>; null, or a null answer, for the usual wait. Waits above a minute are not made: the fault then ends the execution.</summary>
    public Func<Exception, TimeSpan?>? RetryAfter { get; init; }

    /// <summary>The largest file that <c>read_file</c> reads, in bytes.</summary>
    public long MaxFileBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Characters of a file that one call of <c>read_file</c> returns; the rest is read by further calls.</summary>
    public int FilePieceCharacters { get; init; } = 32_000;

    /// <summary>
    /// Tokens of a conversation (estimated) above which the results of earlier tool calls are dropped, the oldest first; skills' texts and the
    /// last turns are kept. Null to keep everything.
    /// </summary>
    public int? MaxConversationTokens { get; init; }

    /// <summary>Lets skills' texts run commands (<c>!`git status`</c>) before the first iteration, where <c>allowed-tools</c> grants them; null, as it is unless a host decides otherwise, to leave them as text.</summary>
    public CommandOptions? Commands { get; init; }

    /// <summary>Lets the model run scripts of a skill's <c>scripts</c> folder by <c>run_script</c>; null, as it is unless a host decides otherwise, for no such tool.</summary>
    public ScriptOptions? Scripts { get; init; }

    /// <summary>How deep sub-agents may start sub-agents; 0 for none.</summary>
    public int MaxForkDepth { get; init; } = 2;

    /// <summary>The model that a skill's <c>model</c> names; null, or a null answer, for the executor's own.</summary>
    public Func<string, IChatClient?>? Models { get; init; }

    /// <summary>The kind of sub-agent that a forked skill's <c>agent</c> names; null, or a null answer, for the plain one.</summary>
    public Func<string, SubAgentKind?>? Agents { get; init; }

    /// <summary>What events show of their contents.</summary>
    public EventVisibility Visibility { get; init; } = new();

    /// <summary>The seed of the random part of waits; null to draw one.</summary>
    public int? Seed { get; init; }
}

/// <summary>A kind of sub-agent, as a host offers it.</summary>
/// <param name="Instructions">What it is told on top of the skill.</param>
/// <param name="Model">Its model; null for the skill's, or the executor's.</param>
public sealed record SubAgentKind(string Instructions, IChatClient? Model = null);

/// <summary>The limits of the commands that a skill's text may run.</summary>
/// <remarks>Security: a command runs with the host's rights, in the workspace, without a shell, with an environment of PATH, LANG and HOME alone.</remarks>
public sealed record CommandOptions
{
    /// <summary>The time of each command.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The characters of its output that are put into the text.</summary>
    public int MaxCharacters { get; init; } = 10_000;

    /// <summary>The memory that it may allocate, in bytes; null for no limit. Held on Linux, by <c>prlimit</c>.</summary>
    public long? MaxMemoryBytes { get; init; } = 512 * 1024 * 1024;
}

/// <summary>The limits of a skill's scripts.</summary>
/// <remarks>Security: a script runs with the host's rights, in the workspace (else the skill's folder), without a shell, with an environment of PATH, LANG and HOME alone.</remarks>
public sealed record ScriptOptions
{
    /// <summary>The time of each script.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The characters of its output, and again of its errors, that the model sees.</summary>
    public int MaxCharacters { get; init; } = 30_000;

    /// <summary>The memory that it may allocate, in bytes; null for no limit. Held on Linux, by <c>prlimit</c>.</summary>
    public long? MaxMemoryBytes { get; init; } = 512 * 1024 * 1024;
}
