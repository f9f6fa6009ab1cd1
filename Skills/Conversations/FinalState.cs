namespace Skills;

/// <summary>A conversation's state at the end of an execution, which nothing changes any more: its value is made when it is asked for.</summary>
internal sealed class FinalState(ConversationState state)
{
    private SkillConversation? _value;

    public SkillConversation Snapshot() => _value ??= state.Snapshot();
}
