using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>A conversation and its journal, where it has one. Without one nothing of this costs anything.</summary>
internal sealed class ConversationLog(ConversationState state, ISkillJournal? journal)
{
    /// <summary>Steps after which a snapshot is worth its size.</summary>
    private const int LeastSteps = 64;

    private readonly SemaphoreSlim? _gate = journal is null ? null : new SemaphoreSlim(1);
    private Usage _unsaved = Usage.None;
    private int _sinceSnapshot;

    public ConversationState State => state;

    /// <summary>Whether steps are kept.</summary>
    public bool IsOn => journal is not null;

    public ISkillJournal? Journal => journal;

    /// <summary>Appends a step.</summary>
    /// <exception cref="JournalFault">The journal cannot take it.</exception>
    public async ValueTask Append(ConversationStep step)
    {
        if (journal is null)
            return;
        await _gate!.WaitAsync();
        try
        {
            await journal.AppendAsync(state.ExecutionId, state.Steps, step);
            state.Steps++;
            _sinceSnapshot++;
        }
        catch (Exception exception)
        {
            throw new JournalFault(exception);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The messages that were added since the last step, as a turn begins.</summary>
    public ValueTask StartTurn(bool isInput, string? limitReached, bool isShortened)
    {
        var added = IsOn ? state.Messages.GetRange(state.Saved, state.Messages.Count - state.Saved) : null;
        state.StartTurn(isInput, limitReached);
        return added is null ? ValueTask.CompletedTask : StartTurn(added, isInput, limitReached, isShortened);
    }

    private async ValueTask StartTurn(List<ChatMessage> added, bool isInput, string? limitReached, bool isShortened)
    {
        await Append(new ConversationStep.TurnStarted(added, isInput, limitReached, state.NextSequence));
        if (isShortened || _sinceSnapshot >= Math.Max(LeastSteps, state.Messages.Count))
            await AppendSnapshot();
    }

    /// <summary>The model has answered; its messages were added already.</summary>
    public ValueTask Answer(List<FunctionCallContent> calls)
    {
        var messages = IsOn ? state.Messages.GetRange(state.Saved, state.Messages.Count - state.Saved) : null;
        state.Answer(calls);
        return messages is not null
            ? Append(new ConversationStep.ModelAnswered(messages, [.. Enumerable.Range(0, calls.Count).Select(i => state.Slot(i).ToValue())], TakeUsage(), state.NextSequence))
            : ValueTask.CompletedTask;
    }

    /// <summary>A model was called.</summary>
    public void Spend(in ModelUsage used)
    {
        state.Spend(used);
        if (IsOn)
            _unsaved = _unsaved.Plus(new Usage { Models = [used] });
    }

    /// <summary>The execution waits for a person.</summary>
    public ValueTask Suspend() => IsOn ? Append(new ConversationStep.Suspended(state.NextSequence)) : ValueTask.CompletedTask;

    /// <summary>The execution has ended.</summary>
    public ValueTask End()
    {
        state.End();
        return IsOn ? Append(new ConversationStep.Ended(TakeUsage(), state.NextSequence)) : ValueTask.CompletedTask;
    }

    private async ValueTask AppendSnapshot()
    {
        await Append(new ConversationStep.Snapshot(state.Snapshot()));
        _sinceSnapshot = 0;
    }

    private Usage TakeUsage()
    {
        var unsaved = _unsaved;
        _unsaved = Usage.None;
        return unsaved;
    }
}

/// <summary>A journal cannot take a step: the execution ends before it does anything more.</summary>
internal sealed class JournalFault(Exception cause) : Exception($"The journal cannot be written: {HostCode.Message(cause)}", cause);
