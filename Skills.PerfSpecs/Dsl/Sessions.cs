namespace PerfSpecs;

/// <summary>The session of a workload whose run returns something.</summary>
internal sealed class FunctionSession<TState, T>(
    Fixture<TState> fixture, TState state, Func<TState, Sample, T> run, Completion<T>? completion)
    : StateSession<TState>(fixture, state)
    where T : allows ref struct
{
    public override ValueTask Run(Sample sample)
    {
        var result = run(State, sample);
        if (completion is not null)
            return completion(result, sample.CancellationToken);
        Sink.Keep(result);
        return default;
    }
}

/// <summary>The session of a workload whose run returns nothing.</summary>
internal sealed class ActionSession<TState>(Fixture<TState> fixture, TState state, Action<TState, Sample> run)
    : StateSession<TState>(fixture, state)
{
    public override ValueTask Run(Sample sample)
    {
        run(State, sample);
        return default;
    }
}

/// <summary>What both have in common: a state, made and torn down by a fixture.</summary>
internal abstract class StateSession<TState>(Fixture<TState> fixture, TState state) : WorkloadSession
{
    protected TState State { get; } = state;

    public override ValueTask BeforeRun(Sample sample) => fixture.Before is { } before ? before(State, sample) : default;

    public override ValueTask AfterRun(Sample sample) => fixture.After is { } after ? after(State, sample) : default;

    public override async ValueTask DisposeAsync()
    {
        if (fixture.TearDown is { } tearDown)
            await tearDown(State);
        switch (State)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }
}
