namespace Skills;

/// <summary>How an execution ended.</summary>
internal enum OutcomeKind
{
    Completed,
    Failed,
    Cancelled,
    Suspended,
}

/// <summary>What an execution came to, as programs and parent models get it: whole, beside the events and never through them.</summary>
internal sealed class RunOutcome(OutcomeKind kind)
{
    public OutcomeKind Kind => kind;

    /// <summary>The answer; of a failed execution what the model had said.</summary>
    public string? Answer { get; set; }

    /// <summary>Why the answer is only the best so far.</summary>
    public string? PartialBecause { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Reason { get; init; }

    /// <summary>The same for viewers, where it names calls that they may not see; null where both are the same.</summary>
    public string? ShownReason { get; init; }

    public Exception? Exception { get; init; }

    public int Iterations { get; set; }

    public Usage Usage { get; set; } = Usage.None;

    public FinalState? State { get; set; }

    public SkillConversation? Conversation => State?.Snapshot();

    public bool IsSuccess => kind is OutcomeKind.Completed && PartialBecause is null;

    /// <summary>What a parent's model is told.</summary>
    public string Summary => kind switch
    {
        OutcomeKind.Completed when PartialBecause is { } because => $"{Answer}\n[Only in part: {because}]",
        OutcomeKind.Completed => Answer!,
        OutcomeKind.Failed => Reason!,
        OutcomeKind.Suspended => "It waits for a person's decision.",
        _ => "It was cancelled.",
    };
}
