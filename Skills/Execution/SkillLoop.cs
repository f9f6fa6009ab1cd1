using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>The story of an execution: think, act, observe, until the answer. Each step goes on until something is to be told.</summary>
internal sealed class SkillLoop(SkillRun run, RunParts parts, SkillInput? input)
{
    private static readonly List<FunctionCallContent> NoCalls = [];

    private readonly EventGate _gate = parts.Gate;
    private readonly ConversationState _state = parts.State;
    private readonly ConversationLog _log = parts.Scope.Log;
    private readonly ModelTurn _turn = parts.Turn;
    private readonly TurnCalls _calls = parts.Calls;
    private readonly Notices _notices = parts.Scope.Notices;
    private readonly ExecutionClock _clock = parts.Scope.Clock;
    private Phase _phase;
    private RunOutcome? _end;
    private string? _limit;
    private ValueTask _acting;
    private TimeSpan _started;
    private TimeSpan _model;
    private int _from;
    private bool _isInput;
    private bool _isResumed;
    private bool _wasEmpty;

    /// <summary>What the next step does.</summary>
    private enum Phase
    {
        Start,
        Open,
        Think,
        Listen,
        Act,
        Observe,
        End,
    }

    /// <summary>Goes on until something is to be told, or a little less.</summary>
    public ValueTask Step()
    {
        switch (_phase)
        {
            case Phase.Start:
                _gate.Started(parts.Opening.Task(input));
                _phase = Phase.Open;
                return default;
            case Phase.Open:
                return Open();
            case Phase.Think:
                return Think();
            case Phase.Listen:
                return Listen();
            case Phase.Act:
                return Act();
            case Phase.Observe:
                return Observe();
            default:
                return End();
        }
    }

    private ValueTask Open()
    {
        var opening = parts.Opening.Open(input);
        if (!opening.IsCompletedSuccessfully)
            return Awaited(opening);
        Opened(opening.Result);
        return default;

        async ValueTask Awaited(ValueTask<Opened> opening) => Opened(await opening);
    }

    private void Opened(Opened opened)
    {
        (_isInput, _limit, _isResumed) = (opened.IsInput, opened.IsInput ? null : _state.LimitReached, _state.Calls > 0);
        if (opened.Broken is { } broken)
            _ = End(Failed("The skill cannot be loaded", broken));
        else if (opened.End is { } end)
            _ = End(end);
        else
            _phase = _isResumed ? Phase.Act : Phase.Think;
        if (_isResumed)
            _started = _gate.Read();
    }

    /// <summary>A turn begins.</summary>
    private ValueTask Think()
    {
        _started = _gate.ReadAgain();
        var shortened = parts.Shorten();
        if (shortened is not null)
            _gate.Warning(shortened);
        _state.NextSequence = _gate.Next;
        var kept = _log.StartTurn(_isInput, _limit, shortened is not null);
        return kept.IsCompletedSuccessfully ? Ask() : Awaited(kept);

        async ValueTask Awaited(ValueTask kept)
        {
            await kept;
            await Ask();
        }
    }

    private ValueTask Ask()
    {
        (_isInput, _from, _phase) = (false, _gate.BeginTurn(), Phase.Listen);
        _turn.Begin(parts.ChatOptions(isLast: _limit is not null));
        return Listen();
    }

    /// <summary>The model answers, piece by piece.</summary>
    private ValueTask Listen()
    {
        while (!_gate.HasAny)
        {
            var next = _turn.Next(_clock, _gate.Now);
            if (!next.IsCompletedSuccessfully)
                return Awaited(next);
            if (!Heard(next.Result))
                return Keep();
        }

        return default;

        async ValueTask Awaited(ValueTask<TurnStep> next)
        {
            if (!Heard(await next))
                await Keep();
        }
    }

    /// <returns>Whether the model goes on.</returns>
    private bool Heard(TurnStep step)
    {
        if (step is TurnStep.End)
            return false;
        if (step is TurnStep.Retry)
        {
            _gate.Read();
            parts.Spend(_turn.UsedInVain);
            _gate.TurnDiscarded(_from, HostCode.Message(_turn.LastFault!));
            _from = _gate.BeginTurn();
            return true;
        }

        if (_turn.Update is not { } update)
            return true;
        _turn.Keep(update);
        var contents = update.Contents;
        for (int i = 0, count = contents.Count; i < count; i++)
        {
            var content = contents[i];
            if (content is FunctionCallContent call)
            {
                _turn.Contents.Keep(call);
                continue;
            }

            _turn.Keep(content);
            _gate.Said(content);
        }

        return true;
    }

    /// <summary>The model has said all: its turn becomes part of the conversation.</summary>
    private ValueTask Keep()
    {
        _gate.EndTurn();
        parts.Spend(_turn.Used);
        _model = _gate.Read() - _started;
        if (_turn.Fault is { } fault)
            return End(Failed("The model failed", fault));
        var mayAct = _limit is null && _turn.Contents.Calls.Count > 0;
        var text = mayAct ? "" : _turn.Contents.Text;
        _turn.Contents.AddTo(_state.Messages, withCalls: mayAct);
        _state.NextSequence = _gate.Next;
        var kept = _log.Answer(mayAct ? _turn.Contents.Calls : NoCalls);
        return kept.IsCompletedSuccessfully ? Kept(mayAct, text) : Awaited(kept, mayAct, text);

        async ValueTask Awaited(ValueTask kept, bool mayAct, string text)
        {
            await kept;
            await Kept(mayAct, text);
        }
    }

