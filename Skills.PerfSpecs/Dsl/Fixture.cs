using System.Reflection;
using System.Runtime.CompilerServices;

namespace PerfSpecs;

/// <summary>How a workload's state is made, prepared for each run, and torn down. A value: a change gives a new one.</summary>
/// <typeparam name="TState">The state that the runs share.</typeparam>
public sealed record Fixture<TState>
{
    internal Fixture(Func<Setup, ValueTask<TState>>? setup) => SetUp = setup;

    internal Func<Setup, ValueTask<TState>>? SetUp { get; }

    internal Func<TState, ValueTask>? TearDown { get; init; }

    internal Func<TState, Sample, ValueTask>? Before { get; init; }

    internal Func<TState, Sample, ValueTask>? After { get; init; }

    /// <summary>What is wrong with one of its functions; null where nothing is.</summary>
    internal string? Refusal { get; init; }

    /// <summary>The same fixture with something to do before each run, outside the clock and the count of allocations.</summary>
    /// <remarks>Such runs are never measured several at a time, so work below about 10 us is measured less exactly.</remarks>
    /// <param name="prepare">Prepares the state for the run that follows; what it returns is awaited.</param>
    public Fixture<TState> BeforeEach<T>(Func<TState, Sample, T> prepare) where T : allows ref struct =>
        Checked(prepare, Hook<T>("BeforeEach", out var completion)) with
        {
            Before = (state, sample) => Complete(completion, prepare(state, sample), sample.CancellationToken),
        };

    /// <inheritdoc cref="BeforeEach{T}(Func{TState, Sample, T})"/>
    public Fixture<TState> BeforeEach(Action<TState, Sample> prepare) =>
        Checked(prepare, Hook(prepare, "BeforeEach")) with { Before = (state, sample) => Done(prepare, state, sample) };

    /// <summary>The same fixture with something to do after each run, outside the clock and the count of allocations.</summary>
    /// <remarks>
    /// It is done as well where the run failed. Such runs are never measured several at a time, so work below about 10 us is measured
    /// less exactly.
    /// </remarks>
    /// <param name="restore">Undoes what the run did; what it returns is awaited.</param>
    public Fixture<TState> AfterEach<T>(Func<TState, Sample, T> restore) where T : allows ref struct =>
        Checked(restore, Hook<T>("AfterEach", out var completion)) with
        {
            After = (state, sample) => Complete(completion, restore(state, sample), sample.CancellationToken),
        };

    /// <inheritdoc cref="AfterEach{T}(Func{TState, Sample, T})"/>
    public Fixture<TState> AfterEach(Action<TState, Sample> restore) =>
        Checked(restore, Hook(restore, "AfterEach")) with { After = (state, sample) => Done(restore, state, sample) };

    internal Fixture<TState> TornDownBy<T>(Func<TState, T> teardown) where T : allows ref struct =>
        Checked(teardown, Hook<T>("teardown", out var completion)) with
        {
            TearDown = state => Complete(completion, teardown(state), CancellationToken.None),
        };

    internal Fixture<TState> TornDownBy(Action<TState> teardown) => Checked(teardown, Hook(teardown, "teardown")) with
    {
        TearDown = state =>
        {
            teardown(state);
            return default;
        },
    };

    private Fixture<TState> Checked(Delegate? function, string? refusal) =>
        this with { Refusal = Refusal ?? (function is null ? "has a function that is null. Pass a lambda" : refusal) };

    private static string? Hook<T>(string name, out Completion<T>? completion) where T : allows ref struct =>
        Work.Examine(out completion) is { } refusal ? $"has a {name} that {refusal}" : null;

    private static string? Hook(Delegate? action, string name) =>
        Work.Examine(action) is { } refusal ? $"has a {name} that {refusal}" : null;

    private static ValueTask Complete<T>(Completion<T>? completion, T result, CancellationToken cancellationToken) where T : allows ref struct =>
        completion is null ? default : completion(result, cancellationToken);

    private static ValueTask Done(Action<TState, Sample> action, TState state, Sample sample)
    {
        action(state, sample);
        return default;
    }
}

/// <summary>What can be said of a function before it is called.</summary>
internal static class Work
{
    /// <summary>Examines what a function returns.</summary>
    /// <param name="completion">How its work is completed; null for a value.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public static string? Examine<T>(out Completion<T>? completion) where T : allows ref struct
    {
        completion = null;
        try
        {
            completion = WorkResult.Of<T>();
            return null;
        }
        catch (WorkRefusedException refused)
        {
            return refused.Message;
        }
    }

    /// <summary>Examines a function that returns nothing: nobody can wait for the end of an <c>async void</c>.</summary>
    /// <returns>What is wrong; null where nothing is.</returns>
    public static string? Examine(Delegate? action) =>
        action is null ? "is null. Pass a lambda" :
        action.Method.IsDefined(typeof(AsyncStateMachineAttribute)) ? "is async void, so nobody can wait for its end. Return a Task" :
        null;
}
