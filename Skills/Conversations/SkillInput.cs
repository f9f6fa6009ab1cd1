using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>What a conversation is continued with: a closed family.</summary>
public abstract record SkillInput
{
    private SkillInput()
    {
    }

    /// <summary>Nothing new: what was begun is taken up where it ended.</summary>
    public static SkillInput Resume { get; } = new Nothing();

    /// <summary>A further message of the user.</summary>
    /// <param name="text">Its text.</param>
    public static SkillInput Say(string text) => new Message([new TextContent(text)]);

    /// <summary>A further message of the user.</summary>
    /// <param name="contents">Its contents: texts, images and others that the model takes.</param>
    public static SkillInput Say(IReadOnlyList<AIContent> contents)
    {
        ArgumentNullException.ThrowIfNull(contents);
        return new Message(contents);
    }

    /// <summary>Decisions on calls that wait for them.</summary>
    /// <param name="decisions">Made by <see cref="PendingCall.Decide"/>; calls that none is for go on waiting.</param>
    public static SkillInput Decide(params IReadOnlyList<CallDecision> decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        return new Decisions(decisions);
    }

    internal sealed record Nothing : SkillInput;

    internal sealed record Message(IReadOnlyList<AIContent> Contents) : SkillInput;

    internal sealed record Decisions(IReadOnlyList<CallDecision> All) : SkillInput;
}
