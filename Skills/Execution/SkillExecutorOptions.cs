using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>The limits of an executor; a skill's own settings come on top.</summary>
public sealed record SkillExecutorOptions
{
    /// <summary>The limit of a whole execution; null, or an infinite time, for none.</summary>
    public TimeSpan? ExecutionTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Tool calls at most, over all iterations, because one turn can ask for thirty; at least 1.</summary>
    public int MaxToolCalls { get; init; } = 100;

    /// <summary>Tool calls of one turn that are made at once; the others wait for their turn. At least 1.</summary>
    public int MaxParallelCalls { get; init; } = 16;

    /// <summary>The limit of one tool call; null for the skill's <c>timeout-per-iteration</c>, an infinite time for none. A call that takes longer is given up, and the model is told.</summary>
    public TimeSpan? ToolTimeout { get; init; }

    /// <summary>How long a model may send nothing; null for the skill's <c>timeout-per-iteration</c>, an infinite time for any length. The length of an answer is not limited by it.</summary>
    public TimeSpan? ModelSilence { get; init; }

    /// <summary>The characters of a tool's result that the model sees; at least 100. What is longer is cut with a note.</summary>
    public int MaxResultCharacters { get; init; } = 100_000;

    /// <summary>Requests to models at most, failed ones and those of sub-agents included; null for no limit. At the limit the model is asked for its best answer.</summary>
    public int? MaxModelCalls { get; init; } = 500;

    /// <summary>Input and output tokens at most, those of sub-agents included; null for no limit. At the limit the model is asked for its best answer.</summary>
    public long? MaxTokens { get; init; }

    /// <summary>The cost at most, in the unit of <see cref="Cost"/>; null for no limit. At the limit the model is asked for its best answer.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>What some usage costs; needed for <see cref="MaxCost"/> alone.</summary>
    public Func<Usage, decimal>? Cost { get; init; }

    /// <summary>Decides whether a tool call is made; null to make all but those of tools that require approval (<see cref="ApprovalRequiredAIFunction"/>), for which a person is asked. A policy that throws denies.</summary>
    public Func<ToolCall, CancellationToken, ValueTask<ToolDecision>>? Policy { get; init; }

    /// <summary>Where the steps of conversations are kept; null for nowhere.</summary>
    public ISkillJournal? Journal { get; init; }

    /// <summary>What is asked of models beside the tools, such as the temperature or the most output tokens; null for their defaults. Not to be changed.</summary>
    public ChatOptions? ChatOptions { get; init; }

    /// <summary>Whether each of the model's answers ends with a finish reason, so that one without is broken off; null to expect it of clients that name a provider's address.</summary>
    public bool? ExpectsFinishReason { get; init; }

    /// <summary>Turns in a row in which every tool call fails, before the execution fails; at least 1.</summary>
    public int MaxFailingTurns { get; init; } = 3;

    /// <summary>How often in a row the same call may bring the same result before it is named as a repetition; at twice that the execution fails. At least 2.</summary>
    public int MaxRepetitions { get; init; } = 3;

    /// <summary>Tries of one model call, the first included, where it fails in a way that passes; at least 1.</summary>
    public int ModelAttempts { get; init; } = 4;

    /// <summary>About the wait before the second try, which doubles for each further one, up to 30 s, and has a random part (Polly's exponential backoff with jitter); 0 or more, a day at most.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a fault of the model asks to wait before the next try; null, or a null answer, for what the answer's <c>Retry-After</c> header says, else for the usual wait. Waits above a minute are not made: the fault then ends the execution.</summary>
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

    /// <summary>What is wrong with the options; empty where nothing is.</summary>
    internal IEnumerable<string> Problems()
    {
        foreach (var (value, least, name) in new (long? Value, long Least, string Name)[]
        {
            (MaxToolCalls, 1, nameof(MaxToolCalls)), (MaxParallelCalls, 1, nameof(MaxParallelCalls)), (MaxFailingTurns, 1, nameof(MaxFailingTurns)),
            (MaxRepetitions, 2, nameof(MaxRepetitions)), (ModelAttempts, 1, nameof(ModelAttempts)), (MaxForkDepth, 0, nameof(MaxForkDepth)),
            (MaxResultCharacters, 100, nameof(MaxResultCharacters)), (MaxModelCalls, 1, nameof(MaxModelCalls)), (MaxTokens, 1, nameof(MaxTokens)),
            (MaxConversationTokens, 1, nameof(MaxConversationTokens)), (FilePieceCharacters, 1, nameof(FilePieceCharacters)), (MaxFileBytes, 1, nameof(MaxFileBytes)),
        })
        {
            if (value < least)
                yield return FormattableString.Invariant($"{name} is {value}; set {least} or more.");
        }

        foreach (var (value, name) in new[] { (ExecutionTimeout, nameof(ExecutionTimeout)), (ToolTimeout, nameof(ToolTimeout)), (ModelSilence, nameof(ModelSilence)) })
        {
            if (TimeoutProblem(value, name) is { } problem)
                yield return problem;
        }

        if (FirstBackoff < TimeSpan.Zero || FirstBackoff > TimeSpan.FromDays(1))
            yield return $"{nameof(FirstBackoff)} is {FirstBackoff}; set 0 to a day.";
        if (MaxCost is not null && Cost is null)
            yield return $"{nameof(MaxCost)} is set and {nameof(Cost)} is not; set the function that computes the cost.";
    }

    internal static string? TimeoutProblem(TimeSpan? value, string name) =>
        value is { } timeout && timeout <= TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan
            ? $"{name} is {timeout}; set a time above 0, Timeout.InfiniteTimeSpan for none, or null."
            : null;
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
