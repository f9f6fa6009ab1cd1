using System.Text.Json.Serialization;

namespace Skills;

/// <summary>
/// What happens in an execution, in order: a closed family. Exactly one event is terminal (<see cref="Completed"/>, <see cref="Failed"/>,
/// <see cref="Cancelled"/> or <see cref="Suspended"/>), and it is the last.
/// </summary>
/// <param name="Mark">Which execution, which number, and when.</param>
public abstract record SkillEvent(EventMark Mark)
{
    /// <summary>Whether no event follows.</summary>
    public virtual bool IsTerminal => false;

    /// <summary>The execution begins.</summary>
    public sealed record Started(EventMark Mark, string Task) : SkillEvent(Mark);

    /// <summary>A skill's instructions are part of the conversation.</summary>
    /// <param name="Skill">The skill's name.</param>
    /// <param name="Resources">Bundled files that may be read on demand.</param>
    public sealed record SkillActivated(EventMark Mark, string Skill, int Resources) : SkillEvent(Mark);

    /// <summary>A command of a skill's text was run, or refused; for an audit.</summary>
    /// <param name="Skill">The skill's name.</param>
    /// <param name="Command">The command as the skill's author wrote it.</param>
    /// <param name="ExitCode">Its exit code; null where it did not run to its end.</param>
    /// <param name="Characters">The characters that stand in its place.</param>
    /// <param name="Refused">Why it was not run; null where it was.</param>
    public sealed record CommandInjected(EventMark Mark, string Skill, string Command, int? ExitCode, int Characters, string? Refused) : SkillEvent(Mark);

    /// <summary>A skill runs as a sub-agent, in a conversation of its own.</summary>
    /// <param name="Skill">The skill's name.</param>
    /// <param name="SubAgentId">The sub-agent's own execution id.</param>
    /// <param name="Task">What it is asked to do.</param>
    public sealed record SubAgentStarted(EventMark Mark, string Skill, string SubAgentId, string Task) : SkillEvent(Mark);

    /// <summary>A sub-agent has ended, however; what it came to is an observation of the model's.</summary>
    /// <param name="Skill">The skill's name.</param>
    /// <param name="SubAgentId">The sub-agent's own execution id.</param>
    /// <param name="Summary">Its answer, or why there is none.</param>
    /// <param name="IsSuccess">Whether it has a whole answer.</param>
    /// <param name="Iterations">Its model calls.</param>
    /// <param name="Usage">What it used, its own sub-agents included.</param>
    public sealed record SubAgentCompleted(EventMark Mark, string Skill, string SubAgentId, string Summary, bool IsSuccess, int Iterations, Usage Usage) : SkillEvent(Mark);

    /// <summary>The model reasons, where it shows that.</summary>
    public sealed record Thought(EventMark Mark, string Text) : SkillEvent(Mark);

    /// <summary>A piece of the model's text.</summary>
    public sealed record MessageDelta(EventMark Mark, string Text) : SkillEvent(Mark);

    /// <summary>A tool is called.</summary>
    /// <param name="Arguments">What the model gave; may be null. Not to be changed.</param>
    public sealed record ToolCallStarted(EventMark Mark, string CallId, string Tool, IDictionary<string, object?>? Arguments) : SkillEvent(Mark);

    /// <summary>A tool has answered. Results of calls that were made at once come as each call ends.</summary>
    /// <param name="Result">Its answer as text, as the model sees it; null where it is hidden.</param>
    /// <param name="Duration">The call's own time.</param>
    public sealed record ToolCallCompleted(EventMark Mark, string CallId, string Tool, string? Result, TimeSpan Duration) : SkillEvent(Mark);

    /// <summary>A tool has failed, or the call was not made; the model is told, and the execution goes on.</summary>
    /// <param name="Observation">What the model is told.</param>
    /// <param name="IsRefused">Whether the call was not made.</param>
    /// <param name="Duration">The call's own time.</param>
    public sealed record ToolCallFailed(EventMark Mark, string CallId, string Tool, string Observation, bool IsRefused, TimeSpan Duration) : SkillEvent(Mark);

    /// <summary>A call waits for a person's decision; for an audit.</summary>
    /// <param name="ExecutionId">The execution that makes the call: this one, or a sub-agent's.</param>
    /// <param name="Arguments">What the model gave; may be null. Not to be changed.</param>
    public sealed record DecisionAsked(EventMark Mark, string ExecutionId, string CallId, string Tool, IDictionary<string, object?>? Arguments) : SkillEvent(Mark);

    /// <summary>It was decided whether a call is made; for an audit.</summary>
    /// <param name="ExecutionId">The execution that makes the call: this one, or a sub-agent's.</param>
    /// <param name="IsAllowed">Whether it is made.</param>
    /// <param name="Reason">Why it is not; null where it is.</param>
    /// <param name="IsChanged">Whether the arguments were changed.</param>
    /// <param name="ByPerson">Whether a person decided, rather than the host's policy.</param>
    public sealed record DecisionMade(EventMark Mark, string ExecutionId, string CallId, string Tool, bool IsAllowed, string? Reason, bool IsChanged, bool ByPerson) : SkillEvent(Mark);

