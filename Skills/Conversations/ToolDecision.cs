using System.Text.Json.Serialization;

namespace Skills;

/// <summary>Whether a tool call may be made: a closed family.</summary>
[JsonDerivedType(typeof(Allow), "allow")]
[JsonDerivedType(typeof(Deny), "deny")]
[JsonDerivedType(typeof(Ask), "ask")]
public abstract record ToolDecision
{
    private ToolDecision()
    {
    }

    /// <summary>The call is made.</summary>
    /// <param name="Arguments">Other arguments than the model's; null for the model's own. The model is told of the change.</param>
    public sealed record Allow([property: JsonConverter(typeof(ArgumentsJson))] IReadOnlyDictionary<string, object?>? Arguments = null) : ToolDecision;

    /// <summary>The call is not made.</summary>
    /// <param name="Reason">Why; the model is told.</param>
    public sealed record Deny(string Reason) : ToolDecision;

    /// <summary>A person decides: the execution is suspended until then.</summary>
    public sealed record Ask : ToolDecision;
}

/// <summary>A tool call as a policy sees it.</summary>
/// <param name="ExecutionId">The execution that makes it.</param>
/// <param name="Skill">The skill's name; empty where the model chooses.</param>
/// <param name="CallId">The model's id of the call.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="Arguments">The model's arguments; null where there are none. Not to be changed.</param>
public sealed record ToolCall(string ExecutionId, string Skill, string CallId, string Tool, IDictionary<string, object?>? Arguments)
{
    /// <summary>Whether the tool asks for approval (<see cref="Microsoft.Extensions.AI.ApprovalRequiredAIFunction"/>).</summary>
    public bool RequiresApproval { get; init; }

    /// <summary>Whose call it is (<see cref="SkillRequest.User"/>).</summary>
    public string? User { get; init; }

    /// <summary>What is decided without a policy: to ask where the tool requires approval, else to allow.</summary>
    public ToolDecision Default => RequiresApproval ? new ToolDecision.Ask() : new ToolDecision.Allow();
}
