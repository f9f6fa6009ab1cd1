using System.Collections.Concurrent;

namespace Skills;

/// <summary>Keeps conversations in memory: for tests, and for approvals that need not survive the process.</summary>
public sealed class MemoryJournal : ISkillJournal
{
    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask AppendAsync(string executionId, long expected, ConversationStep step, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(executionId);
        ArgumentNullException.ThrowIfNull(step);
        var kept = _kept.GetOrAdd(executionId, static _ => new Kept());
        lock (kept)
        {
            if (kept.Count != expected)
                return ValueTask.FromException(new JournalConflictException(executionId, expected, kept.Count));
            if (step is ConversationStep.Snapshot)
                kept.Steps.Clear();
            kept.Steps.Add(step);
            kept.Count++;
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<SkillConversation?> LoadAsync(string executionId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(executionId);
        if (!_kept.TryGetValue(executionId, out var kept))
            return ValueTask.FromResult<SkillConversation?>(null);
        lock (kept)
            return ValueTask.FromResult(SkillConversation.Of(kept.Steps));
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string executionId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(executionId);
        _kept.TryRemove(executionId, out _);
        return ValueTask.CompletedTask;
    }

    private sealed class Kept
    {
        public List<ConversationStep> Steps { get; } = [];

        public long Count { get; set; }
    }
}
