using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>How far a tool call of a turn is.</summary>
public enum CallState
{
    /// <summary>It was not begun.</summary>
    Waiting,

    /// <summary>It waits for a person's decision.</summary>
    Asked,

    /// <summary>It was allowed and not begun.</summary>
    Allowed,

    /// <summary>It was begun, and how it ended is not known.</summary>
    Started,

    /// <summary>Its observation is recorded.</summary>
    Recorded,
}

/// <summary>A tool call of a turn that is not over.</summary>
/// <param name="CallId">The model's id of the call.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="Arguments">The arguments as a JSON object; null where there are none.</param>
/// <param name="State">How far it is.</param>
public sealed record ConversationCall(string CallId, string Tool, JsonElement? Arguments, CallState State)
{
    /// <summary>Why the arguments cannot be read; null where they can.</summary>
    public string? Unreadable { get; init; }

    /// <summary>What the model sees of the recorded call; null before.</summary>
    public string? Observation { get; init; }

    /// <summary>Whether the recorded call failed.</summary>
    public bool IsFailed { get; init; }

    /// <summary>Whether a decision changed the arguments.</summary>
    public bool IsChanged { get; init; }

    /// <summary>The sub-agent that the call started; null for none.</summary>
    public string? SubAgentId { get; init; }

    /// <summary>The sub-agent's conversation, where it waits for a decision.</summary>
    public SkillConversation? SubAgent { get; init; }
}

/// <summary>A tool call that waits for a person's decision.</summary>
/// <param name="ExecutionId">The execution that makes it: the host's own, or a sub-agent's.</param>
/// <param name="CallId">The model's id of the call.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="Arguments">The arguments as a JSON object; null where there are none. An event shows them without their secrets.</param>
/// <param name="Digest">The SHA-256 of the tool and the exact arguments: a decision holds for these alone.</param>
public sealed record PendingCall(string ExecutionId, string CallId, string Tool, JsonElement? Arguments, string Digest)
{
    /// <summary>A decision on this call, bound to its id and its exact arguments.</summary>
    /// <param name="decision">What a person decided.</param>
    public CallDecision Decide(ToolDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return new CallDecision(ExecutionId, CallId, Digest, decision);
    }

    internal static IEnumerable<PendingCall> Of(SkillConversation conversation)
    {
        foreach (var call in conversation.Calls)
        {
            if (call.State is CallState.Asked)
                yield return new PendingCall(conversation.ExecutionId, call.CallId, call.Tool, call.Arguments, CallDigest.Of(call.Tool, call.Arguments));
            if (call.SubAgent is null)
                continue;
            foreach (var below in Of(call.SubAgent))
                yield return below;
        }
    }
}

/// <summary>A person's decision on a call that waits for it.</summary>
/// <param name="ExecutionId">The execution that makes the call.</param>
/// <param name="CallId">The model's id of the call.</param>
/// <param name="Digest">What was decided on (<see cref="PendingCall.Digest"/>).</param>
/// <param name="Decision">What was decided.</param>
public sealed record CallDecision(string ExecutionId, string CallId, string Digest, ToolDecision Decision);

/// <summary>Tells whether a call is the one that was decided on.</summary>
internal static class CallDigest
{
    public static string Of(string tool, JsonElement? arguments)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes($"{tool}\n{(arguments is { } given ? given.GetRawText() : "")}");
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
    }

    public static JsonElement? Json(IDictionary<string, object?>? arguments)
    {
        if (arguments is null)
            return null;
        try
        {
            return JsonSerializer.SerializeToElement(arguments, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(IDictionary<string, object?>)));
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            return JsonElement.Parse("{}");
        }
    }

    public static IDictionary<string, object?>? Arguments(JsonElement? arguments)
    {
        if (arguments is not { ValueKind: JsonValueKind.Object } given)
            return null;
        var read = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var argument in given.EnumerateObject())
            read[argument.Name] = argument.Value.ValueKind is JsonValueKind.Null ? null : argument.Value.Clone();
        return read;
    }
}
