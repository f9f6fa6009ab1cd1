namespace Skills;

/// <summary>The time of one execution, and its one token: cancelled by the caller, by the execution's timeout, or by the present iteration's.</summary>
/// <remarks>Setting a timer costs more than reading the clock: the timer is set once, and finds out when it fires whether the deadline has moved on.</remarks>
internal sealed class ExecutionClock : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _registration;
    private readonly CancellationToken _caller;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly TimeSpan _total;
    private readonly TimeSpan _iteration;
    private readonly DateTimeOffset _startedAt;
    private readonly long _started;
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
        _timer = time.CreateTimer(static clock => ((ExecutionClock)clock!).Fire(), this, TimeSpan.FromTicks(_deadline), Timeout.InfiniteTimeSpan);
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
        _timer.Dispose();
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
            var left = Volatile.Read(ref _deadline) - Elapsed.Ticks;
            if (left > 0)
                _timer.Change(TimeSpan.FromTicks(Math.Max(left, TimeSpan.TicksPerMillisecond)), Timeout.InfiniteTimeSpan);
            else
                _source.Cancel();
        }
    }
}
