using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using Runner.Workloads;
using static Skills.Tests.ContinueTests;
using static Skills.Tests.Scripted;

namespace Skills.Tests;

/// <summary>Whatever a host's code does, the process lives, every limit holds, and exactly one terminal event comes.</summary>
[TestClass]
public sealed class HostFaultTests
{
    [TestMethod]
    public async Task A_fork_without_an_execution_timeout_has_no_limit_and_takes_nothing_down()
    {
        var time = new FakeTimeProvider();
        var release = new TaskCompletionSource();
        var waiting = new TaskCompletionSource();
        var worker = Scripted.Skill with { Name = "worker", Body = "I am worker.", Settings = new SkillSettings { Fork = true } };
        var model = new ScriptedModel([new ScriptedTurn.Depends(messages => messages[0].Text.Contains("I am worker.", StringComparison.Ordinal) ? messages.Count > 2 ? Say("found") : Call("wait") : Call("activate_skill", ("name", "worker"))), Say("done")]);
        foreach (var timeout in new TimeSpan?[] { null, TimeSpan.FromDays(60), Timeout.InfiniteTimeSpan })
        {
            (release, waiting) = (new TaskCompletionSource(), new TaskCompletionSource());
            var tool = new Tool("wait", async (_, token) =>
            {
                waiting.TrySetResult();
                await release.Task.WaitAsync(token);
                return "waited";
            });
            var executor = new SkillExecutor(model, Options with { ExecutionTimeout = timeout, ToolTimeout = Timeout.InfiniteTimeSpan }, time);

            var running = executor.RunAsync(Request(tool) with { Skill = null, Catalog = SkillCatalog.Of([worker]) });
            await waiting.Task;
            time.Advance(TimeSpan.FromDays(55));
            release.SetResult();

            Assert.AreEqual("done", (await running).Answer);
        }
    }

    [TestMethod]
    public async Task A_registration_that_throws_when_a_limit_fires_is_told_and_ends_nothing_else()
    {
        var time = new FakeTimeProvider();
        var waiting = new TaskCompletionSource();
        var tool = new Tool("slow", async (_, token) =>
        {
            token.Register(() => throw new InvalidOperationException("registered"));
            waiting.TrySetResult();
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
            return null;
        });
        var model = new ScriptedModel([Call("slow")], async (turn, token) =>
        {
            if (turn is 0)
                return;
            token.Register(() => throw new InvalidOperationException("registered"));
            waiting.TrySetResult();
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
        });
        var inTool = new SkillExecutor(model, Options with { ExecutionTimeout = TimeSpan.FromSeconds(5) }, time).RunAsync(Request(tool));
        await waiting.Task;
        time.Advance(TimeSpan.FromSeconds(6));
        waiting = new TaskCompletionSource();
        var inModel = Events(new SkillExecutor(model, Options with { ExecutionTimeout = TimeSpan.FromSeconds(5) }, time), Request(Returning("slow", 1)));
        await waiting.Task;
        time.Advance(TimeSpan.FromSeconds(6));

        StringAssert.Contains(((SkillEvent.Failed)(await inTool).Outcome).Reason, "5 s", StringComparison.Ordinal);
        StringAssert.Contains((await inModel).OfType<SkillEvent.Warning>().Single().Message, "registered", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_registration_that_throws_after_the_answer_changes_nothing_and_a_drain_goes_on()
    {
        var never = new TaskCompletionSource<object?>();
        var tool = new Tool("leave", (_, token) =>
        {
            token.Register(() => throw new InvalidOperationException("registered"));
            return Task.FromResult<object?>("left");
        });
        var orchestrator = new SkillOrchestrator(new SkillExecutor(new ScriptedModel([Call("leave"), Call("never")])));
        var hanging = Enumerable.Range(0, 3).Select(i => orchestrator.TryStart(Request(tool, new Tool("never", (_, _) => never.Task)) with { ExecutionId = $"e{i}" }, observed: false)!).ToList();

        var whole = await Executor(Call("leave"), Say("done")).RunAsync(Request(tool));
        await orchestrator.DrainAsync(new CancellationToken(canceled: true));

        Assert.AreEqual("done", whole.Answer);
        foreach (var execution in hanging)
            Assert.IsInstanceOfType<SkillEvent.Cancelled>((await execution.Completion).Outcome);
    }

    [TestMethod]
    public async Task Every_limit_reaches_an_execution_whose_events_nobody_reads()
    {
        var time = new FakeTimeProvider();
        SkillOrchestrator New() => new(new SkillExecutor(new ScriptedModel([Say("x", chunks: 10_000)]), Options with { ExecutionTimeout = TimeSpan.FromMinutes(1) }, time));
        var (one, two, three) = (New(), New(), New());
        var cancelled = one.TryStart(Request())!;
        var drained = two.TryStart(Request())!;
        var timedOut = three.TryStart(Request())!;

        cancelled.Cancel();
        await two.DrainAsync(new CancellationToken(canceled: true));
        while (!timedOut.Completion.IsCompleted)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(1);
        }

        Assert.IsInstanceOfType<SkillEvent.Cancelled>((await cancelled.Completion).Outcome);
        Assert.IsInstanceOfType<SkillEvent.Cancelled>((await drained.Completion).Outcome);
        StringAssert.Contains(((SkillEvent.Failed)(await timedOut.Completion).Outcome).Reason, "60 s", StringComparison.Ordinal);
        AssertWellFormed(await All(timedOut.Events()));
    }

    [TestMethod]
    public async Task A_slow_tool_is_an_observation_and_the_execution_goes_on()
    {
        var time = new FakeTimeProvider();
        var tool = new Tool("slow", async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, token);
            return null;
        });
        var executor = new SkillExecutor(new ScriptedModel([Call("slow"), Say("went on")]), Options with { ToolTimeout = TimeSpan.FromSeconds(3) }, time);

