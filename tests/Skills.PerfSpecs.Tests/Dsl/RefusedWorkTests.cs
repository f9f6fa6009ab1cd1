using PerfSpecs.Sampling;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

/// <summary>Work that cannot be brought to its end is refused with a sentence, when the tree is registered or when the value is seen.</summary>
[TestClass]
public sealed class RefusedWorkTests
{
#pragma warning disable MA0147 // What is wrong with such a lambda is what is tested.
    private static IEnumerable<(string Shape, Test Test, string Words)> Refused =>
    [
        ("lambda", workload("w", _ => new Func<int>(() => 1)), "returns a Func<Int32>, a function that nobody calls"),
        ("lazy", workload("w", _ => new Lazy<int>(() => 1)), "returns a Lazy<Int32>, which is not computed until somebody asks; return its Value"),
        ("task of lazy", workload("w", async _ => { await Task.Yield(); return new Lazy<int>(() => 1); }), "Lazy<Int32>"),
        ("sequence of lambdas", workload("w", _ => new List<Action>()), "an Action, a function that nobody calls"),
        ("observable", workload("w", _ => (IObservable<int>?)null), "nobody subscribes"),
        ("enumerator", workload("w", _ => Enumerable.Range(0, 3).GetEnumerator()), "nobody moves"),
        ("asynchronous enumerator", workload("w", _ => (IAsyncEnumerator<int>?)null), "nobody moves"),
        ("tuple of tasks", workload("w", _ => (Task.Delay(1), 2)), "; await each part"),
        ("dictionary of tasks", workload("w", _ => new Dictionary<int, Task> { [1] = Task.Delay(1) }), "; await each part"),
        ("pair with a task", workload("w", _ => new KeyValuePair<int, Task>(1, Task.Delay(1))), "; await each part"),
        ("record with a task", workload("w", _ => new Promise(Task.Delay(1))), "; await each part"),
        ("record struct with a task", workload("w", _ => new PromiseValue(new ValueTask(Task.Delay(1)))), "; await each part"),
        ("anonymous object with a task", workload("w", _ => new { Later = Task.Delay(1) }), "; await each part"),
        ("memory of tasks", workload("w", _ => new ReadOnlyMemory<Task>([Task.Delay(1)])), "; await each part"),
        ("thread", workload("w", _ => new Thread(() => { })), "nobody joins"),
        ("async void", workload("w", new Action<Sample>(async _ => await Task.Yield())), "async void"),
        ("async void without sample", workload("w", AsyncVoid), "async void"),
        ("no function", workload("w", (Func<Sample, int>)null!), "null"),
        ("no action", workload("w", (Action)null!), "null"),
        ("no setup", workload("w", (Func<Setup, int>)null!, (_, _) => { }), "setup that is null"),
        ("no fixture", workload("w", (Fixture<int>)null!, _ => { }), "setup that is null"),
        ("no teardown", workload("w", fixture(_ => 1, (Func<int, int>)null!), _ => { }), "null"),
        ("async void in a setup's state", workload("w", fixture(_ => 1).BeforeEach(AsyncVoidEach), _ => { }), "BeforeEach that is async void"),
        ("lazy teardown", workload("w", fixture(_ => 1, _ => new Lazy<int>(1)), _ => { }), "teardown that returns a Lazy<Int32>"),
        ("value task as a state", workload("w", setup: _ => new ValueTask<int>(1), run: (_, _) => { }), "setup that returns a ValueTask<Int32>"),
    ];
#pragma warning restore MA0147

    public static IEnumerable<object[]> Names => Refused.Select(shape => new object[] { shape.Shape });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Work_that_cannot_be_done_is_refused_with_its_name_and_what_to_do(string shape)
    {
        var (_, test, words) = Refused.Single(s => s.Shape == shape);

        var refused = new Registry(test).Problems.Single();

        Assert.AreEqual("PS304", refused.Code);
        StringAssert.StartsWith(refused.Message, "the workload \"w\" has a ");
        StringAssert.Contains(refused.Message, words);
    }

    private sealed record Promise(Task Later);

    private readonly record struct PromiseValue(ValueTask Later);

    private static Task Never { get; } = new TaskCompletionSource().Task;

    private static Task Nothing { get; } = null!;

    [TestMethod]
    public async Task What_only_the_run_shows_is_refused_then()
    {
        await Throws(workload("w", _ => Nothing), "null");
        await Throws(workload("w", _ => (IAsyncEnumerable<int>)null!), "null");
        await Throws(workload("w", _ => new Task(() => { })), "never started");
        await Throws(workload("w", _ => (object)new Lazy<int>(1)), "not computed");
#pragma warning disable MA0147 // What is wrong with such a lambda is what is tested.
        await Throws(workload("w", () => Enumerable.Range(0, 1).ToList().ForEach(async _ => await Never)), "async void");
        await Throws(workload("w", async _ => { await Task.Yield(); ((Action)(async () => await Never))(); }), "async void");
#pragma warning restore MA0147

        static async Task Throws(Test test, string words)
        {
            await using var sampler = await Sampler.Open(((Test.Case)test).Workload, new Dictionary<string, double>(), 1, CancellationToken.None);
            Exception? thrown = null;
            try
            {
                await sampler.Take(CancellationToken.None);
            }
            catch (Exception exception)
            {
                thrown = exception;
            }

            StringAssert.Contains(thrown?.Message, words);
        }
    }

    [TestMethod]
    public async Task What_asynchronous_work_throws_after_a_wait_is_the_runs()
    {
        var test = (Test.Case)workload("w", async () =>
        {
            await Task.Yield();
            throw new NotSupportedException("late");
        });
        await using var sampler = await Sampler.Open(test.Workload, new Dictionary<string, double>(), 1, CancellationToken.None);

        await Assert.ThrowsExactlyAsync<NotSupportedException>(async () => await sampler.Take(CancellationToken.None));
    }

    [TestMethod]
    public async Task An_endless_sequence_ends_when_the_sample_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        var seen = 0;
        var test = (Test.Case)workload("w", () => Endless());
        await using var sampler = await Sampler.Open(test.Workload, new Dictionary<string, double>(), 1, CancellationToken.None);

        await Assert.ThrowsExactlyAsync<OperationCanceledException>(async () => await sampler.Take(cancelled.Token));
        Assert.AreEqual(1000, seen);

        IEnumerable<int> Endless()
        {
            while (true)
            {
                if (++seen is 1000)
                    cancelled.Cancel();
                yield return seen;
            }
        }
    }

    [TestMethod]
    public async Task A_collection_is_a_value_and_is_not_enumerated()
    {
        var test = (Test.Case)workload("w", () => new Unenumerable());
        var seen = (Test.Case)workload("w", () => (IEnumerable<int>)new Unenumerable());
        foreach (var workload in new[] { test.Workload, seen.Workload })
        {
            await using var sampler = await Sampler.Open(workload, new Dictionary<string, double>(), 1, CancellationToken.None);
            await sampler.Take(CancellationToken.None);
        }
    }

    [TestMethod]
    public void A_sequence_of_itself_is_understood() => Assert.IsNotNull(WorkResult.Of<IEnumerable<Node>>());

    private static async void AsyncVoid() => await Task.Yield();

    private static async void AsyncVoidEach(int state, Sample sample) => await Task.Yield();

    private sealed class Node : List<Node>;

    private sealed class Unenumerable : IReadOnlyCollection<int>
    {
        public int Count => 1;

        public IEnumerator<int> GetEnumerator() => throw new InvalidOperationException("enumerated");

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
