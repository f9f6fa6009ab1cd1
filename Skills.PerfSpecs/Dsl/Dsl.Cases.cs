using System.Diagnostics.CodeAnalysis;

namespace PerfSpecs;

public static partial class Dsl
{
    /// <summary>The fixture of a workload without a state.</summary>
    private static readonly Fixture<int> Nothing = new(static _ => ValueTask.FromResult(0));

    private static Test.Case In(TestState state, Test test) => (Test.Case)test with { State = state };

    private static Test.Case Case<TState, T>(
        string name, Fixture<TState>? fixture, Func<TState, Sample, T>? run, IReadOnlyList<Measure>? measures, IReadOnlyList<Parameter>? parameters)
        where T : allows ref struct
    {
        var reason = Work.Examine<T>(out var completion);
        var refusal = run is null ? "has a run that is null. Pass a lambda" : reason is null ? null : $"has a run that {reason}";
        return Case(name, fixture, refusal, run, state => new FunctionSession<TState, T>(fixture!, state, run!, completion), measures, parameters);
    }

    private static Test.Case Case<TState>(
        string name, Fixture<TState>? fixture, Action<TState, Sample>? run, Delegate? written,
        IReadOnlyList<Measure>? measures, IReadOnlyList<Parameter>? parameters)
    {
        var refusal = Work.Examine(written) is { } reason ? $"has a run that {reason}" : null;
        return Case(name, fixture, refusal, written, state => new ActionSession<TState>(fixture!, state, run!), measures, parameters);
    }

    private static Test.Case Case<TState>(
        string name, Fixture<TState>? fixture, string? refusal, Delegate? code, Func<TState, WorkloadSession> session,
        IReadOnlyList<Measure>? measures, IReadOnlyList<Parameter>? parameters)
    {
        refusal = fixture?.SetUp is null ? "has a setup that is null. Pass a lambda" : fixture.Refusal ?? refusal;
        var workload = new Workload(name, measures ?? [], parameters ?? [], async setup => session(await fixture!.SetUp!(setup)))
        {
            HasEach = fixture is { Before: not null } or { After: not null },
            Refusal = refusal,
            Code = code,
        };
        return new Test.Case(workload, TestState.Normal);
    }

    // A null stays null, so that it is refused where the workload is registered.
    [return: NotNullIfNotNull(nameof(run))]
    private static Func<TState, Sample, T>? WithSample<TState, T>(Func<TState, T>? run) where T : allows ref struct =>
        run is null ? null : (state, _) => run(state);

    [return: NotNullIfNotNull(nameof(run))]
    private static Action<TState, Sample>? WithSample<TState>(Action<TState>? run) => run is null ? null : (state, _) => run(state);

    [return: NotNullIfNotNull(nameof(run))]
    private static Func<int, Sample, T>? WithState<T>(Func<Sample, T>? run) where T : allows ref struct =>
        run is null ? null : (_, sample) => run(sample);

    [return: NotNullIfNotNull(nameof(run))]
    private static Action<int, Sample>? WithState(Action<Sample>? run) => run is null ? null : (_, sample) => run(sample);

    [return: NotNullIfNotNull(nameof(run))]
    private static Func<int, Sample, T>? WithState<T>(Func<T>? run) where T : allows ref struct => run is null ? null : (_, _) => run();

    [return: NotNullIfNotNull(nameof(run))]
    private static Action<int, Sample>? WithState(Action? run) => run is null ? null : (_, _) => run();
}
