namespace Skills;

/// <summary>Where the steps of conversations are kept, so that they survive the process.</summary>
/// <remarks>
/// Steps are appended before what they announce is done, and after what they record was done. Every so often the engine appends a
/// <see cref="ConversationStep.Snapshot"/>: a journal may then drop the steps before it. Implementations are thread-safe.
/// Security: steps hold what the model saw, secrets included.
/// </remarks>
public interface ISkillJournal
{
    /// <summary>Appends a step.</summary>
    /// <param name="executionId">The conversation.</param>
    /// <param name="expected">The number of steps that the writer knows of; 0 for a new conversation.</param>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Ends the wait; the step may have been appended all the same.</param>
    /// <exception cref="JournalConflictException">The journal holds another number of steps: somebody else goes on with the conversation.</exception>
    /// <exception cref="IOException">The step cannot be stored. The steps before it are not harmed.</exception>
    ValueTask AppendAsync(string executionId, long expected, ConversationStep step, CancellationToken cancellationToken = default);

    /// <summary>Loads a conversation.</summary>
    /// <returns>The fold of its steps; null where there is none.</returns>
    ValueTask<SkillConversation?> LoadAsync(string executionId, CancellationToken cancellationToken = default);

    /// <summary>Deletes a conversation; nothing happens where there is none.</summary>
    ValueTask DeleteAsync(string executionId, CancellationToken cancellationToken = default);
}

/// <summary>Somebody else has written to a conversation since it was loaded. Load it again, and decide anew.</summary>
public sealed class JournalConflictException : Exception
{
    /// <summary>A conflict.</summary>
    public JournalConflictException(string executionId, long expected, long found)
        : base(FormattableString.Invariant($"Conversation \"{executionId}\" has {found} steps, and {expected} were expected: somebody else goes on with it. Load it again."))
    {
    }

    /// <summary>A conflict in other words.</summary>
    public JournalConflictException(string message)
        : base(message)
    {
    }

    /// <summary>A conflict without words.</summary>
    public JournalConflictException()
    {
    }

    /// <summary>A conflict with its cause.</summary>
    public JournalConflictException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
