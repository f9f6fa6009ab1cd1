namespace Skills;

/// <summary>The calls of a turn: who may make them, how many, how long, and what came of them.</summary>
internal sealed class TurnCalls(RunScope scope, OfferedTools tools, SkillActivation? activation)
{
    private readonly ConversationState _state = scope.Log.State;
    private readonly ToolRunner _runner = new(scope, tools);
    private TimeSpan _ended;
    private TimeSpan _held;
    private bool _isSingle;
    private bool _hasSingle;

    /// <summary>Whether the execution's token was cancelled in the middle of the calls.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>Whether calls wait for a person.</summary>
    public bool IsSuspended { get; private set; }

    /// <summary>Why the journal could not keep the calls; null where it could.</summary>
    public JournalFault? Fault { get; private set; }

    /// <summary>Whether the calls of the turn are being made, or were made and are not told.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>Whether a call of the last turn had arguments that cannot be read.</summary>
    public bool HadUnreadable { get; private set; }

    /// <summary>Whether somebody has to be asked before calls are made.</summary>
    public bool MustDecide => scope.Options.Policy is not null || tools.RequireApproval;

    /// <summary>Whether a call is to be made now, so that people are told of it.</summary>
    public bool IsReady(int call) => _state.Slot(call).State is CallState.Waiting or CallState.Allowed;

    /// <summary>Asks the host's policy for each call; nothing happens without one and without tools that require approval.</summary>
    public async ValueTask Decide()
    {
        (IsInterrupted, IsSuspended, Fault) = (false, false, null);
        _isSingle = false;
        scope.Notices.Begin();
        try
        {
            for (var i = 0; i < _state.Calls; i++)
            {
                if (_state.Slot(i).State is CallState.Waiting && ToolCallOf(i) is { } call)
                    await Apply(i, await DecisionOn(call), byPerson: false);
            }
        }
        catch (OperationCanceledException)
        {
            IsInterrupted = true;
        }
        catch (JournalFault fault)
        {
            Fault = fault;
        }

        scope.Notices.Finish();
    }

    /// <summary>Carries a person's decision out.</summary>
    public async ValueTask Decide(int call, ToolDecision decision)
    {
        _isSingle = false;
        scope.Notices.Begin();
        await Apply(call, decision, byPerson: true);
        scope.Notices.Finish();
    }

    /// <summary>Makes the calls, those of a turn at once, and closes the turn where all are recorded. Never throws.</summary>
    /// <param name="now">The time since the execution's beginning.</param>
    public ValueTask Run(TimeSpan now)
    {
        (IsInterrupted, IsSuspended, Fault, HadUnreadable) = (false, false, null, false);
        (IsRunning, _hasSingle, _isSingle) = (true, false, _state.Calls is 1);
        if (_state.Calls is 0)
            return default;
        return _isSingle && !scope.Log.IsOn && IsReady(0) && !IsActivation(0) ? RunSingle(now) : RunAll();
    }

    /// <summary>Tells how a turn's only call ended; what happened to several was told as it happened.</summary>
    public void Tell(EventGate gate)
    {
        IsRunning = false;
        if (_hasSingle)
            gate.ToolCallEnded(_state.Slot(0), _ended, _held);
        else
            gate.Read();
    }

    /// <summary>No call of the turn is made; each is answered with the reason.</summary>
    public async ValueTask Refuse(string reason)
    {
        _isSingle = false;
        scope.Notices.Begin();
        for (var i = 0; i < _state.Calls; i++)
        {
            if (_state.Slot(i).State is not CallState.Recorded)
                await Record(i, new ToolOutcome(_state.Slot(i).State is CallState.Started ? ToolRunner.Unknown : reason, IsFailed: true, IsRefused: true), default);
        }

        if (_state.Calls > 0)
            _state.CloseTurn();
        scope.Notices.Finish();
    }

    /// <summary>Nearly every turn has one call, and nearly every call ends at once.</summary>
    private ValueTask RunSingle(TimeSpan started)
    {
        var running = _runner.Run(0, started);
        if (!running.IsCompletedSuccessfully)
            return Guarded(Awaited(running, started));
        End(0, running.Result, started);
        _runner.NoteHeld(0, _held);
        _state.CloseTurn();
        return default;

        async ValueTask Awaited(ValueTask<ToolOutcome?> running, TimeSpan started) => End(0, await running, started);
    }

    private ValueTask RunAll() => Guarded(Lines());

    private async ValueTask Guarded(ValueTask running)
    {
        try
        {
            if (!running.IsCompleted)
                scope.Notices.Begin();
            await running;
            if (_state.IsTurnRecorded)
                _state.CloseTurn();
            else
                IsSuspended = true;
        }
        catch (OperationCanceledException)
        {
            IsInterrupted = true;
        }
        catch (JournalFault fault)
        {
            Fault = fault;
        }

        scope.Notices.Finish();
    }

