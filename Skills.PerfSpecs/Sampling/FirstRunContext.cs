namespace PerfSpecs.Sampling;

/// <summary>
/// The synchronisation context of a workload's first run. A method that is <c>async void</c> announces itself to it, and nobody else could know when such
/// a method ends. Whatever is posted runs on the thread pool, as without a context.
/// </summary>
/// <remarks>A method that is started after a <c>ConfigureAwait(false)</c>, or on another thread, is not seen.</remarks>
internal sealed class FirstRunContext : SynchronizationContext
{
    private int _running;
    private Exception? _thrown;

    /// <summary>Runs work up to its first wait with this context.</summary>
    public ValueTask Start(Func<ValueTask> work)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            return work();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>To be called when the work has ended.</summary>
    /// <exception cref="WorkNotAwaitedException">A method that is <c>async void</c> still runs.</exception>
    /// <exception cref="Exception">What such a method threw.</exception>
    public void ThrowIfAnythingRuns()
    {
        if (Volatile.Read(ref _thrown) is { } thrown)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(thrown);
        if (Volatile.Read(ref _running) > 0)
            throw new WorkNotAwaitedException();
    }

    public override void OperationStarted() => Interlocked.Increment(ref _running);

    public override void OperationCompleted() => Interlocked.Decrement(ref _running);

    public override void Post(SendOrPostCallback d, object? state) => ThreadPool.QueueUserWorkItem(_ => Send(d, state));

    public override void Send(SendOrPostCallback d, object? state)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            d(state);
        }
        catch (Exception exception)
        {
            // Only a method that is async void leaves an exception to its context.
            Interlocked.CompareExchange(ref _thrown, exception, null);
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public override SynchronizationContext CreateCopy() => this;
}

/// <summary>Work that goes on after its run has ended, so that it cannot be measured.</summary>
internal sealed class WorkNotAwaitedException() : Exception(
    "The work started a method that is async void and still runs. Nobody can wait for its end. Let it return a Task, and await that.");
