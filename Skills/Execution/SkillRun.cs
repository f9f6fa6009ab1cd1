using System.Diagnostics.CodeAnalysis;

namespace Skills;

/// <summary>One execution as its consumers hold it: the loop behind it, and what it came to.</summary>
internal sealed class SkillRun(SkillExecutor executor, SkillRequest request, Lineage? lineage, SkillConversation? before, SkillInput? input)
{
    private static readonly RunOutcome NotEnded = new(OutcomeKind.Cancelled);

    private RunParts? _parts;
    private SkillLoop? _loop;

    public SkillRequest Request => request;

    public bool IsSubAgent => lineage is not null;

    /// <summary>Whether its consumer does nothing between two events.</summary>
    public bool IsConsumerInstant { get; init; }

    /// <summary>What the execution came to; set before its last event.</summary>
    public RunOutcome Outcome { get; private set; } = NotEnded;

    /// <summary>Whether the terminal event was made.</summary>
    public bool HasEnded => _parts is { Gate.HasEnded: true };

    /// <summary>Takes the next event that was made already.</summary>
    public bool TryTake([NotNullWhen(true)] out SkillEvent? made)
    {
        made = null;
        return _parts is not null && _parts.Gate.TryTake(out made);
    }

    /// <summary>Goes on until something is to be told, or a little less.</summary>
    /// <param name="cancellationToken">Cancels the execution; what it is at the first step counts.</param>
    public ValueTask Step(CancellationToken cancellationToken)
    {
        if (_loop is null)
        {
            _parts = new RunParts(executor, request, lineage, before, IsConsumerInstant, cancellationToken);
            _loop = new SkillLoop(this, _parts, input);
        }

        return _loop.Step();
    }

    /// <summary>Ends the execution with its terminal event.</summary>
    public void End(RunOutcome outcome)
    {
        Outcome = _parts!.Whole(outcome);
        _parts.Gate.End(Outcome, _parts.Account());
    }

    /// <summary>Ends an execution that a host's code, or the journal, has broken.</summary>
    public void Break(Exception exception)
    {
        _parts ??= new RunParts(executor, request, lineage, before, IsConsumerInstant, CancellationToken.None);
        var isJournal = exception is JournalFault;
        End(new RunOutcome(OutcomeKind.Failed)
        {
            Reason = isJournal ? exception.Message : $"The execution broke: {HostCode.Message(exception)}",
            Exception = isJournal ? exception.InnerException ?? exception : exception,
        });
    }

    /// <summary>Tells whatever still runs that nobody waits for it any more.</summary>
    public void Cancel() => _parts?.Scope.Clock.Dispose();

    /// <summary>Nobody waits for anything any more, and nothing is under way.</summary>
    public ValueTask Close()
    {
        if (_parts is null)
            return default;
        var closing = _parts.Turn.Close();
        if (!closing.IsCompletedSuccessfully)
            return Closed(closing, _parts.Scope.Clock);
        _parts.Scope.Clock.Dispose();
        return default;

        static async ValueTask Closed(ValueTask closing, ExecutionClock clock)
        {
            await closing;
            clock.Dispose();
        }
    }
}
