using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PerfSpecs.Sampling;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

/// <summary>
/// Every shape in which work can be written. Each is compiled, bound by the compiler without help, run once, and must have been brought to its end
/// when the run is over: <see cref="Done"/> counts after an await, or at a sequence's last element.
/// </summary>
[TestClass]
public sealed class CallShapeTests
{
    private static readonly AsyncLocal<StrongBox<int>> Counter = new();

    private static IEnumerable<(string Shape, Test Test)> Shapes =>
    [
        // Nothing is returned.
        ("void block", workload("w", _ => { Done(); })),
        ("void block without sample", workload("w", () => { Done(); })),
        ("void call", workload("w", _ => Done())),
        ("void call without sample", workload("w", () => Done())),
        ("void method group", workload("w", Call)),
        ("void method group without sample", workload("w", Done)),
        ("static void lambda", workload("w", static _ => Done())),
        ("typed void lambda", workload("w", (Sample sample) => { Done(); })),
        ("explicit void lambda", workload("w", void (Sample sample) => Done())),
        ("anonymous method without parameters", workload("w", delegate { Done(); })),
        ("anonymous method", workload("w", delegate(Sample sample) { Done(); })),
        ("action", workload("w", new Action<Sample>(_ => Done()))),
        ("action without sample", workload("w", new Action(Done))),
        ("throw after work", workload("w", _ => { Done(); if (Field < 0) throw new InvalidOperationException(); })),
        ("named run", workload("w", run: _ => Done())),

        // Values.
        ("assignment", workload("w", _ => Field = Done(1))),
        ("increment", workload("w", sample => sample.Operations = Done(1))),
        ("value", workload("w", _ => Done(1))),
        ("value without sample", workload("w", () => Done(1))),
        ("value block", workload("w", _ => { return Done(1); })),
        ("value method group", workload("w", Value)),
        ("value method group without sample", workload("w", ValueAlone)),
        ("function", workload("w", new Func<Sample, int>(_ => Done(1)))),
        ("function without sample", workload("w", new Func<int>(() => Done(1)))),
        ("anonymous method with value", workload("w", delegate(Sample sample) { return Done(1); })),
        ("typed return", workload("w", double (Sample sample) => Done(1))),
        ("string", workload("w", _ => Done("text"))),
        ("nullable", workload("w", _ => (int?)Done(1))),
        ("null value", workload("w", _ => Done((string?)null))),
        ("tuple", workload("w", _ => (Done(1), 2))),
        ("anonymous type", workload("w", _ => new { Number = Done(1) })),
        ("span", workload("w", _ => Done("text").AsSpan())),
        ("span without sample", workload("w", () => Done("text").AsSpan(1))),
        ("mutable span with state", workload("w", setup: _ => new int[8], run: (state, _) => state.AsSpan(Done(1)))),
        ("dynamic", workload("w", _ => { dynamic number = Done(1); return number; })),
        ("conditional", workload("w", sample => sample.Index < 0 ? 2 : Done(1))),

        // Tasks.
        ("async block", workload("w", async _ => { await Later(); Done(); })),
        ("async block without sample", workload("w", async () => { await Later(); Done(); })),
        ("async expression", workload("w", async _ => await DoneLater())),
        ("async expression without sample", workload("w", async () => await DoneLater())),
        ("async value", workload("w", async _ => { await Later(); return Done(1); })),
        ("async value expression", workload("w", async _ => await DoneLater(1))),
        ("async value without sample", workload("w", async () => await DoneLater(1))),
        ("static async", workload("w", static async _ => await DoneLater())),
        ("typed async", workload("w", async (Sample sample) => await DoneLater())),
        ("explicit async", workload("w", async Task (Sample sample) => await DoneLater())),
        ("async anonymous method", workload("w", async delegate { await DoneLater(); })),
        ("async anonymous method with parameter", workload("w", async delegate(Sample sample) { await DoneLater(); })),
        ("task", workload("w", _ => DoneLater())),
        ("task in a list of objects", workload("w", _ => new List<object> { 1, DoneLater() })),
        ("task in an array of objects", workload("w", _ => new object?[] { null, DoneLater(1) })),
        ("asynchronous sequence as an object", workload("w", _ => (object)Numbers())),
        ("task behind an interface that tasks do not have", workload("w", _ => (IFormattable)new FormattableAwaitable(DoneLater()))),
        ("task without sample", workload("w", () => DoneLater())),
        ("task of value", workload("w", _ => DoneLater(1))),
        ("task of value without sample", workload("w", () => DoneLater(1))),
        ("task method group", workload("w", TaskOf)),
        ("task method group without sample", workload("w", DoneLater)),
        ("overloaded method group", workload("w", Overloaded)),
        ("function of task", workload("w", new Func<Sample, Task>(_ => DoneLater()))),
        ("function of task of value without sample", workload("w", new Func<Task<int>>(() => DoneLater(1)))),
        ("derived task", workload("w", _ => Started(new Task<int>(() => Done(1))))),
        ("Task.Run", workload("w", _ => Task.Run(async () => { await Later(); Done(); }))),
        ("started twice", workload("w", _ => Task.Factory.StartNew(async () => { await Later(); Done(); }))),
        ("started twice with value", workload("w", _ => Task.Factory.StartNew(async () => await DoneLater(1)))),
        ("async that returns a task", workload("w", async _ => { await Later(); return DoneLater(); })),
        ("async that returns a task of value", workload("w", async _ => { await Later(); return DoneLater(1); })),
        ("WhenAny", workload("w", _ => Task.WhenAny(DoneLater()))),
        ("WhenAny of values", workload("w", _ => Task.WhenAny(DoneLater(1)))),
        ("WhenAll", workload("w", _ => Task.WhenAll(DoneLater(), Later()))),
        ("three levels", workload("w", async _ => { await Later(); return Task.Factory.StartNew(async () => await DoneLater(1)); })),
        ("task of a lazy sequence", workload("w", async _ => { await Later(); return LazyNumbers(); })),
        ("task of a stream", workload("w", async _ => { await Later(); return Numbers(); })),
        ("task as object", workload("w", _ => (object)DoneLater())),
        ("task as its interface", workload("w", _ => (IAsyncResult)DoneLater())),
        ("task as disposable", workload("w", _ => (IDisposable)DoneLater())),
        ("dynamic task", workload("w", _ => { dynamic task = DoneLater(1); return task; })),
        ("task of object that is a task", workload("w", async _ => { await Later(); return (object)DoneLater(); })),

        // Value tasks.
        ("value task", workload("w", _ => new ValueTask(DoneLater()))),
        ("value task of value", workload("w", _ => new ValueTask<int>(DoneLater(1)))),
        ("completed value task", workload("w", _ => new ValueTask<int>(Done(1)))),
        ("value task without sample", workload("w", () => new ValueTask<int>(DoneLater(1)))),
        ("value task method group", workload("w", ValueTaskOf)),
        ("explicit async value task", workload("w", async ValueTask (Sample sample) => await DoneLater())),
        ("function of value task", workload("w", new Func<Sample, ValueTask<int>>(_ => new(DoneLater(1))))),
        ("value task of task", workload("w", _ => new ValueTask<Task>(DoneLater()))),
        ("value task as object", workload("w", _ => (object)new ValueTask<int>(DoneLater(1)))),

        // Other awaitables.
        ("ConfigureAwait", workload("w", _ => DoneLater().ConfigureAwait(false))),
        ("ConfigureAwait of value", workload("w", _ => DoneLater(1).ConfigureAwait(false))),
        ("ConfigureAwait of value task", workload("w", _ => new ValueTask<int>(DoneLater(1)).ConfigureAwait(false))),
        ("ConfigureAwait of task of task", workload("w", _ => Task.Factory.StartNew(async () => await DoneLater()).ConfigureAwait(false))),
        ("Task.Yield", workload("w", _ => { Done(); return Task.Yield(); })),
        ("custom awaitable", workload("w", _ => new Custom(DoneLater()))),
        ("custom awaitable as object", workload("w", _ => (object)new Custom(DoneLater()))),

        // Sequences.
        ("stream", workload("w", _ => Numbers())),
        ("stream without sample", workload("w", () => Numbers())),
        ("stream method group", workload("w", NumbersOf)),
        ("configured stream", workload("w", _ => Numbers().ConfigureAwait(false))),
        ("stream of tasks", workload("w", _ => Tasks())),
        ("iterator", workload("w", _ => LazyNumbers())),
        ("iterator method group without sample", workload("w", LazyNumbers)),
        ("query", workload("w", _ => Enumerable.Range(0, 1).Select(_ => Done(1)))),
        ("query of tasks", workload("w", _ => Enumerable.Range(0, 1).Select(_ => DoneLater(1)))),
        ("query of async", workload("w", _ => Enumerable.Range(0, 1).Select(async _ => await DoneLater()))),
        ("query as object", workload("w", _ => (object)LazyNumbers())),
        ("untyped sequence", workload("w", _ => (System.Collections.IEnumerable)LazyNumbers())),
        ("sequence of objects that are tasks", workload("w", _ => Enumerable.Range(0, 1).Select(object (_) => DoneLater()))),
        ("sequence of sequences", workload("w", _ => Enumerable.Range(0, 1).Select(_ => LazyNumbers()))),
        ("list of tasks", workload("w", _ => new List<Task> { DoneLater() })),
        ("array of tasks", workload("w", _ => new[] { DoneLater(1), Later(1) })),
        ("immutable array of tasks", workload("w", _ => ImmutableArray.Create(DoneLater()))),
        ("list of value tasks", workload("w", _ => new List<ValueTask<int>> { new(DoneLater(1)) })),
        ("array as sequence", workload("w", _ => (IEnumerable<int>)[Done(1)])),
        ("list", workload("w", _ => new List<int> { Done(1) })),
        ("dictionary", workload("w", _ => new Dictionary<int, int> { [1] = Done(1) })),
        ("null sequence", workload("w", _ => Done((IEnumerable<int>?)null))),

        // F#'s Async, by its name.
        ("FSharpAsync", workload("w", _ => new Microsoft.FSharp.Control.FSharpAsync<int>(() => DoneLater(1)))),

        // Setups.
        ("value setup", workload("w", setup: _ => 1, run: (state, sample) => Done(state))),
        ("value setup and void", workload("w", setup: _ => 1, run: (state, sample) => { Done(state); })),
        ("value setup and async", workload("w", setup: _ => 1, run: async (state, sample) => await DoneLater(state))),
        ("value setup without sample", workload("w", setup: _ => 1, run: state => Done(state))),
        ("value setup, async without sample", workload("w", setup: _ => 1, run: async state => await DoneLater(state))),
        ("value setup, void without sample", workload("w", setup: _ => 1, run: state => { Done(state); })),
        ("positional setup", workload("w", _ => 1, (state, _) => Done(state))),
        ("setup method group", workload("w", Start, (state, _) => Done(state))),
        ("setup and run method groups", workload("w", Start, Done)),
        ("async setup", workload("w", setup: async _ => { await Later(); return 1; }, run: (state, sample) => Done(state))),
        ("async setup and void", workload("w", setup: async _ => { await Later(); return 1; }, run: (state, sample) => { Done(state); })),
        ("async setup and async", workload("w", setup: async _ => { await Later(); return 1; }, run: async (state, sample) => await DoneLater(state))),
        ("async setup without sample", workload("w", setup: async _ => { await Later(); return 1; }, run: state => Done(state))),
        ("async setup, void without sample", workload("w", setup: async _ => { await Later(); return 1; }, run: state => { Done(state); })),
        ("async setup method group", workload("w", StartLater, (state, _) => Done(state))),
        ("async setup method group without sample", workload("w", StartLater, state => DoneLater(state))),
        ("fixture", workload("w", fixture(_ => 1), (state, _) => Done(state))),
        ("fixture without sample", workload("w", fixture(_ => 1), state => Done(state))),
        ("fixture and async", workload("w", fixture(_ => 1), async (state, _) => await DoneLater(state))),
        ("fixture of task", workload("w", fixture(async _ => { await Later(); return 1; }), (state, _) => Done(state))),
        ("fixture of value task", workload("w", fixture(StartValueTask), state => { Done(state); })),
        ("fixture with teardown", workload("w", fixture(Start, teardown: _ => { }), (state, _) => Done(state))),
        ("fixture of task with async teardown", workload("w", fixture(StartLater, teardown: async _ => await Later()), (state, _) => Done(state))),
        ("focused", fworkload("w", async () => await DoneLater())),
        ("pending", pworkload("w", setup: StartLater, run: async (state, _) => await DoneLater(state))),
    ];

