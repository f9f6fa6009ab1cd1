using System.Diagnostics;

namespace Skills;

/// <summary>The time of one execution, and its token: cancelled by the caller, at the execution's timeout, or when the model is silent for too long.</summary>
/// <remarks>
/// Setting a timer costs more than reading the clock: it is set when something is first waited for, and finds out when it fires whether the
/// deadline has moved on. Code that a host has registered on the token may throw when it is cancelled; that is kept in <see cref="Faults"/>.
/// </remarks>
internal sealed class ExecutionClock : IDisposable
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    private readonly CancellationTokenRegistration _registration;
    private readonly CancellationToken _caller;
    private readonly TimeProvider _time;
    private readonly TimeSpan _total;
    private readonly TimeSpan _silence;
    private readonly long _startedAt;
    private readonly long _started;
    private readonly bool _isSystem;
    private CancellationTokenSource _source = new();
    private List<Exception>? _faults;
    private ITimer? _timer;
    private long _timerAt = long.MaxValue;
    private long _deadline;
    private bool _isDisposed;

    /// <summary>A clock.</summary>
    /// <param name="time">Where time comes from.</param>
    /// <param name="total">The execution's limit; null for none.</param>
    /// <param name="silence">How long the model may send nothing; null for no limit.</param>
    /// <param name="caller">The caller's token.</param>
    public ExecutionClock(TimeProvider time, TimeSpan? total, TimeSpan? silence, CancellationToken caller)
    {
        _time = time;
        _total = Limit(total);
        _silence = Limit(silence);
        _caller = caller;
        _startedAt = time.GetUtcNow().UtcTicks;
        _started = time.GetTimestamp();
        _isSystem = ReferenceEquals(time, TimeProvider.System);
        _deadline = _total.Ticks;
        _registration = caller.UnsafeRegister(static clock => ((ExecutionClock)clock!).Cancel(), this);
    }

    public CancellationToken Token => Volatile.Read(ref _source).Token;

    public bool IsCancelledByCaller => _caller.IsCancellationRequested;

    /// <summary>Whether the execution's own time is over.</summary>
    public bool IsOver => Elapsed >= _total;

    /// <summary>The time since the execution's beginning.</summary>
    public TimeSpan Elapsed => _isSystem ? Stopwatch.GetElapsedTime(_started) : _time.GetElapsedTime(_started);

    /// <summary>What host code threw when the token was cancelled.</summary>
    public Exception[] Faults
    {
        get
        {
            if (Volatile.Read(ref _faults) is null)
                return [];
            lock (this)
                return _faults is null ? [] : [.. _faults];
        }
    }

    /// <summary>Why the token is cancelled, where the caller did not cancel it.</summary>
    public string TimeoutReason => IsOver
        ? FormattableString.Invariant($"The execution did not end within its timeout of {_total.TotalSeconds:0.###} s.")
        : FormattableString.Invariant($"The model sent nothing for {_silence.TotalSeconds:0.###} s.");

    /// <summary>The wall time at a moment of the execution, in ticks of coordinated universal time; never goes backwards.</summary>
    public long TicksAt(TimeSpan elapsed) => _startedAt + elapsed.Ticks;

    /// <summary>The model is waited for: it may be silent for a time, and for a wait that was agreed on.</summary>
    public void WaitForModel(TimeSpan agreed = default)
    {
        var deadline = _silence == TimeSpan.MaxValue ? _total.Ticks : Math.Min(_total.Ticks, (Elapsed + agreed + _silence).Ticks);
        Interlocked.Exchange(ref _deadline, deadline);
        Arm(deadline);
    }

    /// <summary>The model has sent something, and it is not waited for any more: what others take does not count as its silence.</summary>
    public void HasCome() => Volatile.Write(ref _deadline, _total.Ticks);

    /// <summary>Something else is waited for, within the execution's own time.</summary>
    public void Arm() => Arm(_total.Ticks);

    /// <summary>Throws where the execution was cancelled or its time is over.</summary>
    /// <param name="now">The last reading of <see cref="Elapsed"/>.</param>
    /// <exception cref="OperationCanceledException">It is so.</exception>
    public void ThrowIfOver(TimeSpan now)
    {
        if (now >= _total && !Token.IsCancellationRequested)
            Cancel();
        Token.ThrowIfCancellationRequested();
    }

    /// <summary>A call was given up at its own limit: its token is cancelled, and the execution goes on with another.</summary>
    public void Renew()
    {
        CancellationTokenSource before;
        lock (this)
        {
            if (_isDisposed || _source.IsCancellationRequested)
                return;
            before = _source;
            Volatile.Write(ref _source, new CancellationTokenSource());
        }

        Cancel(before);
        if (_caller.IsCancellationRequested)
            Cancel();
    }

    public void Dispose()
    {
        lock (this)
            _isDisposed = true;
        _timer?.Dispose();
        _registration.Dispose();
        // Whatever still runs for a consumer that has left is told to stop.
        Cancel();
    }

    /// <summary>.NET's own meaning: an infinite time is no limit.</summary>
    private static TimeSpan Limit(TimeSpan? limit) => limit is { } some && some >= TimeSpan.Zero && some < Longest ? some : TimeSpan.MaxValue;

    private void Arm(long deadline)
    {
        // A timer that fires earlier finds out by itself.
        if (deadline == TimeSpan.MaxValue.Ticks || Volatile.Read(ref _timerAt) <= deadline)
            return;
        lock (this)
        {
            if (_isDisposed || _timerAt <= deadline)
                return;
            _timerAt = deadline;
            _timer ??= _time.CreateTimer(static clock => ((ExecutionClock)clock!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(Left(deadline), Timeout.InfiniteTimeSpan);
        }
    }

    private void Fire()
    {
        lock (this)
        {
            if (_isDisposed)
                return;
            // First this, then the deadline: whoever sets a deadline meanwhile sees that no timer is set.
            Interlocked.Exchange(ref _timerAt, long.MaxValue);
            var deadline = Volatile.Read(ref _deadline);
            if (deadline == TimeSpan.MaxValue.Ticks)
                return;
            if (Left(deadline) is var left && left > TimeSpan.Zero)
            {
                _timerAt = deadline;
                _timer!.Change(left, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        Cancel();
    }

    private void Cancel() => Cancel(Volatile.Read(ref _source));

    private void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (AggregateException exception)
        {
            // Code that a host has registered must not take the process down.
            lock (this)
                (_faults ??= []).AddRange(exception.InnerExceptions);
        }
    }

    /// <summary>The time to a deadline, at least a millisecond where any is left, at most what a timer takes, and 0 where none is left.</summary>
    private TimeSpan Left(long deadline)
    {
        var left = deadline - Elapsed.Ticks;
        return left > 0 ? TimeSpan.FromTicks(Math.Clamp(left, TimeSpan.TicksPerMillisecond, LongestTimer.Ticks)) : TimeSpan.Zero;
    }
}
