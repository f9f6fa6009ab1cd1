namespace Skills;

/// <summary>The time of one execution, and its one token: cancelled by the caller, by the execution's timeout, or by the present iteration's.</summary>
/// <remarks>
/// Setting a timer costs more than reading the clock: it is set once, when something is first waited for, and finds out when it fires whether the
/// deadline has moved on.
/// </remarks>
internal sealed class ExecutionClock : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _registration;
    private readonly CancellationToken _caller;
    private readonly TimeProvider _time;
    private readonly TimeSpan _total;
    private readonly TimeSpan _iteration;
    private readonly DateTimeOffset _startedAt;
    private readonly long _started;
    private ITimer? _timer;
    private long _deadline;
    private bool _isDisposed;

    public ExecutionClock(TimeProvider time, TimeSpan? total, TimeSpan iteration, CancellationToken caller)
    {
        _time = time;
        _total = total ?? TimeSpan.MaxValue;
        _iteration = iteration;
        _caller = caller;
        _startedAt = time.GetUtcNow();
        _started = time.GetTimestamp();
        _registration = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        BeginIteration(TimeSpan.Zero);
    }

    /// <summary>Something is going to be waited for: from now on the token is cancelled at the deadline.</summary>
    public void Arm()
    {
        if (_timer is not null)
            return;
        lock (_gate)
        {
            if (_timer is null && !_isDisposed)
                _timer = _time.CreateTimer(static clock => ((ExecutionClock)clock!).Fire(), this, Left(), Timeout.InfiniteTimeSpan);
        }
    }

    public CancellationToken Token => _source.Token;

    public bool IsCancelledByCaller => _caller.IsCancellationRequested;

    /// <summary>The time since the execution's beginning.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_started);

    /// <summary>Why the token is cancelled, where the caller did not cancel it.</summary>
    public string TimeoutReason => _deadline == _total.Ticks
        ? FormattableString.Invariant($"The execution did not end within its timeout of {_total.TotalSeconds:0.###} s.")
        : FormattableString.Invariant($"An iteration did not end within its timeout of {_iteration.TotalSeconds:0.###} s.");

    /// <summary>The wall time at a moment of the execution; never goes backwards.</summary>
    public DateTimeOffset At(TimeSpan elapsed) => _startedAt + elapsed;

    /// <summary>Gives the next iteration its time, or what is left of the execution's where that is less.</summary>
    /// <param name="elapsed">Now, as <see cref="Elapsed"/> told.</param>
    public void BeginIteration(TimeSpan elapsed) => Volatile.Write(ref _deadline, Math.Min(elapsed.Ticks + _iteration.Ticks, _total.Ticks));

    /// <summary>Leaves the present iteration all the time that the execution has: it waits for a sub-agent, whose iterations have limits of their own.</summary>
    public void SuspendIteration() => Volatile.Write(ref _deadline, _total.Ticks);

    public void Dispose()
    {
        lock (_gate)
            _isDisposed = true;
        _timer?.Dispose();
        _registration.Dispose();
        // Whatever still runs for a consumer that has left is told to stop.
        _source.Cancel();
        _source.Dispose();
    }

    private void Fire()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            if (Left() is var left && left > TimeSpan.Zero)
                _timer!.Change(left, Timeout.InfiniteTimeSpan);
            else
                _source.Cancel();
        }
    }

    /// <summary>The time to the deadline, at least a millisecond where any is left, and 0 where none is.</summary>
    private TimeSpan Left()
    {
        var left = Volatile.Read(ref _deadline) - Elapsed.Ticks;
        return left > 0 ? TimeSpan.FromTicks(Math.Max(left, TimeSpan.TicksPerMillisecond)) : TimeSpan.Zero;
    }
}
