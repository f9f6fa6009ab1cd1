using PerfSpecs.Specs;

namespace PerfSpecs;

public static partial class Dsl
{
    /// <summary>A pending workload: its specs are shown as skipped. <see cref="workload{T}(string, Func{Setup, T}, Action{T, Sample}, Action{T}, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/></summary>
    public static Test pworkload<T>(string name, Func<Setup, T> setup, Action<T, Sample> run, Action<T>? teardown = null, IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        In(TestState.Pending, workload(name, setup, run, teardown, measures, parameters));

    /// <summary>A pending workload: its specs are shown as skipped. <see cref="workload{T}(string, Func{Setup, T}, Func{T, Sample, Task}, Func{T, Task}, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/></summary>
    public static Test pworkload<T>(string name, Func<Setup, T> setup, Func<T, Sample, Task> run, Func<T, Task>? teardown = null, IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        In(TestState.Pending, workload(name, setup, run, teardown, measures, parameters));

    /// <summary>A pending workload: its specs are shown as skipped. <see cref="workload{T}(string, Func{Setup, Task{T}}, Func{T, Sample, Task}, Func{T, Task}, IReadOnlyList{Measure}, IReadOnlyList{Parameter})"/></summary>
    public static Test pworkload<T>(string name, Func<Setup, Task<T>> setup, Func<T, Sample, Task> run, Func<T, Task>? teardown = null, IReadOnlyList<Measure>? measures = null, IReadOnlyList<Parameter>? parameters = null) =>
        In(TestState.Pending, workload(name, setup, run, teardown, measures, parameters));

    /// <summary>A pending workload: its specs are shown as skipped. <see cref="workload(string, Action{Sample}, IReadOnlyList{Measure})"/></summary>
    public static Test pworkload(string name, Action<Sample> run, IReadOnlyList<Measure>? measures = null) =>
        In(TestState.Pending, workload(name, run, measures));

    /// <summary>A pending workload: its specs are shown as skipped. <see cref="workload(string, Func{Sample, Task}, IReadOnlyList{Measure})"/></summary>
    public static Test pworkload(string name, Func<Sample, Task> run, IReadOnlyList<Measure>? measures = null) =>
        In(TestState.Pending, workload(name, run, measures));
}
