using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>How a tool call ended.</summary>
/// <param name="Observation">What the model sees.</param>
/// <param name="IsFailed">Whether it failed.</param>
/// <param name="IsRefused">Whether the call was not made.</param>
/// <param name="FailureKey">The call in words, where its failure counts against further tries; null otherwise.</param>
/// <param name="Used">What a sub-agent used; null for none.</param>
internal sealed record ToolOutcome(string Observation, bool IsFailed, bool IsRefused, string? FailureKey = null, Usage? Used = null);

/// <summary>Makes tool calls: a failure is an observation, a call that takes too long is given up, and what has failed too often is refused.</summary>
internal sealed class ToolRunner(RunScope scope, OfferedTools tools)
{
    /// <summary>What the model is told of a call in whose middle a process has died.</summary>
    public const string Unknown = "Outcome unknown: the process ended while this call was made. It may have had its effect. Find out before you make it again.";

    private readonly ConversationState _state = scope.Log.State;

    /// <summary>Whether a call that was begun may be made again.</summary>
    public bool MayRepeat(int call, SkillActivation? activation) =>
        (tools.TryFind(_state.Slot(call).Call.Name, out var offered) && offered.Traits.IsIdempotent)
        || (activation is not null && IsActivation(call, activation));

    /// <summary>Whether a call activates a skill.</summary>
    public bool IsActivation(int call, SkillActivation activation) =>
        _state.Slot(call).Call.Name is ActivateSkillTool.ToolName && tools.Contains(activation.Tool) && !IsRefused(call) && _state.Slot(call).Unreadable is null;

    /// <summary>What the author of a skill should know of its <c>allowed-tools</c>.</summary>
    public IEnumerable<string> Warnings(Skill skill) => tools.Warnings(skill, scope.Options.Commands is not null);

    /// <summary>Makes one call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="started">When it begins, since the execution's beginning.</param>
    /// <returns>Why it failed; null where it did not, and its slot has the observation.</returns>
    /// <exception cref="OperationCanceledException">The execution's token is cancelled; nothing else is thrown.</exception>
    public ValueTask<ToolOutcome?> Run(int call, TimeSpan started)
    {
        try
        {
            scope.Clock.Token.ThrowIfCancellationRequested();
            var made = _state.Slot(call).Call;
            if (!tools.TryFind(made.Name, out var offered) || _state.Slot(call).Unreadable is not null || IsRefused(call))
                return ValueTask.FromResult<ToolOutcome?>(NotMade(call));
#pragma warning disable MA0002 // With a comparer the arguments would be copied; the model's dictionary has one already.
            var arguments = new AIFunctionArguments(ToolArgumentsRepair.Fit(offered.Tool, made.Arguments));
#pragma warning restore MA0002
            var running = offered.Traits.IsQuick ? Inline(offered, arguments, started) : Offloaded(offered, arguments);
            return running.IsCompletedSuccessfully ? ValueTask.FromResult(Ended(call, running.Result)) : Awaited(call, offered, running);
        }
        catch (Exception exception)
        {
            return Broken(call, null, exception);
        }
    }

    private async ValueTask<ToolOutcome?> Awaited(int call, OfferedTool offered, ValueTask<object?> running)
    {
        try
        {
            return Ended(call, await running);
        }
        catch (Exception exception)
        {
            return await Broken(call, offered, exception);
        }
    }

    private ToolOutcome NotMade(int call)
    {
        var made = _state.Slot(call).Call;
        return
            IsRefused(call) ? new ToolOutcome(
                $"Refused: this call has failed {_state.Failures(made)} times with the same arguments. Try another way: other arguments, another tool, or answer with what you have.",
                IsFailed: true,
                IsRefused: true) :
            !tools.TryFind(made.Name, out _) ? Failed(call, $"there is no tool \"{made.Name}\"; there are: {string.Join(", ", tools.Names)}") :
            Failed(call, $"its arguments cannot be read: {_state.Slot(call).Unreadable} Make the call again with valid JSON, and only one call in a turn");
    }

    private ToolOutcome? Ended(int call, object? result)
    {
        var (text, isError) = ToolResultText.Of(result, scope.Options.MaxResultCharacters);
        if (isError)
            return Failed(call, text);
        _state.Slot(call).Observation = Changed(call, text);
        return null;
    }

    /// <summary>What a call that threw comes to: a failure, unless the execution itself is over.</summary>
    private ValueTask<ToolOutcome?> Broken(int call, OfferedTool? offered, Exception exception) => exception switch
    {
        OperationCanceledException when scope.IsCancelled => ValueTask.FromException<ToolOutcome?>(exception),
        CallGivenUpException => ValueTask.FromResult<ToolOutcome?>(Failed(call, FormattableString.Invariant(
            $"it did not end within {LimitOf(offered!.Value.Tool).TotalSeconds:0.###} s and was given up; it may still have its effect"))),
        _ => ValueTask.FromResult<ToolOutcome?>(Failed(call, HostCode.Message(exception))),
    };

