namespace Skills;

/// <summary>The one token of an execution: cancelled by the caller, by the execution's timeout, or by the present iteration's.</summary>
internal sealed class ExecutionClock : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;
    private readonly CancellationToken _caller;
    private readonly TimeProvider _time;
    private readonly TimeSpan? _total;
    private readonly TimeSpan _iteration;
    private readonly long _started;
    private bool _isLastStretch;

    public ExecutionClock(TimeProvider time, TimeSpan? total, TimeSpan iteration, CancellationToken caller)
    {
        _time = time;
        _total = total;
        _iteration = iteration;
        _caller = caller;
        _started = time.GetTimestamp();
        _source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _registration = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    public bool IsCancelledByCaller => _caller.IsCancellationRequested;

    /// <summary>Why the token is cancelled, where the caller did not cancel it.</summary>
    public string TimeoutReason => _isLastStretch
        ? FormattableString.Invariant($"The execution did not end within its timeout of {_total!.Value.TotalSeconds:0.###} s.")
        : FormattableString.Invariant($"An iteration did not end within its timeout of {_iteration.TotalSeconds:0.###} s.");

    /// <summary>Gives the next iteration its time, or what is left of the execution's where that is less.</summary>
    public void BeginIteration()
    {
        var left = _total is { } total ? total - _time.GetElapsedTime(_started) : TimeSpan.MaxValue;
        _isLastStretch = left <= _iteration;
        var stretch = _isLastStretch ? left : _iteration;
        if (stretch > TimeSpan.Zero)
            _source.CancelAfter(stretch);
        else
            _source.Cancel();
    }

    public void Dispose()
    {
        _registration.Dispose();
        // Whatever still runs for a consumer that has left is told to stop.
        _source.Cancel();
        _source.Dispose();
    }
}