    public static IEnumerable<object[]> Names => Shapes.Select(shape => new object[] { shape.Shape });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task Work_of_every_shape_is_done_when_its_run_is_over(string shape)
    {
        var counter = Counter.Value = new StrongBox<int>();
        var test = Shapes.Single(s => s.Shape == shape).Test;
        var registry = new Registry(test);
        await using var sampler = await Sampler.Open(registry["w"].Workload, new Dictionary<string, double>(), 1, CancellationToken.None);

        await sampler.Take(CancellationToken.None);
        Assert.AreEqual(1, counter.Value);
        await sampler.Take(CancellationToken.None);
        Assert.AreEqual(2, counter.Value);
    }

    [TestMethod]
    public async Task A_teardown_of_every_shape_is_done_when_the_session_is_over()
    {
        var counter = Counter.Value = new StrongBox<int>();
        Fixture<int>[] fixtures =
        [
            fixture(_ => 1, teardown: _ => { Done(); }),
            fixture(_ => 1, teardown: state => Done(state)),
            fixture(_ => 1, teardown: _ => DoneLater()),
            fixture(_ => 1, teardown: async _ => await DoneLater()),
            fixture(Start, teardown: _ => new ValueTask(DoneLater())),
            fixture(StartLater, teardown: _ => DoneLater()),
            fixture(StartLater, teardown: _ => { Done(); }),
            fixture(StartValueTask, teardown: async _ => await DoneLater()),
            fixture(StartValueTask, teardown: _ => { Done(); }),
        ];
        foreach (var fixture in fixtures)
        {
            var test = (Test.Case)workload("w", fixture, _ => { });
            await (await Sampler.Open(test.Workload, new Dictionary<string, double>(), 1, CancellationToken.None)).DisposeAsync();
        }

        Assert.AreEqual(fixtures.Length, counter.Value);
    }