    /// <summary>Makes the calls; equal ones wait for each other, so that failed tries are counted before the next one begins.</summary>
    private async ValueTask Lines()
    {
        var allowed = Math.Max(0, scope.Options.MaxToolCalls - (_state.ToolCalls - _state.Calls));
        var lines = new Dictionary<string, Queue<int>>(StringComparer.Ordinal);
        for (var i = 0; i < _state.Calls; i++)
        {
            if (_state.Slot(i).State is CallState.Started && !_runner.MayRepeat(i, activation))
                await Record(i, new ToolOutcome(ToolRunner.Unknown, IsFailed: true, IsRefused: false), default);
            else if (_state.Slot(i).State is not (CallState.Waiting or CallState.Allowed or CallState.Started))
                continue;
            else if (i >= allowed)
                await Record(i, new ToolOutcome($"Refused: the limit of {scope.Options.MaxToolCalls} tool calls is reached, and this call was not made.", IsFailed: true, IsRefused: true), default);
            else if (lines.TryGetValue(ToolCallText.Of(_state.Slot(i).Call), out var line))
                line.Enqueue(i);
            else
                lines.Add(ToolCallText.Of(_state.Slot(i).Call), new Queue<int>([i]));
        }

        if (lines.Count is 0)
            return;
        if (scope.Log.IsOn)
            await scope.Log.Append(new ConversationStep.BatchStarted([.. lines.Values.SelectMany(line => line).Select(i => _state.Slot(i).Call.CallId)]));
        var waiting = new Queue<Queue<int>>(lines.Values);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(waiting.Count, scope.Options.MaxParallelCalls)).Select(_ => Work(waiting)).ToList());
    }

    private async Task Work(Queue<Queue<int>> waiting)
    {
        while (true)
        {
            Queue<int> line;
            lock (waiting)
            {
                if (!waiting.TryDequeue(out line!))
                    return;
            }

            foreach (var call in line)
                await RunOne(call);
        }
    }

    private async ValueTask RunOne(int call)
    {
        var started = scope.Clock.Elapsed;
        ToolOutcome? outcome;
        if (IsActivation(call))
        {
            if (await activation!.Run(call, _runner) is not { } activated)
                return;
            outcome = activated;
        }
        else
        {
            var running = _runner.Run(call, started);
            if (running.IsCompleted)
                _runner.NoteHeld(call, scope.Clock.Elapsed - started);
            outcome = await running;
        }

        await Record(call, outcome, started);
    }

    private bool IsActivation(int call) => activation is not null && _runner.IsActivation(call, activation);

    private ValueTask Record(int call, ToolOutcome? outcome, TimeSpan started)
    {
        End(call, outcome, started);
        if (!scope.Log.IsOn)
            return ValueTask.CompletedTask;
        ref readonly var slot = ref _state.Slot(call);
        return scope.Log.Append(
            new ConversationStep.CallRecorded(slot.Call.CallId, slot.Observation!, slot.IsFailed, outcome?.FailureKey, outcome?.Used ?? Usage.None));
    }

    /// <summary>A call has ended.</summary>
    /// <param name="call">The call.</param>
    /// <param name="outcome">What came of it; null where its slot has its observation already.</param>
    /// <param name="started">When it began.</param>
    private void End(int call, ToolOutcome? outcome, TimeSpan started)
    {
        if (outcome is null)
            _state.Record(call, _state.Slot(call).Observation!, isFailed: false, failureKey: null);
        else
            End(call, outcome);
        HadUnreadable |= _state.Slot(call).Unreadable is not null;
        var ended = scope.Clock.Elapsed;
        if (_isSingle)
            (_ended, _held, _hasSingle) = (ended, ended - started, true);
        else
            scope.Notices.Ended(call, ended, started);
    }

    private void End(int call, ToolOutcome outcome)
    {
        _state.Slot(call).IsRefused = outcome.IsRefused;
        _state.Record(call, outcome.Observation, outcome.IsFailed, outcome.FailureKey);
        if (outcome.Used is { } used)
            _state.Spend(used);
    }

    /// <summary>The call for the policy; null where nobody has to be asked.</summary>
    private ToolCall? ToolCallOf(int call)
    {
        var made = _state.Slot(call).Call;
        var requiresApproval = tools.TryFind(made.Name, out var offered) && offered.Traits.RequiresApproval;
        return scope.Options.Policy is null && !requiresApproval
            ? null
            : new ToolCall(_state.ExecutionId, _state.Skill, made.CallId, made.Name, made.Arguments) { RequiresApproval = requiresApproval, User = scope.Request.User };
    }

    private async ValueTask<ToolDecision> DecisionOn(ToolCall call)
    {
        if (scope.Options.Policy is not { } policy)
            return call.Default;
        try
        {
            var deciding = policy(call, scope.Clock.Token);
            if (!deciding.IsCompleted)
                scope.Clock.Arm();
            return (deciding.IsCompletedSuccessfully ? deciding.Result : await deciding.AsTask().WaitAsync(scope.Clock.Token)) ?? call.Default;
        }
        catch (OperationCanceledException) when (scope.Clock.Token.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            // What nobody has allowed is not done.
            return new ToolDecision.Deny($"the host's policy failed: {HostCode.Message(exception)}");
        }
    }

    private async ValueTask Apply(int call, ToolDecision decision, bool byPerson)
    {
        var made = _state.Slot(call).Call;
        if (decision is ToolDecision.Ask)
        {
            _state.Ask(call, null);
            scope.Notices.Tell(gate => gate.DecisionAsked(made));
            await scope.Log.Append(new ConversationStep.DecisionAsked(made.CallId, null));
            return;
        }

        scope.Notices.Tell(gate => gate.DecisionMade(made, decision, byPerson));
        if (decision is ToolDecision.Deny denied)
        {
            await Record(call, new ToolOutcome($"Denied: {denied.Reason}. The call was not made.", IsFailed: true, IsRefused: true), scope.Clock.Elapsed);
            return;
        }

        var changed = ((ToolDecision.Allow)decision).Arguments?.ToDictionary(StringComparer.Ordinal);
        _state.Allow(call, changed);
        await scope.Log.Append(new ConversationStep.DecisionMade(made.CallId, CallDigest.Json(changed)));
    }
}
