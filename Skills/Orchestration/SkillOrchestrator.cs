using System.Collections.Concurrent;

namespace Skills;

/// <summary>Runs many executions at once: bounded, first come first served for each user and users in turn, each execution with a state of its own.</summary>
/// <remarks>An execution that waits for its model holds about 5 KB, so that ten thousand at once take about 50 MB; a test holds them under 8 KB each.</remarks>
public sealed class SkillOrchestrator
{
    private readonly Lock _gate = new();
    private readonly FairQueue _waiting = new();
    private readonly ConcurrentDictionary<string, SkillExecution> _executions = new(StringComparer.Ordinal);
    private readonly SkillExecutor _executor;
    private readonly OrchestratorOptions _options;
    private TaskCompletionSource? _drained;
    private int _running;
    private long _ended;

    /// <summary>An orchestrator over an executor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is outside its range.</exception>
    public SkillOrchestrator(SkillExecutor executor, OrchestratorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(executor);
        _executor = executor;
        _options = options ?? new OrchestratorOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxConcurrency, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(_options.MaxQueued, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.EventBuffer, 1, nameof(options));
    }

    /// <summary>How the orchestrator stands now.</summary>
    public OrchestratorSnapshot Snapshot()
    {
        lock (_gate)
            return new OrchestratorSnapshot(_waiting.Count, _running, _ended);
    }

    /// <summary>Every execution that waits or runs, at this moment and in no order.</summary>
    public IReadOnlyList<SkillExecution> Executions() => [.. _executions.Values];

    /// <summary>Starts an execution, or queues it behind those of its user that came before; users (<see cref="SkillRequest.User"/>) take turns.</summary>
    /// <param name="request">What to execute; an id is drawn where it has none.</param>
    /// <param name="observed">Whether its events are kept for a consumer; an observed execution waits for its consumer.</param>
    /// <returns>The execution; null where the queue is full or the orchestrator drains.</returns>
    /// <exception cref="ArgumentException">An execution of that id is queued or running, or the request cannot be executed.</exception>
    public SkillExecution? TryStart(SkillRequest request, bool observed = true)
    {
        _executor.Check(request);
        return TryStart(new SkillExecution(request with { ExecutionId = request.ExecutionId ?? ExecutionIds.Next() }, observed ? _options.EventBuffer : null));
    }

    /// <summary>Goes on with a conversation, as <see cref="TryStart(SkillRequest, bool)"/> starts one.</summary>
    /// <param name="conversation">The conversation; its id is the execution's.</param>
    /// <param name="request">The surroundings, as at the beginning.</param>
    /// <param name="input">What to go on with; null for <see cref="SkillInput.Resume"/>.</param>
    /// <param name="observed">Whether its events are kept for a consumer.</param>
    /// <returns>The execution; null where the queue is full or the orchestrator drains.</returns>
    /// <exception cref="ArgumentException">An execution of that id is queued or running, or the conversation cannot be continued so.</exception>
    public SkillExecution? TryContinue(SkillConversation conversation, SkillRequest request, SkillInput? input = null, bool observed = true)
    {
        var (checkedRequest, checkedInput) = _executor.Check(conversation, request, input);
        return TryStart(new SkillExecution(checkedRequest, observed ? _options.EventBuffer : null, conversation, checkedInput));
    }

    private SkillExecution? TryStart(SkillExecution execution)
    {
        lock (_gate)
        {
            var mustWait = _running >= _options.MaxConcurrency;
            if (_drained is not null || (mustWait && _waiting.Count >= _options.MaxQueued))
                return null;
            if (!_executions.TryAdd(execution.Id, execution))
                throw new ArgumentException($"An execution \"{execution.Id}\" is already queued or running.", nameof(execution));
            if (mustWait)
            {
                _waiting.Enqueue(execution);
                return execution;
            }

            _running++;
            execution.Admit();
        }

        _ = Task.Run(() => Work(execution));
        return execution;
    }

    /// <summary>Cancels an execution by its id.</summary>
    /// <returns>Whether there is one, queued or running.</returns>
    public bool Cancel(string executionId)
    {
        var isThere = _executions.TryGetValue(executionId, out var execution);
        execution?.Cancel();
        return isThere;
    }

    /// <summary>Takes no further execution and waits until those queued and running have ended.</summary>
    /// <param name="cancellationToken">Ends the patience: the rest is cancelled, and its end is waited for.</param>
    public async Task DrainAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_running is 0)
                _drained.TrySetResult();
        }

        await using var registration = cancellationToken.UnsafeRegister(static self => ((SkillOrchestrator)self!).CancelAll(), this);
        await _drained.Task;
    }

    private void CancelAll()
    {
        foreach (var execution in _executions.Values)
            execution.Cancel();
    }

    /// <summary>Runs an execution, then those that waited, until none does: one worker for each place.</summary>
    private async Task Work(SkillExecution first)
    {
        for (var execution = first; execution is not null; execution = Next(execution))
            await execution.Run(_executor);
    }

    private SkillExecution? Next(SkillExecution ended)
    {
        _executions.TryRemove(ended.Id, out _);
        lock (_gate)
        {
            _ended++;
            if (_waiting.Dequeue() is { } next)
            {
                next.Admit();
                return next;
            }

            _running--;
            if (_running is 0)
                _drained?.TrySetResult();
            return null;
        }
    }
}