    private static int Field;

    private static void Done() => Interlocked.Increment(ref Counter.Value!.Value);

    private static T Done<T>(T value)
    {
        Done();
        return value;
    }

    private static async Task Later() => await Task.Delay(1);

    private static async Task<T> Later<T>(T value)
    {
        await Task.Delay(1);
        return value;
    }

    private static async Task DoneLater()
    {
        await Task.Delay(1);
        Done();
    }

    private static async Task<T> DoneLater<T>(T value)
    {
        await Task.Delay(1);
        return Done(value);
    }

    private static Task<T> Started<T>(Task<T> task)
    {
        task.Start(TaskScheduler.Default);
        return task;
    }

    private static void Call(Sample sample) => Done();

    private static int Value(Sample sample) => Done(1);

    private static int ValueAlone() => Done(1);

    private static Task TaskOf(Sample sample) => DoneLater();

    private static Task Overloaded(Sample sample) => DoneLater();

    private static int Overloaded(string text) => text.Length;

    private static async ValueTask<int> ValueTaskOf(Sample sample) => await DoneLater(1);

    private static int Start(Setup setup) => 1;

    private static Task<int> StartLater(Setup setup) => Later(1);

    private static async ValueTask<int> StartValueTask(Setup setup) => await Later(1);

    private static IEnumerable<int> LazyNumbers()
    {
        yield return 1;
        Done();
        yield return 2;
    }

    private static IAsyncEnumerable<int> NumbersOf(Sample sample) => Numbers();

    private static async IAsyncEnumerable<int> Numbers()
    {
        yield return 1;
        await Later();
        Done();
        yield return 2;
    }

    private static async IAsyncEnumerable<Task> Tasks()
    {
        await Later();
        yield return DoneLater();
    }

    private sealed class FormattableAwaitable(Task task) : IFormattable
    {
        public TaskAwaiter GetAwaiter() => task.GetAwaiter();

        public string ToString(string? format, IFormatProvider? formatProvider) => "";
    }

    private sealed class Custom(Task task)
    {
        public TaskAwaiter GetAwaiter() => task.GetAwaiter();
    }
}
