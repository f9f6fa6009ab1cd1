using Microsoft.Extensions.AI;
using Runner.Workloads;
using static Skills.Tests.Scripted;

namespace Skills.Tests;

[TestClass]
public sealed class SkillOrchestratorTests
{
    [TestMethod]
    [DataRow(100)]
    [DataRow(1000)]
    public async Task All_executions_are_truly_in_flight_at_once(int count)
    {
        var arrived = 0;
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var model = new ScriptedModel([Say("done")], async (_, token) =>
        {
            // Nobody passes before everybody is here.
            if (Interlocked.Increment(ref arrived) == count)
                open.SetResult();
            await open.Task.WaitAsync(token);
        });
        var orchestrator = new SkillOrchestrator(new SkillExecutor(model), new OrchestratorOptions { MaxConcurrency = count });

        var results = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => orchestrator.TryStart(Request() with { ExecutionId = null }, observed: false)!.Completion));

        Assert.AreEqual(count, arrived);
        Assert.IsTrue(results.All(result => result.IsSuccess));
        await orchestrator.DrainAsync();
        Assert.AreEqual(new OrchestratorSnapshot(0, 0, count), orchestrator.Snapshot());
    }

    [TestMethod]
    public async Task Ten_thousand_executions_in_flight_hold_less_than_8_KB_each()
    {
        const int Count = 10_000;
        var (arrived, everyone, release) = (0, new TaskCompletionSource(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var orchestrator = new SkillOrchestrator(
            new SkillExecutor(new ScriptedModel([Call("count"), Say("done")], async (turn, token) =>
            {
                if (turn is not 0)
                    return;
                if (Interlocked.Increment(ref arrived) is Count)
                    everyone.SetResult();
                await release.Task.WaitAsync(token);
            })),
            new OrchestratorOptions { MaxConcurrency = Count });
        var request = Request(Returning("count", "1"));
        var before = Held();

        var executions = Enumerable.Range(0, Count).Select(i => orchestrator.TryStart(request with { ExecutionId = $"e{i}" }, observed: false)!).ToList();
        await everyone.Task;
        var each = (Held() - before) / Count;
        Assert.AreEqual(new OrchestratorSnapshot(0, Count, 0), orchestrator.Snapshot());
        release.SetResult();

        Assert.IsTrue((await Task.WhenAll(executions.Select(execution => execution.Completion))).All(result => result.IsSuccess));
        Assert.IsLessThan(8 * 1024, each, "bytes held by an execution in flight");
    }

    [TestMethod]
    public async Task Admission_is_first_come_first_served_and_never_above_the_limit()
    {
        var (inFlight, most) = (0, 0);
        var order = new List<string>();
        var gate = new Lock();
        var orchestrator = new SkillOrchestrator(
            new SkillExecutor(new ScriptedModel([Call("enter"), Say("done")])),
            new OrchestratorOptions { MaxConcurrency = 1 });
        var requests = Enumerable.Range(0, 50).Select(i => Request(new Tool("enter", async (_, _) =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++inFlight);
                order.Add($"e{i}");
            }

            await Task.Yield();
            lock (gate)
                inFlight--;
            return "in";
        })) with
        { ExecutionId = $"e{i}" }).ToList();

        await Task.WhenAll(requests.Select(request => orchestrator.TryStart(request, observed: false)!.Completion));

        CollectionAssert.AreEqual(requests.Select(request => request.ExecutionId).ToList(), order);
        Assert.AreEqual(1, most);
    }

    [TestMethod]
    public async Task A_full_queue_refuses_and_a_running_id_is_not_given_twice()
    {
        var release = new TaskCompletionSource();
        var orchestrator = new SkillOrchestrator(
            new SkillExecutor(new ScriptedModel([Say("done")], async (_, token) => await release.Task.WaitAsync(token))),
            new OrchestratorOptions { MaxConcurrency = 1, MaxQueued = 1 });
        var running = orchestrator.TryStart(Request() with { ExecutionId = "a" }, observed: false)!;
        var queued = orchestrator.TryStart(Request() with { ExecutionId = "b" }, observed: false)!;

        Assert.IsNull(orchestrator.TryStart(Request() with { ExecutionId = "c" }));
        Assert.AreEqual(new OrchestratorSnapshot(1, 1, 0), orchestrator.Snapshot());
        release.SetResult();
        await Task.WhenAll(running.Completion, queued.Completion);

        Assert.ThrowsExactly<ArgumentException>(() =>
        {
            orchestrator.TryStart(Request() with { ExecutionId = "d" });
            orchestrator.TryStart(Request() with { ExecutionId = "d" });
        });
    }

    [TestMethod]
    public async Task Every_event_of_an_observed_execution_arrives_in_order_even_for_slow_consumers()
    {
        var orchestrator = new SkillOrchestrator(new SkillExecutor(new ScriptedModel([Say("x", chunks: 500)])), new OrchestratorOptions { EventBuffer = 4 });

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            var events = new List<SkillEvent>();
            await foreach (var happened in orchestrator.TryStart(Request() with { ExecutionId = $"e{i}" })!.Events())
            {
                events.Add(happened);
                if (i % 2 is 0)
                    await Task.Yield();
            }

            return events;
        }));

        foreach (var events in all)
        {
            AssertWellFormed(events);
            Assert.HasCount(504, events);
        }
    }

    [TestMethod]
    public async Task Cancelling_by_id_ends_that_execution_and_no_other()
    {
        var release = new TaskCompletionSource();
        var orchestrator = new SkillOrchestrator(new SkillExecutor(new ScriptedModel([Say("done")], async (_, token) => await release.Task.WaitAsync(token))));
        var one = orchestrator.TryStart(Request() with { ExecutionId = "one" }, observed: false)!;
        var other = orchestrator.TryStart(Request() with { ExecutionId = "other" }, observed: false)!;

        Assert.IsTrue(orchestrator.Cancel("one"));
        Assert.IsFalse(orchestrator.Cancel("nobody"));

        Assert.IsInstanceOfType<SkillEvent.Cancelled>((await one.Completion).Outcome);
        release.SetResult();
        Assert.IsTrue((await other.Completion).IsSuccess);
    }

    [TestMethod]
    public async Task A_consumer_that_leaves_ends_its_execution_and_holds_up_nobody()
    {
        var orchestrator = new SkillOrchestrator(new SkillExecutor(new ScriptedModel([Say("x", chunks: 100_000)])), new OrchestratorOptions { MaxConcurrency = 1, EventBuffer = 1 });
        var leaving = orchestrator.TryStart(Request() with { ExecutionId = "leaving" })!;
        var next = orchestrator.TryStart(Request() with { ExecutionId = "next" }, observed: false)!;
        await foreach (var happened in leaving.Events())
        {
            if (happened is SkillEvent.MessageDelta)
                break;
        }

        Assert.IsInstanceOfType<SkillEvent.Cancelled>((await leaving.Completion).Outcome);
        Assert.IsTrue((await next.Completion).IsSuccess);
    }

    [TestMethod]
    public async Task Draining_takes_nothing_new_and_an_impatient_one_cancels_the_rest()
    {
        var orchestrator = new SkillOrchestrator(new SkillExecutor(new ScriptedModel([Say("never")], async (_, token) => await Task.Delay(Timeout.Infinite, token))));
        var running = orchestrator.TryStart(Request(), observed: false)!;

        await orchestrator.DrainAsync(new CancellationToken(canceled: true));

        Assert.IsInstanceOfType<SkillEvent.Cancelled>((await running.Completion).Outcome);
        Assert.IsNull(orchestrator.TryStart(Request()));
    }

    [TestMethod]
    public async Task Users_take_turns_so_that_one_with_many_executions_holds_up_nobody()
    {
        var release = new TaskCompletionSource();
        var order = new List<string>();
        var orchestrator = new SkillOrchestrator(
            new SkillExecutor(new ScriptedModel([Call("note"), Say("done")], async (_, token) => await release.Task.WaitAsync(token))),
            new OrchestratorOptions { MaxConcurrency = 1 });
        SkillExecution Start(string user, int number) => orchestrator.TryStart(Request(new Tool("note", (_, _) =>
        {
            order.Add($"{user}{number}");
            return Task.FromResult<object?>("noted");
        })) with
        { ExecutionId = $"{user}{number}", User = user }, observed: false)!;
        List<SkillExecution> running = [Start("a", 0), Start("a", 1), Start("a", 2), Start("a", 3), Start("a", 4), Start("b", 0), Start("c", 0), Start("b", 1)];

        Assert.HasCount(7, orchestrator.Executions().Where(execution => execution.State is ExecutionState.Queued).ToList());
        release.SetResult();
        await Task.WhenAll(running.Select(execution => execution.Completion));

        CollectionAssert.AreEqual(new[] { "a0", "a1", "b0", "c0", "a2", "b1", "a3", "a4" }, order);
        Assert.IsTrue(running.TrueForAll(execution => execution is { State: ExecutionState.Ended, Iterations: 2 }));
    }

    [TestMethod]
    public async Task A_requests_own_timeout_ends_it_and_no_other()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var waiting = new TaskCompletionSource();
        var executor = new SkillExecutor(new ScriptedModel([Say("done")], async (_, token) =>
        {
            waiting.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
        }), Options, time);

        var running = executor.RunAsync(Request() with { Timeout = TimeSpan.FromSeconds(2) });
        await waiting.Task;
        time.Advance(TimeSpan.FromSeconds(3));
        var result = await running;

        StringAssert.Contains(((SkillEvent.Failed)result.Outcome).Reason, "2 s", StringComparison.Ordinal);
    }

    /// <summary>A hundred thousand executions, among them cancelled ones, failing ones and abandoned consumers, leave nothing behind.</summary>
    [TestMethod]
    [DoNotParallelize]
    public async Task A_hundred_thousand_executions_leave_nothing_behind()
    {
        var orchestrator = new SkillOrchestrator(
            new SkillExecutor(new ScriptedModel([Call("count"), Say("done")], async (_, _) => await Task.Yield())),
            new OrchestratorOptions { MaxConcurrency = 200, MaxQueued = 100_000 });
        await Crowd(orchestrator, 20_000);
        var (held, handles) = (Held(), Handles());

        await Crowd(orchestrator, 80_000);
        await orchestrator.DrainAsync();

        Assert.AreEqual(new OrchestratorSnapshot(0, 0, 100_000), orchestrator.Snapshot());
        Assert.IsEmpty(orchestrator.Executions());
        // Each thread of the pool keeps a queue that has grown to a quarter of a megabyte; a hundred bytes an execution would be eight.
        Assert.IsLessThan(4 * 1024 * 1024, Held() - held, "memory held");
        Assert.IsLessThan(100, ThreadPool.ThreadCount, "the pool's threads come and go, but not by the execution");
        Assert.IsLessThanOrEqualTo(handles + 8, Handles());
    }

    private static async Task Crowd(SkillOrchestrator orchestrator, int count)
    {
        AIFunction[] tools = [Returning("count", "1")];
        AIFunction[] broken = [Throwing("count")];
        for (var done = 0; done < count; done += 10_000)
        {
            await Task.WhenAll(Enumerable.Range(0, 10_000).Select(async i =>
            {
                var request = Request(i % 7 is 0 ? broken : tools) with { ExecutionId = null };
                var execution = orchestrator.TryStart(request, observed: i % 10 is 0)!;
                if (i % 11 is 0)
                    execution.Cancel();
                if (i % 10 is 0)
                {
                    await foreach (var _ in execution.Events())
                    {
                        if (i % 20 is 0)
                            break;
                    }
                }

                await execution.Completion;
            }));
        }
    }

    private static long Held()
    {
        // Executions end a moment after their completion is told.
        for (var i = 0; i < 5; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static int Handles() => Directory.Exists("/proc/self/fd") ? Directory.GetFiles("/proc/self/fd").Length : 0;
}
