using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>What the updates of one try say of it as a whole: usage, model, and how it ended.</summary>
internal struct TurnFigures
{
    private string? _model;
    private UsageDetails? _usage;
    private int _updates;

    public readonly long? Input => _usage?.InputTokenCount;

    public readonly long? Output => _usage?.OutputTokenCount;

    public ChatFinishReason? Finish { get; private set; }

    public void Add(ChatResponseUpdate update)
    {
        _updates++;
        if (update.FinishReason is { } finish)
            Finish = finish;
        if (update.ModelId is { } model)
            _model = model;
    }

    /// <summary>Figures come once or as a running sum: the largest counts, and what is not reported adds nothing.</summary>
    public void Add(UsageDetails usage)
    {
        _usage ??= new UsageDetails();
        _usage.InputTokenCount = Larger(_usage.InputTokenCount, usage.InputTokenCount);
        _usage.OutputTokenCount = Larger(_usage.OutputTokenCount, usage.OutputTokenCount);
        _usage.CachedInputTokenCount = Larger(_usage.CachedInputTokenCount, usage.CachedInputTokenCount);
        _usage.ReasoningTokenCount = Larger(_usage.ReasoningTokenCount, usage.ReasoningTokenCount);
    }

    public readonly ModelUsage Used(string? fallback) => new(
        _model ?? fallback ?? "",
        1,
        _usage?.InputTokenCount ?? 0,
        _usage?.CachedInputTokenCount ?? 0,
        _usage?.OutputTokenCount ?? 0,
        _usage?.ReasoningTokenCount ?? 0);

    /// <summary>Why a stream that has ended is no answer; null where it is one.</summary>
    public readonly string? BrokenOff(bool expectsFinish, string? error) =>
        error is not null && Finish is null ? $"The provider reported an error: {error}" :
        _updates is 0 ? "The answer was empty: not one update came. The address may not be a model's, or a proxy answered in its place." :
        expectsFinish && Finish is null ? "The answer ended without a finish reason: the connection was closed early, or the provider reported an error within the stream." :
        null;

    private static long? Larger(long? one, long? other) => one is null || other > one ? other ?? one : one;
}