    private ValueTask Kept(bool mayAct, string text)
    {
        _phase = mayAct ? Phase.Act : Phase.Think;
        if (mayAct)
            return Act();
        _gate.IterationCompleted(_state.Iteration, _started, _model, _turn.InputTokens, _turn.OutputTokens);
        return Answered(text) is { } end ? End(end) : default;
    }

    /// <summary>What a turn without calls comes to; null where the model is to go on.</summary>
    private RunOutcome? Answered(string text)
    {
        if (string.IsNullOrWhiteSpace(text) && _limit is null)
        {
            if (_turn.CutBecause is { } cut)
                return new RunOutcome(OutcomeKind.Failed) { Reason = $"The model gave no answer: {cut}" };
            if (_wasEmpty || _state.Iteration >= parts.Scope.MaxIterations)
                return new RunOutcome(OutcomeKind.Failed) { Reason = "The model gave no answer: it said nothing and called no tool." };
            _wasEmpty = true;
            _state.Messages.Add(new ChatMessage(ChatRole.User, SystemPrompt.Empty));
            return null;
        }

        _wasEmpty = false;
        if (_limit is null && _turn.CutBecause is null && !parts.Scope.Settings.EarlyTermination && _state.Iteration < parts.Scope.MaxIterations)
        {
            _state.Messages.Add(new ChatMessage(ChatRole.User, SystemPrompt.Review));
            return null;
        }

        return new RunOutcome(OutcomeKind.Completed) { Answer = text, PartialBecause = _limit ?? _turn.CutBecause };
    }

    /// <summary>It is decided which calls are made, and people are told.</summary>
    private ValueTask Act()
    {
        var cut = _isResumed ? null : _turn.CutBecause;
        if (cut is not null || _calls.MustDecide)
            return Decided(cut);
        Announce();
        return default;
    }

    private async ValueTask Decided(string? cut)
    {
        if (cut is not null)
            await _calls.Refuse($"Not made: {cut} Make fewer calls in a turn, or calls with shorter arguments.");
        else
            await _calls.Decide();
        while (_notices.HasAny && await _notices.Next() is { } decided)
            _gate.Told(decided, _state);
        Announce();
    }

    private void Announce()
    {
        for (var i = 0; i < _state.Calls; i++)
        {
            if (_calls.IsReady(i))
                _gate.ToolCallStarted(_state.Slot(i).Call);
        }

        _phase = Phase.Observe;
    }

    /// <summary>The calls are made; what happens meanwhile is told as it happens.</summary>
    private ValueTask Observe()
    {
        if (!_calls.IsRunning)
            _acting = _calls.Run(_gate.ReadAgain());
        return _acting.IsCompleted && !_notices.HasAny ? Observed() : Watched();

        async ValueTask Watched()
        {
            if ((!_acting.IsCompleted || _notices.HasAny) && await _notices.Next() is { } told)
            {
                _gate.Told(told, _state);
                return;
            }

            await _acting;
            await Observed();
        }
    }

    /// <summary>The calls are over.</summary>
    private ValueTask Observed()
    {
        _calls.Tell(_gate);
        if (_calls.Fault is { } fault)
            return ValueTask.FromException(fault);
        if (_calls.IsInterrupted)
            return End(parts.Interrupted());
        if (!_isResumed)
            _gate.IterationCompleted(_state.Iteration, _started, _model, _turn.InputTokens, _turn.OutputTokens);
        _isResumed = false;
        if (_calls.IsSuspended)
            return End(new RunOutcome(OutcomeKind.Suspended));
        _phase = Phase.Think;
        if (parts.NameRepetition() is { } repeated)
            _gate.Warning(repeated);
        parts.Regrant();
        _limit = parts.LimitReached();
        if (_limit is not null)
            _state.Messages.Add(new ChatMessage(ChatRole.User, SystemPrompt.Last(_limit)));
        return parts.Hopeless() is { } hopeless ? End(hopeless) : default;
    }

    private RunOutcome Failed(string what, Exception fault) => parts.IsCancelled
        ? parts.Interrupted()
        : new RunOutcome(OutcomeKind.Failed) { Reason = $"{what}: {HostCode.Message(fault)}", Exception = fault };

    /// <summary>The execution ends with the next step.</summary>
    private ValueTask End(RunOutcome outcome)
    {
        (_end, _phase) = (outcome, Phase.End);
        return default;
    }

    private ValueTask End()
    {
        var closing = _turn.Close();
        return closing.IsCompletedSuccessfully ? Closed() : Awaited(closing);

        async ValueTask Awaited(ValueTask closing)
        {
            await closing;
            _gate.Read();
            await Closed();
        }
    }

    private ValueTask Closed()
    {
        foreach (var fault in _clock.Faults)
            _gate.Warning($"Code that is registered on the cancellation token failed: {HostCode.Message(fault)}");
        _gate.ReadAgain();
        _state.NextSequence = _gate.Next + 1;
        var kept = _end!.Kind is OutcomeKind.Suspended ? _log.Suspend() : _log.End();
        if (!kept.IsCompletedSuccessfully)
            return Awaited(kept);
        run.End(_end);
        return default;

        async ValueTask Awaited(ValueTask kept)
        {
            await kept;
            run.End(_end);
        }
    }
}
