using System.Runtime.CompilerServices;

namespace PerfSpecs;

public static partial class Dsl
{
    /// <summary>A pending workload: its specs are shown as skipped.</summary>
    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    [OverloadResolutionPriority(-1)]
    public static Test pworkload(
        string name, Action run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        In(TestState.Pending, workload(name, run, measures, parameters));

    /// <summary>A pending workload: its specs are shown as skipped.</summary>
    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    public static Test pworkload<T>(
        string name, Func<Sample, T> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) where T : allows ref struct =>
        In(TestState.Pending, workload(name, run, measures, parameters));

    /// <summary>A pending workload: its specs are shown as skipped.</summary>
    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    public static Test pworkload(
        string name, Action<Sample> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        In(TestState.Pending, workload(name, run, measures, parameters));

    /// <summary>A pending workload: its specs are shown as skipped.</summary>
    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    [OverloadResolutionPriority(-1)]
    public static Test pworkload<T>(
        string name, Func<T> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) where T : allows ref struct =>
        In(TestState.Pending, workload(name, run, measures, parameters));

    /// <summary>A pending workload: its specs are shown as skipped.</summary>
    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="setup">Makes the state, once for a session of samples.</param>
    public static Test pworkload<TState, T>(
        string name, Func<Setup, TState> setup, Func<TState, Sample, T> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) where T : allows ref struct =>
        In(TestState.Pending, workload(name, setup, run, measures, parameters));

    /// <summary>A pending workload: its specs are shown as skipped.</summary>
    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="setup">Makes the state, once for a session of samples.</param>
    public static Test pworkload<TState>(
        string name, Func<Setup, TState> setup, Action<TState, Sample> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        In(TestState.Pending, workload(name, setup, run, measures, parameters));

    /// <summary>A pending workload: its specs are shown as skipped.</summary>
    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="setup">Makes the state, once for a session of samples.</param>
    [OverloadResolutionPriority(-1)]
    public static Test pworkload<TState, T>(
        string name, Func<Setup, TState> setup, Func<TState, T> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) where T : allows ref struct =>
        In(TestState.Pending, workload(name, setup, run, measures, parameters));

    /// <summary>A pending workload: its specs are shown as skipped.</summary>
    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="setup">Makes the state, once for a session of samples.</param>
    [OverloadResolutionPriority(-1)]
    public static Test pworkload<TState>(
        string name, Func<Setup, TState> setup, Action<TState> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        In(TestState.Pending, workload(name, setup, run, measures, parameters));

    /// <summary>A pending workload: its specs are shown as skipped.</summary>
    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="setup">Makes the state, once for a session of samples.</param>
    [OverloadResolutionPriority(2)]
    public static Test pworkload<TState, T>(
        string name, Func<Setup, Task<TState>> setup, Func<TState, Sample, T> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) where T : allows ref struct =>
        In(TestState.Pending, workload(name, setup, run, measures, parameters));

    /// <summary>A pending workload: its specs are shown as skipped.</summary>
    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="setup">Makes the state, once for a session of samples.</param>
    [OverloadResolutionPriority(2)]
    public static Test pworkload<TState>(
        string name, Func<Setup, Task<TState>> setup, Action<TState, Sample> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        In(TestState.Pending, workload(name, setup, run, measures, parameters));

    /// <summary>A pending workload: its specs are shown as skipped.</summary>
    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="setup">Makes the state, once for a session of samples.</param>
    [OverloadResolutionPriority(1)]
    public static Test pworkload<TState, T>(
        string name, Func<Setup, Task<TState>> setup, Func<TState, T> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) where T : allows ref struct =>
        In(TestState.Pending, workload(name, setup, run, measures, parameters));

    /// <summary>A pending workload: its specs are shown as skipped.</summary>
    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="setup">Makes the state, once for a session of samples.</param>
    [OverloadResolutionPriority(1)]
    public static Test pworkload<TState>(
        string name, Func<Setup, Task<TState>> setup, Action<TState> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        In(TestState.Pending, workload(name, setup, run, measures, parameters));

    /// <summary>A pending workload: its specs are shown as skipped.</summary>
    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="fixture">Makes the state, and does what else is to be done around the runs.</param>
    public static Test pworkload<TState, T>(
        string name, Fixture<TState> fixture, Func<TState, Sample, T> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) where T : allows ref struct =>
        In(TestState.Pending, workload(name, fixture, run, measures, parameters));

    /// <summary>A pending workload: its specs are shown as skipped.</summary>
    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="fixture">Makes the state, and does what else is to be done around the runs.</param>
    public static Test pworkload<TState>(
        string name, Fixture<TState> fixture, Action<TState, Sample> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        In(TestState.Pending, workload(name, fixture, run, measures, parameters));

    /// <summary>A pending workload: its specs are shown as skipped.</summary>
    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="fixture">Makes the state, and does what else is to be done around the runs.</param>
    [OverloadResolutionPriority(-1)]
    public static Test pworkload<TState, T>(
        string name, Fixture<TState> fixture, Func<TState, T> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) where T : allows ref struct =>
        In(TestState.Pending, workload(name, fixture, run, measures, parameters));

    /// <summary>A pending workload: its specs are shown as skipped.</summary>
    /// <inheritdoc cref="workload(string, Action, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    /// <param name="fixture">Makes the state, and does what else is to be done around the runs.</param>
    [OverloadResolutionPriority(-1)]
    public static Test pworkload<TState>(
        string name, Fixture<TState> fixture, Action<TState> run,
        IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        In(TestState.Pending, workload(name, fixture, run, measures, parameters));
}