    /// <summary>The model's turn broke off and is asked for again: its text so far is void.</summary>
    /// <param name="From">The first event of the turn: deltas and thoughts from this number on are void.</param>
    /// <param name="Reason">Why it broke off.</param>
    public sealed record TurnDiscarded(EventMark Mark, int From, string Reason) : SkillEvent(Mark);

    /// <summary>A file became part of the conversation.</summary>
    /// <param name="Path">Its path, relative to the folder it was found in.</param>
    /// <param name="EstimatedTokens">Its tokens, estimated from its size.</param>
    public sealed record FileLoaded(EventMark Mark, string Path, int EstimatedTokens) : SkillEvent(Mark);

    /// <summary>Something that a person should know, and that does not end the execution.</summary>
    public sealed record Warning(EventMark Mark, string Message) : SkillEvent(Mark);

    /// <summary>A turn of the loop is over.</summary>
    /// <param name="Iteration">Its number, from 1.</param>
    /// <param name="Duration">Its time.</param>
    /// <param name="ModelDuration">The model's part of it.</param>
    /// <param name="InputTokens">As the model tells; null where it does not.</param>
    /// <param name="OutputTokens">As the model tells; null where it does not.</param>
    public sealed record IterationCompleted(EventMark Mark, int Iteration, TimeSpan Duration, TimeSpan ModelDuration, long? InputTokens, long? OutputTokens) : SkillEvent(Mark);

    /// <summary>The last event of an execution.</summary>
    public abstract record End(EventMark Mark) : SkillEvent(Mark)
    {
        /// <inheritdoc/>
        public sealed override bool IsTerminal => true;

        /// <summary>What the skills cost in tokens, tier by tier; null where no skill was loaded.</summary>
        [JsonIgnore]
        public TokenAccount? Tokens { get; init; }

        /// <summary>What was used of models, failed tries and sub-agents included.</summary>
        public Usage Usage { get; init; } = Usage.None;

        /// <summary>The conversation as it is now, to go on with. Security: it holds what the model saw, whatever the event may show; it is not written with the event.</summary>
        [JsonIgnore]
        public SkillConversation? Conversation => Source?.Snapshot();

        /// <summary>The state at the end, which nothing changes any more.</summary>
        [JsonIgnore]
        internal FinalState? Source { get; init; }
    }

    /// <summary>The execution has an answer.</summary>
    /// <param name="Answer">The answer, or the best so far.</param>
    /// <param name="PartialBecause">Why it is only the best so far; null where it is whole.</param>
    public sealed record Completed(EventMark Mark, string Answer, string? PartialBecause) : End(Mark);

    /// <summary>The execution has failed.</summary>
    /// <param name="Reason">Why, with what was tried.</param>
    /// <param name="ErrorType">The type of what was thrown, where something was. The exception is in <see cref="SkillResult.Exception"/>.</param>
    public sealed record Failed(EventMark Mark, string Reason, string? ErrorType) : End(Mark)
    {
        /// <summary>What the model had said when it failed: a piece of an answer, or its last words before; null where there is nothing.</summary>
        public string? Partial { get; init; }
    }

    /// <summary>The execution was cancelled by its caller.</summary>
    public sealed record Cancelled(EventMark Mark) : End(Mark);

    /// <summary>Calls wait for a person's decision. <see cref="SkillExecutor.ContinueAsync"/> goes on with it.</summary>
    /// <param name="Calls">The calls, those of sub-agents included; <see cref="PendingCall.Decide"/> makes a decision on one.</param>
    public sealed record Suspended(EventMark Mark, IReadOnlyList<PendingCall> Calls) : End(Mark);
}

/// <summary>An event's place in its execution.</summary>
/// <param name="Origin">The execution.</param>
/// <param name="Sequence">The event's number within the execution, from 0 and without gaps.</param>
/// <param name="Timestamp">When it happened, in coordinated universal time.</param>
/// <param name="Visibility">How much of its contents it shows.</param>
public readonly record struct EventMark(ExecutionOrigin Origin, int Sequence, DateTimeOffset Timestamp, Visibility Visibility = Visibility.Full)
{
    // Every event holds a mark: a number is half as long as a time with its offset.
    private readonly long _ticks = Timestamp.UtcTicks;

    /// <summary>When it happened, in coordinated universal time.</summary>
    public DateTimeOffset Timestamp
    {
        get => new(new DateTime(_ticks, DateTimeKind.Utc));
        init => _ticks = value.UtcTicks;
    }

    internal EventMark(ExecutionOrigin origin, int sequence, long ticks, Visibility visibility)
        : this(origin, sequence, default(DateTimeOffset), visibility) => _ticks = ticks;
}

/// <summary>Which execution an event belongs to; one instance for all events of an execution.</summary>
/// <param name="ExecutionId">The execution's id.</param>
/// <param name="Skill">The name of the skill that was asked for; empty where the model chooses.</param>
public sealed record ExecutionOrigin(string ExecutionId, string Skill);
