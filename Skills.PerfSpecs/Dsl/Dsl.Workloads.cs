using PerfSpecs.Specs;

namespace PerfSpecs;

public static partial class Dsl
{
    /// <summary>A workload with a state: <paramref name="setup"/> makes it, <paramref name="run"/> is measured.</summary>
    /// <param name="name">The first part of the metrics' names.</param>
    /// <param name="setup">Makes the state, once for a session of samples.</param>
    /// <param name="run">Does the work of one sample.</param>
    /// <param name="teardown">Undoes the setup; may be left out.</param>
    /// <param name="measures">What the workload reports itself.</param>
    /// <param name="parameters">The numbers it can be run with.</param>
    public static Test workload<T>(string name, Func<Setup, T> setup, Action<T, Sample> run, Action<T>? teardown = null, IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        Case(name, s => ValueTask.FromResult<WorkloadSession>(new SynchronousSession<T>(setup(s), run, teardown)), measures, parameters);

    /// <inheritdoc cref="workload{T}(string, Func{Setup, T}, Action{T, Sample}, Action{T}, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    public static Test workload<T>(string name, Func<Setup, T> setup, Func<T, Sample, Task> run, Func<T, Task>? teardown = null, IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        Case(name, s => ValueTask.FromResult<WorkloadSession>(new AsynchronousSession<T>(setup(s), run, teardown)), measures, parameters);

    /// <inheritdoc cref="workload{T}(string, Func{Setup, T}, Action{T, Sample}, Action{T}, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/>
    public static Test workload<T>(string name, Func<Setup, Task<T>> setup, Func<T, Sample, Task> run, Func<T, Task>? teardown = null, IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        Case(name, async s => new AsynchronousSession<T>(await setup(s), run, teardown), measures, parameters);

    /// <summary>A workload without a state.</summary>
    public static Test workload(string name, Action<Sample> run, IReadOnlyList<Measure>? measures = null) =>
        workload(name, static _ => 0, (_, sample) => run(sample), measures: measures);

    /// <summary>An asynchronous workload without a state.</summary>
    public static Test workload(string name, Func<Sample, Task> run, IReadOnlyList<Measure>? measures = null) =>
        workload(name, static _ => 0, (_, sample) => run(sample), measures: measures);

    private static Test.Case Case(string name, Func<Setup, ValueTask<WorkloadSession>> open, IReadOnlyList<Measure>? measures, IReadOnlyList<Parameter>? parameters) =>
        new(new Workload(name, measures ?? [], parameters ?? [], open), TestState.Normal);
}
