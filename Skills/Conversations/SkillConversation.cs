using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>A conversation as a value: all that is needed to go on with it later, in another process or on another machine.</summary>
/// <remarks>
/// Immutable and plain data: <see cref="ToJson"/> and <see cref="FromJson"/> carry it anywhere. It is the fold of its steps (<see cref="ConversationStep"/>).
/// Security: it holds what the model saw, secrets included. Where it is stored, who can read it and when it is deleted is the host's duty.
/// </remarks>
public sealed record SkillConversation
{
    /// <summary>The version of the format that this build writes. It reads this version and all before it.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The version of the format.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The execution's id; the same in every continuation.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The skill's name; empty where the model chooses.</summary>
    public string Skill { get; init; } = "";

    /// <summary>The SHA-256 of the skill's text, in hexadecimal digits; empty without a skill.</summary>
    public string SkillDigest { get; init; } = "";

    /// <summary>The messages, the system's included. Not to be changed.</summary>
    [JsonConverter(typeof(MessagesJson))]
    public IReadOnlyList<ChatMessage> Messages { get; init; } = [];

    /// <summary>The calls of the last turn, where not all of them have been answered; empty otherwise.</summary>
    public IReadOnlyList<ConversationCall> Calls { get; init; } = [];

    /// <summary>The skills that the model activated, in order.</summary>
    public IReadOnlyList<string> ActiveSkills { get; init; } = [];

    /// <summary>How often each failed call has failed, by the call in words.</summary>
    public IReadOnlyDictionary<string, int> Failures { get; init; } = NoFailures;

    /// <summary>The skills from the host's execution down to this sub-agent; empty for the host's own execution.</summary>
    public IReadOnlyList<string> Parents { get; init; } = [];

    /// <summary>Model calls that were completed since the last input of the user.</summary>
    public int Iteration { get; init; }

    /// <summary>Tool calls since the last input of the user.</summary>
    public int ToolCalls { get; init; }

    /// <summary>Turns in a row in which every tool call failed.</summary>
    public int FailingTurns { get; init; }

    /// <summary>How often in a row the same call has brought the same result.</summary>
    public int Repetitions { get; init; }

    /// <summary>Sub-agents that were started.</summary>
    public int SubAgents { get; init; }

    /// <summary>The limit because of which the last answer was asked for; null where none is reached.</summary>
    public string? LimitReached { get; init; }

    /// <summary>What was used so far. Sub-agents are included once their calls are answered.</summary>
    public Usage Usage { get; init; } = Usage.None;

    /// <summary>The number of the next event.</summary>
    public int NextSequence { get; init; }

    /// <summary>The steps that this is the fold of: the expected number of the next one.</summary>
    public long Steps { get; init; }

    /// <summary>Whether the last execution has ended; a further input of the user continues the conversation.</summary>
    public bool IsEnded { get; init; }

    /// <summary>The calls that wait for a person's decision, those of sub-agents included.</summary>
    [JsonIgnore]
    public IReadOnlyList<PendingCall> Pending => [.. PendingCall.Of(this)];

    internal static IReadOnlyDictionary<string, int> NoFailures { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>The conversation that some steps lead to.</summary>
    /// <param name="steps">All steps in order.</param>
    /// <returns>The conversation; null without a step.</returns>
    public static SkillConversation? Of(IEnumerable<ConversationStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ConversationState? state = null;
        foreach (var step in steps)
            state = ConversationState.Apply(state, step);
        return state?.Snapshot();
    }

    /// <summary>The conversation as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ConversationJson.Default.SkillConversation);

    /// <summary>A conversation from JSON.</summary>
    /// <exception cref="JsonException">The text is no conversation.</exception>
    /// <exception cref="NotSupportedException">A later version has written it.</exception>
    public static SkillConversation FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var read = JsonSerializer.Deserialize(json, ConversationJson.Default.SkillConversation) ?? throw new JsonException("The text holds no conversation.");
        return read.Version <= CurrentVersion
            ? read
            : throw new NotSupportedException($"The conversation has format version {read.Version}; this build reads versions up to {CurrentVersion}. Update the package Skills.");
    }

    /// <summary>What it is, without its contents.</summary>
    public override string ToString() => FormattableString.Invariant($"conversation {ExecutionId} of skill \"{Skill}\": {Messages.Count} messages, {Steps} steps");
}