        var running = Events(executor, Request(tool));
        while (!running.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        var events = await running;
        StringAssert.Contains(events.OfType<SkillEvent.ToolCallFailed>().Single().Observation, "within 3 s", StringComparison.Ordinal);
        Assert.AreEqual("went on", ((SkillEvent.Completed)events[^1]).Answer);
    }

    [TestMethod]
    public async Task A_model_is_limited_by_its_silence_and_not_by_the_length_of_its_answer()
    {
        var time = new FakeTimeProvider();
        var client = new Streaming(async (piece, token) => await Task.Delay(TimeSpan.FromSeconds(20), time, token), pieces: 5);
        var executor = new SkillExecutor(client, Options, time);

        var running = executor.RunAsync(Request());
        while (!running.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(1);
        }

        Assert.AreEqual("12345", (await running).Answer);
    }

    [TestMethod]
    public async Task A_slow_reader_is_not_the_models_silence()
    {
        var time = new FakeTimeProvider();
        var client = new Streaming(async (_, _) => await Task.Yield(), pieces: 3);
        var events = new List<SkillEvent>();
        await foreach (var happened in new SkillExecutor(client, Options, time).ExecuteAsync(Request()))
        {
            events.Add(happened);
            time.Advance(TimeSpan.FromSeconds(60));
        }

        Assert.AreEqual("123", ((SkillEvent.Completed)events[^1]).Answer);
    }

    [TestMethod]
    public async Task A_tool_that_blocks_its_thread_is_given_up_and_holds_up_no_other_call()
    {
        using var release = new ManualResetEventSlim();
        var other = Returning("other", "here");
        var blocking = new Tool("blocks", (_, _) =>
        {
            release.Wait(CancellationToken.None);
            return Task.FromResult<object?>("late");
        });
        var executor = new SkillExecutor(new ScriptedModel([new ScriptedTurn.Call(("blocks", []), ("other", [])), Say("went on")]), Options with { ToolTimeout = TimeSpan.FromMilliseconds(200) });

        var events = await Events(executor, Request(blocking, other));
        release.Set();

        Assert.AreEqual("other", events.OfType<SkillEvent.ToolCallCompleted>().Single().Tool);
        StringAssert.Contains(events.OfType<SkillEvent.ToolCallFailed>().Single().Observation, "was given up", StringComparison.Ordinal);
        Assert.AreEqual("went on", ((SkillEvent.Completed)events[^1]).Answer);
    }

    [TestMethod]
    public async Task Cancellation_reaches_an_execution_whose_tool_blocks_its_thread()
    {
        using var release = new ManualResetEventSlim();
        using var cancellation = new CancellationTokenSource();
        var blocking = new Tool("blocks", (_, _) =>
        {
            cancellation.Cancel();
            release.Wait(CancellationToken.None);
            return Task.FromResult<object?>("late");
        });

        var events = await Events(Executor(Call("blocks"), Say("never")), Request(blocking), cancellation.Token);
        release.Set();

        Assert.IsInstanceOfType<SkillEvent.Cancelled>(events[^1]);
    }

    [TestMethod]
    public async Task Host_code_that_throws_anywhere_leads_to_one_terminal_event()
    {
        var throwing = new Dictionary<string, (SkillExecutor Executor, SkillRequest Request)>(StringComparer.Ordinal)
        {
            ["RetryAfter"] = (new SkillExecutor(new ScriptedModel([new ScriptedTurn.Break(() => new HttpRequestException("busy"))]), Options with { RetryAfter = _ => throw new InvalidOperationException() }), Request()),
            ["Models"] = (new SkillExecutor(new ScriptedModel([Say("x")]), Options with { Models = _ => throw new InvalidOperationException() }), Request() with { Skill = Scripted.Skill with { Settings = new SkillSettings { Model = "m" } } }),
            ["Message"] = (Executor(new ScriptedTurn.Break(() => new Nasty())), Request()),
            ["ToString"] = (Executor(Call("odd"), Say("x")), Request(Returning("odd", new NastyResult()))),
            ["arguments"] = (Executor(Call("odd", ("x", new NastyResult())), Say("x")), Request(Returning("odd", "1"))),
            ["null update"] = (new SkillExecutor(new Odd(update: true), Options), Request()),
            ["null stream"] = (new SkillExecutor(new Odd(update: false), Options), Request()),
            ["null task"] = (Executor(Call("none"), Say("x")), Request(new Tool("none", (_, _) => NoTask))),
            ["cost"] = (new SkillExecutor(new ScriptedModel([Call("a"), Say("x")]), Options with { MaxCost = 1, Cost = _ => throw new InvalidOperationException() }), Request(Returning("a", 1))),
        };
        foreach (var (what, (executor, request)) in throwing)
        {
            var events = new List<SkillEvent>();
            await foreach (var happened in executor.ExecuteAsync(request))
                events.Add(happened);
            Assert.AreEqual(1, events.Count(e => e.IsTerminal), what);
            Assert.IsTrue(events[^1].IsTerminal, what);
        }
    }

