using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Skills;

/// <summary>One execution under an orchestrator.</summary>
public sealed class SkillExecution
{
    private readonly Channel<SkillEvent>? _events;
    private readonly TaskCompletionSource<SkillResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cancellation = new();
    private int _isConsumed;
    private int _iterations;
    private int _state;

    internal SkillExecution(SkillRequest request, int? eventBuffer)
    {
        Request = request;
        if (eventBuffer is { } buffer)
            _events = Channel.CreateBounded<SkillEvent>(new BoundedChannelOptions(buffer) { SingleReader = true, SingleWriter = true });
    }

    /// <summary>The execution's id.</summary>
    public string Id => Request.ExecutionId!;

    /// <summary>What is executed.</summary>
    public SkillRequest Request { get; }

    /// <summary>How far the execution is.</summary>
    public ExecutionState State => (ExecutionState)Volatile.Read(ref _state);

    /// <summary>Model calls that were completed so far.</summary>
    public int Iterations => Volatile.Read(ref _iterations);

    /// <summary>The result, once the execution has ended; never cancelled, and faulted only by a defect: a failure is a result.</summary>
    public Task<SkillResult> Completion => _completion.Task;

    /// <summary>Cancels the execution; nothing happens where it has ended.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>
    /// The events in order, for one consumer. The execution waits for a slow one, and no other execution does; a consumer that leaves
    /// cancels the execution.
    /// </summary>
    /// <exception cref="InvalidOperationException">The execution was started unobserved, or already has a consumer.</exception>
    public async IAsyncEnumerable<SkillEvent> Events([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (_events is null)
            throw new InvalidOperationException($"Execution {Id} was started unobserved: its events are not kept.");
        if (Interlocked.Exchange(ref _isConsumed, 1) is not 0)
            throw new InvalidOperationException($"The events of execution {Id} already have a consumer.");
        try
        {
            await foreach (var happened in _events.Reader.ReadAllAsync(cancellationToken))
                yield return happened;
        }
        finally
        {
            Cancel();
            // What the execution still says is for nobody, but must not hold it up.
            _ = Drain(_events.Reader);
        }
    }

    /// <summary>Its turn has come.</summary>
    internal void Admit() => Volatile.Write(ref _state, (int)ExecutionState.Running);

    internal async Task Run(SkillExecutor executor)
    {
        try
        {
            var count = 0;
            SkillEvent? last = null;
            await foreach (var happened in executor.ExecuteAsync(Request, _cancellation.Token))
            {
                count++;
                if (happened is SkillEvent.IterationCompleted)
                    Volatile.Write(ref _iterations, _iterations + 1);
                last = happened;
                if (_events is not null)
                    await _events.Writer.WriteAsync(happened);
            }

            _events?.Writer.Complete();
            Volatile.Write(ref _state, (int)ExecutionState.Ended);
            _completion.SetResult(new SkillResult(last!, _iterations, count));
        }
        catch (Exception exception)
        {
            _events?.Writer.Complete(exception);
            Volatile.Write(ref _state, (int)ExecutionState.Ended);
            _completion.SetException(exception);
        }
    }

    private static async Task Drain(ChannelReader<SkillEvent> reader)
    {
        while (await reader.WaitToReadAsync())
        {
            while (reader.TryRead(out _))
            {
            }
        }
    }
}

/// <summary>How far an execution under an orchestrator is.</summary>
public enum ExecutionState
{
    /// <summary>It waits for its turn.</summary>
    Queued,

    /// <summary>It is in flight.</summary>
    Running,

    /// <summary>It has ended, however.</summary>
    Ended,
}
