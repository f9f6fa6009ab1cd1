using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using Runner.Workloads;
using static Skills.Tests.Scripted;

namespace Skills.Tests;

[TestClass]
public sealed class SkillExecutorTests
{
    [TestMethod]
    public async Task A_turn_without_tool_calls_is_the_answer()
    {
        var events = await Events(Executor(Say("ab", chunks: 3)), Request());

        CollectionAssert.AreEqual(
            new[] { "Started", "SkillActivated", "MessageDelta", "MessageDelta", "MessageDelta", "IterationCompleted", "Completed" },
            events.Select(e => e.GetType().Name).ToArray());
        var completed = (SkillEvent.Completed)events[^1];
        Assert.AreEqual("ababab", completed.Answer);
        Assert.IsNull(completed.PartialBecause);
    }

    [TestMethod]
    public async Task Tools_are_run_and_their_results_go_back_in_the_order_of_the_calls()
    {
        var slow = new TaskCompletionSource<object?>();
        var first = new Tool("first", (_, _) => slow.Task);
        var second = new Tool("second", (_, _) =>
        {
            slow.SetResult("one");
            return Task.FromResult<object?>("two");
        });
        IReadOnlyList<ChatMessage>? seen = null;
        var executor = Executor(
            new ScriptedTurn.Call(("first", []), ("second", [])),
            new ScriptedTurn.Depends(messages =>
            {
                seen = [.. messages];
                return Say("done");
            }));

        var events = await Events(executor, Request(first, second));

        // The first call ends only because the second runs beside it, and still comes first for the model.
        CollectionAssert.AreEqual(new object[] { "one", "two" }, seen![^1].Contents.Cast<FunctionResultContent>().Select(result => result.Result!).ToArray());
        CollectionAssert.AreEquivalent(new[] { "first", "second" }, events.OfType<SkillEvent.ToolCallCompleted>().Select(e => e.Tool).ToArray());
        Assert.AreEqual(2, events.OfType<SkillEvent.IterationCompleted>().Count());
    }

    [TestMethod]
    public async Task The_skills_text_and_the_task_begin_the_conversation()
    {
        IReadOnlyList<ChatMessage>? seen = null;
        var skill = Scripted.Skill with { Body = "Count the $0 in $ARGUMENTS." };
        var executor = Executor(new ScriptedTurn.Depends(messages =>
        {
            seen = [.. messages];
            return Say("3");
        }));

        await Events(executor, Request() with { Skill = skill, Arguments = "sheep now" });

        StringAssert.Contains(seen![0].Text, "Count the sheep in sheep now.");
        Assert.AreEqual(ChatRole.System, seen[0].Role);
        Assert.AreEqual("Count.", seen[1].Text);
    }

    [TestMethod]
    public async Task A_failing_tool_is_an_observation_and_not_an_end()
    {
        IReadOnlyList<ChatMessage>? seen = null;
        var executor = Executor(
            Call("bad", ("x", 1)),
            new ScriptedTurn.Depends(messages =>
            {
                seen = [.. messages];
                return Say("worked around");
            }));

        var events = await Events(executor, Request(Throwing("bad", "no such column")));

        Assert.AreEqual("worked around", ((SkillEvent.Completed)events[^1]).Answer);
        var observation = (string)((FunctionResultContent)seen![^1].Contents[0]).Result!;
        StringAssert.Contains(observation, "no such column");
        StringAssert.Contains(observation, "bad(x=1)");
    }

