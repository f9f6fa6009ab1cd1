using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>What happened in a conversation, as a journal keeps it: a closed family.</summary>
[JsonDerivedType(typeof(Begun), "begun")]
[JsonDerivedType(typeof(TurnStarted), "turn")]
[JsonDerivedType(typeof(ModelAnswered), "answer")]
[JsonDerivedType(typeof(BatchStarted), "batch")]
[JsonDerivedType(typeof(SubAgentStarted), "sub-agent")]
[JsonDerivedType(typeof(SkillActivated), "skill")]
[JsonDerivedType(typeof(CallRecorded), "call")]
[JsonDerivedType(typeof(DecisionAsked), "asked")]
[JsonDerivedType(typeof(DecisionMade), "decided")]
[JsonDerivedType(typeof(Suspended), "suspended")]
[JsonDerivedType(typeof(Ended), "ended")]
[JsonDerivedType(typeof(Snapshot), "snapshot")]
public abstract record ConversationStep
{
    private ConversationStep()
    {
    }

    /// <summary>The conversation begins.</summary>
    public sealed record Begun(string ExecutionId, string Skill, string SkillDigest, IReadOnlyList<string> Parents) : ConversationStep;

    /// <summary>A turn of the loop begins.</summary>
    /// <param name="Added">What was added to the messages since the last step.</param>
    /// <param name="IsInput">Whether the user has said something: the counts of iterations and calls begin anew.</param>
    /// <param name="LimitReached">Why this is the last turn; null where it is not.</param>
    /// <param name="NextSequence">The number of the next event.</param>
    public sealed record TurnStarted(
        [property: JsonConverter(typeof(MessagesJson))] IReadOnlyList<ChatMessage> Added,
        bool IsInput,
        string? LimitReached,
        int NextSequence) : ConversationStep;

    /// <summary>The model has answered.</summary>
    /// <param name="Messages">What it said.</param>
    /// <param name="Calls">The calls that are to be made.</param>
    /// <param name="Usage">What the turn used, failed tries included.</param>
    /// <param name="NextSequence">The number of the next event.</param>
    public sealed record ModelAnswered(
        [property: JsonConverter(typeof(MessagesJson))] IReadOnlyList<ChatMessage> Messages,
        IReadOnlyList<ConversationCall> Calls,
        Usage Usage,
        int NextSequence) : ConversationStep;

    /// <summary>Calls are made; what comes of them is not known until it is recorded.</summary>
    public sealed record BatchStarted(IReadOnlyList<string> CallIds) : ConversationStep;

    /// <summary>A call has started a sub-agent.</summary>
    public sealed record SubAgentStarted(string CallId, string SubAgentId) : ConversationStep;

    /// <summary>The model has activated a skill.</summary>
    public sealed record SkillActivated(string Skill) : ConversationStep;

    /// <summary>A call has ended.</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="Observation">What the model sees.</param>
    /// <param name="IsFailed">Whether it failed.</param>
    /// <param name="FailureKey">The call in words, where its failure counts against further tries; null otherwise.</param>
    /// <param name="Usage">What its sub-agent used.</param>
    public sealed record CallRecorded(string CallId, string Observation, bool IsFailed, string? FailureKey, Usage Usage) : ConversationStep;

    /// <summary>A call waits for a person.</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="SubAgent">The sub-agent's conversation, where it is one that waits; null otherwise.</param>
    public sealed record DecisionAsked(string CallId, SkillConversation? SubAgent) : ConversationStep;

    /// <summary>It was decided that a call is made, or another decision is waited for by its sub-agent.</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="Arguments">The arguments where the decision changed them; null otherwise.</param>
    public sealed record DecisionMade(string CallId, JsonElement? Arguments) : ConversationStep;

    /// <summary>The execution waits for decisions.</summary>
    /// <param name="NextSequence">The number of the next event.</param>
    public sealed record Suspended(int NextSequence) : ConversationStep;

    /// <summary>The execution has ended.</summary>
    /// <param name="Usage">What the last turn used, where it did not come to an answer.</param>
    /// <param name="NextSequence">The number of the next event.</param>
    public sealed record Ended(Usage Usage, int NextSequence) : ConversationStep;

    /// <summary>The whole conversation so far: what came before is not needed any more.</summary>
    public sealed record Snapshot(SkillConversation Conversation) : ConversationStep;
}