    /// <summary>A call has ended on the loop's own thread and has held it so long.</summary>
    public void NoteHeld(int call, TimeSpan held)
    {
        if (held > Long && tools.TryFind(_state.Slot(call).Call.Name, out var offered) && offered.Traits.IsQuick)
            NoteHeld(offered, held);
    }

    /// <summary>A call that failed, with what was tried.</summary>
    public ToolOutcome Failed(int call, string why)
    {
        var text = ToolCallText.Of(_state.Slot(call).Call);
        return new ToolOutcome(Changed(call, $"The call failed: {why}. Tried: {text}."), IsFailed: true, IsRefused: false, text);
    }

    private bool IsRefused(int call) => _state.HasFailures && _state.Failures(_state.Slot(call).Call) >= scope.Settings.MaxRetriesPerTool;

    private string Changed(int call, string observation) => _state.Slot(call).IsChanged
        ? $"[The call was made with other arguments, as it was decided: {ToolCallText.Of(_state.Slot(call).Call)}]\n{observation}"
        : observation;

    /// <summary>On the loop's own thread: the tool has never held it for long.</summary>
    private ValueTask<object?> Inline(in OfferedTool offered, AIFunctionArguments arguments, TimeSpan started)
    {
        var running = offered.Tool.InvokeAsync(arguments, scope.Clock.Token);
        if (running.IsCompletedSuccessfully)
            return running;
        NoteHeld(offered, scope.Clock.Elapsed - started);
        return Inline(offered, running.AsTask());
    }

    private static void NoteHeld(in OfferedTool offered, TimeSpan held)
    {
        if (held > Long)
            offered.Traits.Note(held);
    }

    private async ValueTask<object?> Inline(OfferedTool offered, Task<object?> ending)
    {
        scope.Clock.Arm();
        try
        {
            // A tool that ignores its token must not hold a cancelled execution up.
            return await ending.WaitAsync(LimitOf(offered.Tool), scope.Executor.Time, scope.Clock.Token);
        }
        catch (TimeoutException) when (!ending.IsCompleted)
        {
            Forget(ending);
            if (_state.Calls is 1)
                scope.Clock.Renew();
            throw new CallGivenUpException();
        }
        catch (OperationCanceledException) when (!ending.IsCompleted)
        {
            Forget(ending);
            throw;
        }
    }

    /// <summary>On a thread of its own: a tool that blocks holds up neither the loop nor the turn's other calls.</summary>
    private async ValueTask<object?> Offloaded(OfferedTool offered, AIFunctionArguments arguments)
    {
        scope.Clock.Arm();
        var limit = LimitOf(offered.Tool);
        var token = scope.Clock.Token;
        var giveUp = new CancellationTokenSource();
        // Beyond its end: what it has left running hears when the execution ends.
        token.UnsafeRegister(static source => HostCode.Cancel((CancellationTokenSource)source!), giveUp);
        var running = Task.Run(
            async () =>
            {
                var before = Environment.TickCount64;
                var call = offered.Tool.InvokeAsync(arguments, giveUp.Token);
                offered.Traits.Note(TimeSpan.FromMilliseconds(Environment.TickCount64 - before));
                return await call;
            },
            CancellationToken.None);
        try
        {
            return await running.WaitAsync(limit, scope.Executor.Time, token);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException && !running.IsCompleted)
        {
            if (exception is TimeoutException)
                offered.Traits.Note(TimeSpan.MaxValue);
            // Its token may run code of the host's, which must not hold anything up, nor be heard of when it fails later.
            _ = Task.Run(() => HostCode.Cancel(giveUp), CancellationToken.None);
            Forget(running);
            if (exception is TimeoutException)
                throw new CallGivenUpException();
            throw;
        }
    }

    /// <summary>Nobody waits for a call any more: what it throws later is heard by nobody.</summary>
    private static void Forget(Task abandoned) =>
        _ = abandoned.ContinueWith(static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    /// <summary>The limit of one call. A script has its own, which says more where it ends one.</summary>
    private TimeSpan LimitOf(AIFunction tool)
    {
        var limit = scope.Options.ToolTimeout ?? scope.Settings.TimeoutPerIteration;
        if (tool is RunScriptTool && scope.Options.Scripts is { } scripts && limit > TimeSpan.Zero && scripts.Timeout + Grace > limit)
            limit = scripts.Timeout + Grace;
        return limit <= TimeSpan.Zero || limit > Longest ? Timeout.InfiniteTimeSpan : limit;
    }

    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);
}

/// <summary>A call did not end within its limit.</summary>
internal sealed class CallGivenUpException : Exception;