    [TestMethod]
    public async Task The_same_failing_call_is_refused_after_its_retries_and_other_arguments_are_not()
    {
        var tool = Throwing("bad");
        var executor = Executor(Call("bad", ("x", 1)), Call("good"), Call("bad", ("x", 1)), Call("good", ("n", 2)), Call("bad", ("x", 1)), Call("good", ("n", 3)), Call("bad", ("x", 1)), Call("bad", ("x", 2)), Say("done"));

        var events = await Events(executor, Request(tool, Returning("good", "fine")));

        var failures = events.OfType<SkillEvent.ToolCallFailed>().ToList();
        CollectionAssert.AreEqual(new[] { false, false, false, true, false }, failures.Select(f => f.IsRefused).ToArray());
        StringAssert.Contains(failures[3].Observation, "Try another way");
        Assert.AreEqual(4, tool.Calls);
        Assert.IsInstanceOfType<SkillEvent.Completed>(events[^1]);
    }

    [TestMethod]
    public async Task Three_failing_turns_in_a_row_fail_the_execution_with_what_was_tried()
    {
        var events = await Events(Executor(Call("a"), Call("b"), Call("c"), Say("never")), Request(Throwing("a"), Throwing("b")));

        var failed = (SkillEvent.Failed)events[^1];
        StringAssert.Contains(failed.Reason, "a() (1x); b() (1x); c() (1x)");
    }

    [TestMethod]
    public async Task An_unknown_tool_is_answered_with_the_known_ones()
    {
        var events = await Events(Executor(Call("reed_file"), Say("done")), Request());

        StringAssert.Contains(events.OfType<SkillEvent.ToolCallFailed>().Single().Observation, "there are: read_file, list_files");
    }

    [TestMethod]
    public async Task A_repetition_is_named_and_then_the_best_answer_is_asked_for()
    {
        var executor = Executor(new ScriptedTurn.Depends(messages => messages[^1].Text.Contains("best answer", StringComparison.Ordinal) ? Say("one") : Call("count")));

        var events = await Events(executor, Request(Returning("count", "1")) with { Skill = Scripted.Skill with { Settings = new SkillSettings { MaxIterations = 100 } } });

        StringAssert.Contains(events.OfType<SkillEvent.Warning>().Single().Message, "the same result 3 times: count()");
        var completed = (SkillEvent.Completed)events[^1];
        Assert.AreEqual("one", completed.Answer);
        StringAssert.Contains(completed.PartialBecause, "the same result 6 times: count()");
    }

    [TestMethod]
    public async Task The_iteration_limit_asks_once_more_without_tools_and_the_answer_is_partial()
    {
        var n = 0;
        var executor = Executor(new ScriptedTurn.Depends(messages => messages[^1].Role == ChatRole.User && messages.Count > 2 ? Say("two so far") : Call("count", ("n", n++))));

        var events = await Events(executor, Request(Returning("count", "1")) with { Skill = Scripted.Skill with { Settings = new SkillSettings { MaxIterations = 4 } } });

        var completed = (SkillEvent.Completed)events[^1];
        Assert.AreEqual("two so far", completed.Answer);
        Assert.AreEqual("The limit of 4 iterations is reached.", completed.PartialBecause);
        Assert.AreEqual(5, events.OfType<SkillEvent.IterationCompleted>().Count());
    }

    [TestMethod]
    public async Task The_limit_of_tool_calls_holds_over_all_iterations()
    {
        var executor = new SkillExecutor(
            new ScriptedModel([new ScriptedTurn.Call([.. Enumerable.Range(0, 30).Select(i => ("count", new Dictionary<string, object?> { ["n"] = i }))])]),
            Options with { MaxToolCalls = 50 });

        var events = await Events(executor, Request(Returning("count", "1")));

        Assert.AreEqual("The limit of 50 tool calls is reached.", ((SkillEvent.Completed)events[^1]).PartialBecause);
        Assert.AreEqual(50, events.OfType<SkillEvent.ToolCallCompleted>().Count());
        Assert.AreEqual(10, events.OfType<SkillEvent.ToolCallFailed>().Count(failed => failed.IsRefused), "a limit that is reached in the middle of a turn holds within it");
    }