    [TestMethod]
    public async Task Thousands_of_calls_in_one_turn_are_bounded_before_they_start()
    {
        var (now, most) = (0, 0);
        var gate = new Lock();
        var tool = new Tool("count", async (_, _) =>
        {
            lock (gate)
                most = Math.Max(most, ++now);
            await Task.Delay(1);
            lock (gate)
                now--;
            return "1";
        });
        var calls = Enumerable.Range(0, 20_000).Select(i => ("count", new Dictionary<string, object?> { ["n"] = i })).ToArray();

        var events = await Events(Executor(new ScriptedTurn.Call(calls), Say("done")), Request(tool));

        Assert.AreEqual(100, tool.Calls);
        Assert.IsLessThanOrEqualTo(16, most);
        Assert.AreEqual(19_900, events.OfType<SkillEvent.ToolCallFailed>().Count(failed => failed.IsRefused));
    }

    [TestMethod]
    public async Task Equal_calls_of_one_turn_fail_no_oftener_than_they_may()
    {
        var tool = Throwing("bad");
        var calls = Enumerable.Range(0, 50).Select(_ => ("bad", new Dictionary<string, object?> { ["n"] = 1 })).ToArray();

        await Events(Executor(new ScriptedTurn.Call(calls), Say("done")), Request(tool));

        Assert.AreEqual(3, tool.Calls);
    }

    [TestMethod]
    public void Options_outside_their_range_are_refused_where_they_are_set()
    {
        var model = new ScriptedModel([Say("x")]);
        foreach (var wrong in new[]
        {
            Options with { ExecutionTimeout = TimeSpan.Zero }, Options with { ToolTimeout = TimeSpan.FromSeconds(-1) }, Options with { ModelSilence = TimeSpan.Zero },
            Options with { MaxToolCalls = 0 }, Options with { MaxRepetitions = 1 }, Options with { ModelAttempts = 0 }, Options with { MaxCost = 1 },
        })
        {
            Assert.ThrowsExactly<ArgumentException>(() => new SkillExecutor(model, wrong));
        }

        Assert.ThrowsExactly<ArgumentException>(() => Executor(Say("x")).ExecuteAsync(Request() with { Timeout = TimeSpan.Zero }));
        _ = new SkillExecutor(model, Options with { ExecutionTimeout = Timeout.InfiniteTimeSpan });
    }

    [TestMethod]
    public async Task Results_come_when_they_happen_and_with_their_own_time()
    {
        var release = new TaskCompletionSource();
        var slow = new Tool("slow", async (_, token) =>
        {
            await release.Task.WaitAsync(token);
            return "slow";
        });
        var order = new List<string>();
        SkillEvent.ToolCallCompleted? quick = null;
        await foreach (var happened in Executor(new ScriptedTurn.Call(("slow", []), ("quick", [])), Say("done")).ExecuteAsync(Request(slow, Returning("quick", "quick"))))
        {
            if (happened is not SkillEvent.ToolCallCompleted completed)
                continue;
            order.Add(completed.Tool);
            quick ??= completed;
            // The slow call can only end once the quick one's result has arrived.
            release.TrySetResult();
        }

        CollectionAssert.AreEqual(new[] { "quick", "slow" }, order);
        Assert.IsTrue(quick!.Duration >= TimeSpan.Zero);
    }

    /// <summary>What a tool returns that is written carelessly.</summary>
    private static Task<object?> NoTask { get; } = null!;

    private sealed class Nasty : Exception
    {
        public override string Message => throw new InvalidOperationException("no message");
    }

    private sealed class NastyResult
    {
        public int Value => throw new InvalidOperationException("no value");

        public override string ToString() => throw new InvalidOperationException("no text");
    }

    private sealed class Odd(bool update) : DelegatingChatClient(new ScriptedModel([Say("x")]))
    {
        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            update ? new ChatResponseUpdate[] { null! }.ToAsyncEnumerable() : null!;
    }

    private sealed class Streaming(Func<int, CancellationToken, Task> wait, int pieces) : DelegatingChatClient(new ScriptedModel([Say("x")]))
    {
        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            for (var i = 1; i <= pieces; i++)
            {
                await wait(i, cancellationToken);
                yield return new ChatResponseUpdate(ChatRole.Assistant, $"{i}");
            }
        }
    }
}
