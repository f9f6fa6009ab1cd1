using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>A call of the present turn, and how far it is. Slots are used again turn by turn.</summary>
internal struct CallSlot
{
    public FunctionCallContent Call;
    public CallState State;
    public string? Observation;
    public bool IsFailed;
    public bool IsChanged;
    public bool IsRefused;
    public string? Unreadable;
    public string? SubAgentId;
    public SkillConversation? SubAgent;

    /// <summary>Takes the next turn's call.</summary>
    public void Begin(FunctionCallContent call)
    {
        this = default;
        Call = call;
        if (call.Exception is { } wrong)
            Unreadable = HostCode.Message(wrong);
    }

    public readonly ConversationCall ToValue() => new(Call.CallId, Call.Name, CallDigest.Json(Call.Arguments), State)
    {
        Unreadable = Unreadable,
        Observation = Observation,
        IsFailed = IsFailed,
        IsChanged = IsChanged,
        SubAgentId = SubAgentId,
        SubAgent = SubAgent,
    };

    public static CallSlot Of(ConversationCall call) => new()
    {
        Call = new FunctionCallContent(call.CallId, call.Tool, CallDigest.Arguments(call.Arguments)),
        State = call.State,
        Unreadable = call.Unreadable,
        Observation = call.Observation,
        IsFailed = call.IsFailed,
        IsChanged = call.IsChanged,
        SubAgentId = call.SubAgentId,
        SubAgent = call.SubAgent,
    };
}
