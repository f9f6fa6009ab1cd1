using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>One execution: think, act, observe, until the answer.</summary>
internal sealed class SkillRun(SkillExecutor executor, SkillRequest request, Lineage? lineage, SkillConversation? before, SkillInput? input)
{
    private static readonly List<FunctionCallContent> NoCalls = [];
    private static readonly RunOutcome NotEnded = new(OutcomeKind.Cancelled);

    private RunParts _parts = null!;
    private bool _wasEmpty;

    public SkillRequest Request => request;

    public bool IsSubAgent => lineage is not null;

    /// <summary>What the execution came to; set before its last event.</summary>
    public RunOutcome Outcome { get; private set; } = NotEnded;

    public async IAsyncEnumerable<SkillEvent> Events([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var parts = _parts = new RunParts(executor, request, lineage, before, cancellationToken);
        using var clock = parts.Scope.Clock;
        var (gate, state, log, turn, calls, notices) = (parts.Gate, parts.State, parts.Scope.Log, parts.Turn, parts.Calls, parts.Scope.Notices);
        RunOutcome? end = null;
        yield return gate.Started(parts.Opening.Task(input));
        var opened = await parts.Opening.Open(input);
        if (opened.Broken is { } broken)
            end = parts.IsCancelled ? parts.Interrupted() : new RunOutcome(OutcomeKind.Failed) { Reason = $"The skill cannot be loaded: {HostCode.Message(broken)}", Exception = broken };
        end ??= opened.End;
        foreach (var happened in opened.Events)
            yield return happened;

        try
        {
            var (isInput, limit, isResumed) = (opened.IsInput, opened.IsInput ? null : state.LimitReached, state.Calls > 0);
            while (end is null)
            {
                var started = gate.Read();
                var model = TimeSpan.Zero;
                if (!isResumed)
                {
                    var shortened = parts.Shorten();
                    if (shortened is not null)
                        yield return gate.Warning(shortened);
                    state.NextSequence = gate.Next;
                    await log.StartTurn(isInput, limit, shortened is not null);
                    (isInput, _) = (false, gate.BeginTurn());
                    var from = gate.Next;
                    turn.Begin(parts.ChatOptions(isLast: limit is not null));
                    for (var step = await turn.Next(clock, gate.Now); step is not TurnStep.End; step = await turn.Next(clock, gate.Now))
                    {
                        if (step is TurnStep.Retry)
                        {
                            gate.Read();
                            parts.Spend(turn.UsedInVain);
                            yield return gate.TurnDiscarded(from, HostCode.Message(turn.LastFault!));
                            from = gate.BeginTurn();
                            continue;
                        }

                        if (turn.Update is not { } update)
                            continue;
                        turn.Keep(update);
                        for (var i = 0; i < update.Contents.Count; i++)
                        {
                            turn.Keep(update.Contents[i]);
                            if (gate.Said(update.Contents[i]) is { } said)
                                yield return said;
                        }
                    }

                    var (thought, delta) = gate.EndTurn();
                    if (thought is not null)
                        yield return thought;
                    if (delta is not null)
                        yield return delta;
                    parts.Spend(turn.Used);
                    model = gate.Read() - started;
                    if (turn.Fault is { } fault)
                    {
                        end = parts.IsCancelled ? parts.Interrupted() : new RunOutcome(OutcomeKind.Failed) { Reason = $"The model failed: {HostCode.Message(fault)}", Exception = fault };
                        break;
                    }

                    var mayAct = limit is null && turn.Contents.Calls.Count > 0;
                    var text = turn.Contents.Text;
                    turn.Contents.AddTo(state.Messages, withCalls: mayAct);
                    state.NextSequence = gate.Next;
                    await log.Answer(mayAct ? turn.Contents.Calls : NoCalls);
                    if (!mayAct)
                    {
                        yield return gate.IterationCompleted(state.Iteration, started, model, turn.InputTokens, turn.OutputTokens);
                        end = Answered(text, limit);
                        continue;
                    }
                }

                if (!isResumed && turn.CutBecause is { } cut)
                    await calls.Refuse($"Not made: {cut} Make fewer calls in a turn, or calls with shorter arguments.");
                else if (calls.MustDecide)
                    await calls.Decide();
                while (notices.HasAny && await notices.Next() is { } decided)
                    yield return gate.Told(decided, state);
                for (var i = 0; i < state.Calls; i++)
                {
                    if (calls.IsReady(i))
                        yield return gate.ToolCallStarted(state.Slot(i).Call);
                }

                if (state.Calls > 0)
                {
                    var acting = calls.Run();
                    while (!acting.IsCompleted || notices.HasAny)
                    {
                        if (await notices.Next() is not { } told)
                            break;
                        yield return gate.Told(told, state);
                    }

                    await acting;
                }

                if (calls.Single is { } only)
                    yield return gate.Told(only, state);
                else
                    gate.Read();
                if (calls.Fault is { } fault2)
                    throw fault2;
                if (calls.IsInterrupted)
                {
                    end = parts.Interrupted();
                    break;
                }

                if (!isResumed)
                    yield return gate.IterationCompleted(state.Iteration, started, model, turn.InputTokens, turn.OutputTokens);
                isResumed = false;
                if (calls.IsSuspended)
                {
                    end = new RunOutcome(OutcomeKind.Suspended);
                    break;
                }

                if (parts.NameRepetition() is { } repeated)
                    yield return gate.Warning(repeated);
                parts.Regrant();
                end = parts.Hopeless();
                limit = parts.LimitReached();
                if (limit is not null)
                    state.Messages.Add(new ChatMessage(ChatRole.User, SystemPrompt.Last(limit)));
            }
        }
        finally
        {
            await turn.Close();
        }

        foreach (var fault in clock.Faults)
            yield return gate.Warning($"Code that is registered on the cancellation token failed: {HostCode.Message(fault)}");
        yield return await End(end!);
    }

    /// <summary>The terminal event of an execution that a host's code, or the journal, has broken.</summary>
    public SkillEvent Broken(Exception exception)
    {
        _parts ??= new RunParts(executor, request, lineage, before, CancellationToken.None);
        var reason = exception is JournalFault ? exception.Message : $"The execution broke: {HostCode.Message(exception)}";
        Outcome = new RunOutcome(OutcomeKind.Failed) { Reason = reason, Exception = exception is JournalFault { InnerException: { } cause } ? cause : exception };
        Outcome = _parts.Whole(Outcome);
        return _parts.Gate.End(Outcome, _parts.Account());
    }

    /// <summary>What a turn without calls comes to; null where the model is to go on.</summary>
    private RunOutcome? Answered(string text, string? limit)
    {
        var (state, turn) = (_parts.State, _parts.Turn);
        if (string.IsNullOrWhiteSpace(text) && limit is null)
        {
            if (turn.CutBecause is { } cut)
                return new RunOutcome(OutcomeKind.Failed) { Reason = $"The model gave no answer: {cut}" };
            if (_wasEmpty || state.Iteration >= _parts.Scope.MaxIterations)
                return new RunOutcome(OutcomeKind.Failed) { Reason = "The model gave no answer: it said nothing and called no tool." };
            _wasEmpty = true;
            state.Messages.Add(new ChatMessage(ChatRole.User, SystemPrompt.Empty));
            return null;
        }

        _wasEmpty = false;
        if (limit is null && turn.CutBecause is null && !_parts.Scope.Settings.EarlyTermination && state.Iteration < _parts.Scope.MaxIterations)
        {
            state.Messages.Add(new ChatMessage(ChatRole.User, SystemPrompt.Review));
            return null;
        }

        return new RunOutcome(OutcomeKind.Completed) { Answer = text, PartialBecause = limit ?? turn.CutBecause };
    }

    private async ValueTask<SkillEvent> End(RunOutcome outcome)
    {
        _parts.Gate.Read();
        _parts.State.NextSequence = _parts.Gate.Next + 1;
        if (outcome.Kind is OutcomeKind.Suspended)
            await _parts.Scope.Log.Append(new ConversationStep.Suspended(_parts.State.NextSequence));
        else
            await _parts.Scope.Log.End();
        Outcome = _parts.Whole(outcome);
        return _parts.Gate.End(Outcome, _parts.Account());
    }
}
