using System.Runtime.CompilerServices;

namespace PerfSpecs;

public static partial class Dsl
{
    /// <summary>Work that can be measured, such as <c>workload("hash", () => Hash(text))</c>.</summary>
    /// <remarks>
    /// Whatever the run returns is completed within the measured time: tasks and other awaitables are awaited, lazy and
    /// asynchronous sequences are enumerated, values are kept from being optimised away. What cannot be completed is refused
    /// when the tree is registered.
    /// </remarks>
    /// <param name="name">The first part of the metrics' names.</param>
    /// <param name="run">Does the work of one sample.</param>
    /// <param name="measures">What the workload reports itself.</param>
    /// <param name="parameters">The values it can be run with.</param>
    [OverloadResolutionPriority(-1)]
    public static Test workload(
        string name, Action run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        Case(name, Nothing, WithState(run), run, measures, parameters);

    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    public static Test workload<T>(
        string name, Func<Sample, T> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) where T : allows ref struct =>
        Case(name, Nothing, WithState(run), measures, parameters);

    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    public static Test workload(
        string name, Action<Sample> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        Case(name, Nothing, WithState(run), run, measures, parameters);

    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    [OverloadResolutionPriority(-1)]
    public static Test workload<T>(
        string name, Func<T> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) where T : allows ref struct =>
        Case(name, Nothing, WithState(run), measures, parameters);

    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="setup">Makes the state, once for a session of samples.</param>
    public static Test workload<TState, T>(
        string name, Func<Setup, TState> setup, Func<TState, Sample, T> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) where T : allows ref struct =>
        Case(name, State(setup), run, measures, parameters);

    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="setup">Makes the state, once for a session of samples.</param>
    public static Test workload<TState>(
        string name, Func<Setup, TState> setup, Action<TState, Sample> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        Case(name, State(setup), run, run, measures, parameters);

    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="setup">Makes the state, once for a session of samples.</param>
    [OverloadResolutionPriority(-1)]
    public static Test workload<TState, T>(
        string name, Func<Setup, TState> setup, Func<TState, T> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) where T : allows ref struct =>
        Case(name, State(setup), WithSample(run), measures, parameters);

    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="setup">Makes the state, once for a session of samples.</param>
    [OverloadResolutionPriority(-1)]
    public static Test workload<TState>(
        string name, Func<Setup, TState> setup, Action<TState> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        Case(name, State(setup), WithSample(run), run, measures, parameters);

    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="setup">Makes the state, once for a session of samples.</param>
    [OverloadResolutionPriority(2)]
    public static Test workload<TState, T>(
        string name, Func<Setup, Task<TState>> setup, Func<TState, Sample, T> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) where T : allows ref struct =>
        Case(name, State(setup), run, measures, parameters);

    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="setup">Makes the state, once for a session of samples.</param>
    [OverloadResolutionPriority(2)]
    public static Test workload<TState>(
        string name, Func<Setup, Task<TState>> setup, Action<TState, Sample> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        Case(name, State(setup), run, run, measures, parameters);

    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="setup">Makes the state, once for a session of samples.</param>
    [OverloadResolutionPriority(1)]
    public static Test workload<TState, T>(
        string name, Func<Setup, Task<TState>> setup, Func<TState, T> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) where T : allows ref struct =>
        Case(name, State(setup), WithSample(run), measures, parameters);

    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="setup">Makes the state, once for a session of samples.</param>
    [OverloadResolutionPriority(1)]
    public static Test workload<TState>(
        string name, Func<Setup, Task<TState>> setup, Action<TState> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        Case(name, State(setup), WithSample(run), run, measures, parameters);

    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="fixture">Makes the state, and does what else is to be done around the runs.</param>
    public static Test workload<TState, T>(
        string name, Fixture<TState> fixture, Func<TState, Sample, T> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) where T : allows ref struct =>
        Case(name, fixture, run, measures, parameters);

    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="fixture">Makes the state, and does what else is to be done around the runs.</param>
    public static Test workload<TState>(
        string name, Fixture<TState> fixture, Action<TState, Sample> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        Case(name, fixture, run, run, measures, parameters);

    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="fixture">Makes the state, and does what else is to be done around the runs.</param>
    [OverloadResolutionPriority(-1)]
    public static Test workload<TState, T>(
        string name, Fixture<TState> fixture, Func<TState, T> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) where T : allows ref struct =>
        Case(name, fixture, WithSample(run), measures, parameters);

    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="fixture">Makes the state, and does what else is to be done around the runs.</param>
    [OverloadResolutionPriority(-1)]
    public static Test workload<TState>(
        string name, Fixture<TState> fixture, Action<TState> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        Case(name, fixture, WithSample(run), run, measures, parameters);
}
