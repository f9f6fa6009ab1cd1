using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Skills;

/// <summary>One execution under an orchestrator.</summary>
public sealed class SkillExecution
{
    private readonly Channel<SkillEvent>? _events;
    private readonly SemaphoreSlim? _room;
    private readonly TaskCompletionSource<SkillResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cancellation = new();
    private readonly SkillConversation? _before;
    private readonly SkillInput? _input;
    private bool _isUnbounded;
    private int _isConsumed;
    private int _iterations;
    private int _state;

    internal SkillExecution(SkillRequest request, int? eventBuffer, SkillConversation? before = null, SkillInput? input = null)
    {
        (Request, _before, _input) = (request, before, input);
        if (eventBuffer is not { } buffer)
            return;
        _events = Channel.CreateUnbounded<SkillEvent>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        _room = new SemaphoreSlim(buffer);
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
    public void Cancel() => HostCode.Cancel(_cancellation);

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
            {
                _room!.Release();
                yield return happened;
            }
        }
        finally
        {
            // What the execution still says is for nobody, and does not hold it up once it is cancelled.
            Cancel();
        }
    }

    /// <summary>Its turn has come.</summary>
    internal void Admit() => Volatile.Write(ref _state, (int)ExecutionState.Running);

    internal async Task Run(SkillExecutor executor)
    {
        try
        {
            var (count, started) = (0, executor.Time.GetTimestamp());
            SkillEvent? last = null;
            var run = new SkillRun(executor, Request, null, _before, _input) { IsConsumerInstant = _events is null };
            await foreach (var happened in executor.Observed(run, _cancellation.Token))
            {
                count++;
                if (happened is SkillEvent.IterationCompleted)
                    Volatile.Write(ref _iterations, _iterations + 1);
                last = happened;
                if (_events is not null)
                    await Write(happened, executor, started);
            }

            _events?.Writer.Complete();
            Volatile.Write(ref _state, (int)ExecutionState.Ended);
            _completion.SetResult(SkillResult.Of(run, (SkillEvent.End)last!, _iterations, count));
        }
        catch (Exception exception)
        {
            _events?.Writer.Complete(exception);
            Volatile.Write(ref _state, (int)ExecutionState.Ended);
            _completion.SetException(exception);
        }
    }

    /// <summary>Waits for a slow consumer, but neither beyond the execution's cancellation nor beyond its time: what is left then is little.</summary>
    private async ValueTask Write(SkillEvent happened, SkillExecutor executor, long started)
    {
        if (!_isUnbounded && !_room!.Wait(0))
        {
            try
            {
                await _room.WaitAsync(_cancellation.Token).WaitAsync(Left(executor, started), executor.Time);
            }
            catch (Exception exception) when (exception is OperationCanceledException or TimeoutException)
            {
                _isUnbounded = true;
            }
        }

        _events!.Writer.TryWrite(happened);
    }

    private TimeSpan Left(SkillExecutor executor, long started)
    {
        if ((Request.Timeout ?? executor.Options.ExecutionTimeout) is not { } limit || limit < TimeSpan.Zero)
            return Timeout.InfiniteTimeSpan;
        var left = limit - executor.Time.GetElapsedTime(started);
        return left <= TimeSpan.Zero ? TimeSpan.Zero : left < LongestWait ? left : Timeout.InfiniteTimeSpan;
    }

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);
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