    [TestMethod]
    public async Task A_passing_fault_of_the_model_is_tried_again_and_what_was_said_before_is_void()
    {
        var tries = 0;
        var executor = Executor(new ScriptedTurn.Depends(_ => tries++ < 2 ? new ScriptedTurn.Break(() => new HttpRequestException("overloaded"), Behind: "half ") : Say("whole")));

        var events = await Events(executor, Request());

        Assert.AreEqual("whole", ((SkillEvent.Completed)events[^1]).Answer);
        // Each piece that is void is named by the number of its first event.
        foreach (var discarded in events.OfType<SkillEvent.TurnDiscarded>())
            Assert.AreEqual("half ", ((SkillEvent.MessageDelta)events[discarded.From]).Text);
        Assert.AreEqual(2, events.OfType<SkillEvent.TurnDiscarded>().Count());
    }

    [TestMethod]
    public async Task Each_further_try_is_told_ahead_of_its_wait()
    {
        var time = new FakeTimeProvider();
        var options = Options with { FirstBackoff = TimeSpan.FromSeconds(5) };
        var model = new ScriptedModel([new ScriptedTurn.Break(() => new HttpRequestException("overloaded"))]);
        await using var events = new SkillExecutor(model, options, time).ExecuteAsync(Request()).GetAsyncEnumerator();
        while (await events.MoveNextAsync() && events.Current is not SkillEvent.TurnDiscarded)
        {
        }

        var told = (SkillEvent.TurnDiscarded)events.Current;
        var next = events.MoveNextAsync().AsTask();

        StringAssert.Contains(told.Reason, "overloaded", StringComparison.Ordinal);
        Assert.IsFalse(next.IsCompleted, "nobody moved the clock");
        // Behind the wait the next try is made; it fails too, and says so.
        while (!next.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.IsTrue(await next);
        Assert.IsInstanceOfType<SkillEvent.TurnDiscarded>(events.Current);
    }

    [TestMethod]
    [DataRow(400, 1)]
    [DataRow(429, 4)]
    public async Task A_fault_that_does_not_pass_fails_at_once_and_one_that_passes_after_its_tries(int status, int expected)
    {
        var tries = 0;
        var executor = Executor(new ScriptedTurn.Depends(_ =>
        {
            tries++;
            return new ScriptedTurn.Break(() => new HttpRequestException("no", null, (System.Net.HttpStatusCode)status));
        }));

        var events = await Events(executor, Request());

        Assert.AreEqual(typeof(HttpRequestException).FullName, ((SkillEvent.Failed)events[^1]).ErrorType);
        Assert.AreEqual(expected, tries);
    }

    [TestMethod]
    public async Task Cancelling_at_any_event_ends_with_exactly_one_terminal_event()
    {
        SkillExecutor NewExecutor() => Executor(Call("count", ("n", 1)), new ScriptedTurn.Call(("count", []), ("bad", [])), Say("x", chunks: 3));
        SkillRequest request = Request(Returning("count", "1"), Throwing("bad"));
        var whole = await Events(NewExecutor(), request);

        for (var at = 0; at < whole.Count; at++)
        {
            using var cancellation = new CancellationTokenSource();
            var events = new List<SkillEvent>();
            await foreach (var happened in NewExecutor().ExecuteAsync(request, cancellation.Token))
            {
                events.Add(happened);
                if (events.Count == at + 1)
                    await cancellation.CancelAsync();
            }

            AssertWellFormed(events);
            if (at < whole.Count - 3)
                Assert.IsInstanceOfType<SkillEvent.Cancelled>(events[^1], $"cancelled at {whole[at]}");
        }
    }

    [TestMethod]
    public async Task Cancellation_does_not_wait_for_a_tool_or_a_model_that_ignores_it()
    {
        var never = new TaskCompletionSource<object?>();
        var deaf = new Tool("deaf", (_, _) => never.Task);
        using var inTool = new CancellationTokenSource();
        var toolEvents = new List<SkillEvent>();
        await foreach (var happened in Executor(Call("deaf")).ExecuteAsync(Request(deaf), inTool.Token))
        {
            toolEvents.Add(happened);
            if (happened is SkillEvent.ToolCallStarted)
                inTool.CancelAfter(TimeSpan.FromMilliseconds(10));
        }

        using var inModel = new CancellationTokenSource(TimeSpan.FromMilliseconds(10));
        var silent = new SkillExecutor(new ScriptedModel([Say("never")], async (_, _) => await never.Task));
        var modelEvents = await Events(silent, Request(), inModel.Token);

        Assert.IsInstanceOfType<SkillEvent.Cancelled>(toolEvents[^1]);
        Assert.IsInstanceOfType<SkillEvent.Cancelled>(modelEvents[^1]);
    }

    [TestMethod]
    [DataRow(30, 600, "The model sent nothing for 30 s.")]
    [DataRow(30, 20, "The execution did not end within its timeout of 20 s.")]
    public async Task A_timeout_fails_the_execution(int iteration, int total, string expected)
    {
        var time = new FakeTimeProvider();
        var waiting = new TaskCompletionSource();
        var executor = new SkillExecutor(
            new ScriptedModel([Say("never")], async (_, token) =>
            {
                waiting.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, time, token);
            }),
            Options with { ExecutionTimeout = TimeSpan.FromSeconds(total) },
            time);

        var events = Events(executor, Request() with { Skill = Scripted.Skill with { Settings = new SkillSettings { TimeoutPerIteration = TimeSpan.FromSeconds(iteration) } } });
        await waiting.Task;
        time.Advance(TimeSpan.FromSeconds(Math.Min(iteration, total)));

        Assert.AreEqual(expected, ((SkillEvent.Failed)(await events)[^1]).Reason);
    }

