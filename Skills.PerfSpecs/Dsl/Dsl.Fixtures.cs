using System.Runtime.CompilerServices;

namespace PerfSpecs;

public static partial class Dsl
{
    /// <summary>How a workload's state is made and torn down: <c>fixture(Server.Start, teardown: server => server.Stop())</c>.</summary>
    /// <remarks>A state that is disposable is disposed of after its teardown.</remarks>
    /// <param name="setup">Makes the state, once for a session of samples.</param>
    /// <param name="teardown">Undoes the setup; what it returns is awaited.</param>
    public static Fixture<TState> fixture<TState>(Func<Setup, TState> setup, Action<TState>? teardown = null) =>
        TornDown(State(setup), teardown);

    /// <inheritdoc cref="fixture{TState}(Func{Setup, TState}, Action{TState})"/>
    public static Fixture<TState> fixture<TState, T>(Func<Setup, TState> setup, Func<TState, T> teardown)
        where T : allows ref struct =>
        State(setup).TornDownBy(teardown);

    /// <inheritdoc cref="fixture{TState}(Func{Setup, TState}, Action{TState})"/>
    [OverloadResolutionPriority(2)]
    public static Fixture<TState> fixture<TState>(Func<Setup, Task<TState>> setup, Action<TState>? teardown = null) =>
        TornDown(State(setup), teardown);

    /// <inheritdoc cref="fixture{TState}(Func{Setup, TState}, Action{TState})"/>
    [OverloadResolutionPriority(2)]
    public static Fixture<TState> fixture<TState, T>(Func<Setup, Task<TState>> setup, Func<TState, T> teardown)
        where T : allows ref struct =>
        State(setup).TornDownBy(teardown);

    /// <inheritdoc cref="fixture{TState}(Func{Setup, TState}, Action{TState})"/>
    [OverloadResolutionPriority(1)]
    public static Fixture<TState> fixture<TState>(Func<Setup, ValueTask<TState>> setup, Action<TState>? teardown = null) =>
        TornDown(new(setup), teardown);

    /// <inheritdoc cref="fixture{TState}(Func{Setup, TState}, Action{TState})"/>
    [OverloadResolutionPriority(1)]
    public static Fixture<TState> fixture<TState, T>(Func<Setup, ValueTask<TState>> setup, Func<TState, T> teardown)
        where T : allows ref struct =>
        new Fixture<TState>(setup).TornDownBy(teardown);

    private static Fixture<TState> State<TState>(Func<Setup, TState>? setup) =>
        new(setup is null ? null : s => ValueTask.FromResult(setup(s)))
        {
            Refusal = Work.Examine<TState>(out var completion) is null && completion is not null && IsUnfinished<TState>()
                ? $"has a setup that returns a {TypeNames.Of(typeof(TState))}. Await it in the setup, or pass it by fixture(...)"
                : null,
        };

    private static Fixture<TState> State<TState>(Func<Setup, Task<TState>>? setup) =>
        new(setup is null ? null : s => new ValueTask<TState>(setup(s)));

    private static Fixture<TState> TornDown<TState>(Fixture<TState> fixture, Action<TState>? teardown) =>
        teardown is null ? fixture : fixture.TornDownBy(teardown);

    /// <summary>Whether a state would be a task rather than what it gives; a sequence is a state like any other.</summary>
    private static bool IsUnfinished<TState>() =>
        typeof(Task).IsAssignableFrom(typeof(TState))
        || typeof(TState) == typeof(ValueTask)
        || WorkResult.Argument(typeof(TState), typeof(ValueTask<>)) is not null;
}
