namespace PerfSpecs;

/// <summary>The session of a workload whose run returns at once.</summary>
internal sealed class SynchronousSession<T>(T state, Action<T, Sample> run, Action<T>? teardown) : WorkloadSession
{
    public override ValueTask Run(Sample sample)
    {
        run(state, sample);
        return ValueTask.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        teardown?.Invoke(state);
        await Disposal.Of(state);
    }
}

/// <summary>The session of a workload whose run may wait.</summary>
internal sealed class AsynchronousSession<T>(T state, Func<T, Sample, Task> run, Func<T, Task>? teardown) : WorkloadSession
{
    public override ValueTask Run(Sample sample) => new(run(state, sample));

    public override async ValueTask DisposeAsync()
    {
        if (teardown is not null)
            await teardown(state);
        await Disposal.Of(state);
    }
}

file static class Disposal
{
    public static ValueTask Of<T>(T state)
    {
        switch (state)
        {
            case IAsyncDisposable disposable:
                return disposable.DisposeAsync();
            case IDisposable disposable:
                disposable.Dispose();
                return ValueTask.CompletedTask;
            default:
                return ValueTask.CompletedTask;
        }
    }
}