    [TestMethod]
    public async Task A_consumer_that_leaves_cancels_the_tools()
    {
        CancellationToken seen = default;
        var tool = new Tool("count", (_, token) =>
        {
            seen = token;
            return Task.FromResult<object?>("1");
        });
        await foreach (var happened in Executor(Call("count"), Say("x")).ExecuteAsync(Request(tool)))
        {
            if (happened is SkillEvent.ToolCallCompleted)
                break;
        }

        Assert.IsTrue(seen.IsCancellationRequested);
    }

    [TestMethod]
    public async Task Simple_mode_is_one_pass_without_tools()
    {
        ChatOptions? options = new();
        var model = new SpyModel(new ScriptedModel([Say("once")]), o => options = o);
        var skill = Scripted.Skill with { Settings = new SkillSettings { Mode = ExecutionMode.Simple } };

        var events = await Events(new SkillExecutor(model), Request() with { Skill = skill });

        Assert.IsNull(options);
        Assert.AreEqual("once", ((SkillEvent.Completed)events[^1]).Answer);
    }

    [TestMethod]
    public async Task Allowed_tools_filter_what_the_model_sees_and_what_is_run()
    {
        ChatOptions? options = null;
        var hidden = Returning("deploy", "deployed");
        var model = new SpyModel(new ScriptedModel([Call("deploy"), Say("done")]), o => options ??= o);

        var events = await Events(new SkillExecutor(model), Request(hidden, Returning("count", "1")) with { Skill = Scripted.Skill with { AllowedTools = ["Read", "count(*)"] } });

        CollectionAssert.AreEqual(new[] { "read_file", "count" }, options!.Tools!.Select(tool => tool.Name).ToArray());
        Assert.AreEqual(0, hidden.Calls);
        Assert.AreEqual(1, events.OfType<SkillEvent.ToolCallFailed>().Count());
    }

    private sealed class SpyModel(IChatClient inner, Action<ChatOptions?> see) : DelegatingChatClient(inner)
    {
        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            see(options);
            return base.GetStreamingResponseAsync(messages, options, cancellationToken);
        }
    }
}
