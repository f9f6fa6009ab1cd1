using System.Text.Json;
using Microsoft.Extensions.AI;
using Runner.Workloads;
using static Skills.Tests.Scripted;

namespace Skills.Tests;

/// <summary>What tools return, and what the model gets of it.</summary>
[TestClass]
public sealed class ToolResultTests
{
    [TestMethod]
    public async Task A_result_that_says_it_is_an_error_is_a_failure_with_its_text()
    {
        var result = JsonElement.Parse("""{ "content": [ { "type": "text", "text": "disk full" } ], "isError": true }""");

        var events = await Events(Executor(Call("save"), Say("sorry")), Request(Returning("save", result)));

        StringAssert.Contains(events.OfType<SkillEvent.ToolCallFailed>().Single().Observation, "disk full", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Any_result_becomes_one_text_and_ends_nothing()
    {
        var cycle = new List<object>();
        cycle.Add(cycle);
        foreach (var (result, expected) in new (object? Result, string Expected)[]
        {
            (double.NaN, "NaN"),
            (new { Value = double.NaN }, "NaN"),
            (cycle, "[null]"),
            (new string('x', 50_000_000), "49,900,000 of 50,000,000 characters are missing"),
            (new DataContent(new byte[1_234], "image/png"), "[image/png, 1,234 bytes, which are not shown]"),
            (new List<AIContent> { new TextContent("one"), new TextContent("two") }, "one\ntwo"),
            (null, ""),
        })
        {
            var seen = "";
            var events = await Events(
                Executor(Call("odd"), new ScriptedTurn.Depends(messages =>
                {
                    seen = ((FunctionResultContent)messages[^1].Contents.Single()).Result!.ToString()!;
                    return Say("done");
                })),
                Request(Returning("odd", result)));

            Assert.AreEqual("done", ((SkillEvent.Completed)events[^1]).Answer);
            StringAssert.Contains(seen, expected, StringComparison.Ordinal);
            Assert.IsLessThanOrEqualTo(100_300, seen.Length);
        }
    }

    [TestMethod]
    public void Two_tools_of_one_name_are_refused_before_anything_is_sent()
    {
        var executor = Executor(Say("done"));

        foreach (var (tools, expected) in new (AIFunction[] Tools, string Expected)[]
        {
            ([Returning("read_file", "")], "as one of the engine's own"),
            ([Returning("search", ""), Returning("search", "")], "Two tools are named \"search\""),
            ([.. Enumerable.Range(0, 40).Select(i => Returning($"t{i % 39}", ""))], "Two tools are named \"t0\""),
        })
        {
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => executor.ExecuteAsync(Request(tools))).Message, expected, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public async Task A_loop_of_several_calls_is_named_and_the_best_answer_is_asked_for_once()
    {
        var turns = 0;
        var asked = 0;
        var executor = Executor(new ScriptedTurn.Depends(messages =>
        {
            if (messages[^1].Text.Contains("best answer", StringComparison.Ordinal))
            {
                asked++;
                return Say("what there is");
            }

            return Call(turns++ % 2 is 0 ? "look" : "wait");
        }));
        var request = Request(Returning("look", "nothing"), Returning("wait", "ok")) with { Skill = Scripted.Skill with { Settings = new SkillSettings { MaxIterations = 100 } } };

        var events = await Events(executor, request);

        var completed = (SkillEvent.Completed)events[^1];
        Assert.AreEqual(("what there is", 1), (completed.Answer, asked));
        StringAssert.Contains(completed.PartialBecause, ": wait(), look().", StringComparison.Ordinal);
        Assert.IsLessThan(12, turns);
    }

    [TestMethod]
    public async Task A_call_that_brings_something_new_is_no_repetition()
    {
        var state = 0;
        var poll = new Tool("poll", (_, _) => Task.FromResult<object?>($"{++state} %"));
        var executor = Executor([.. Enumerable.Range(0, 12).Select(_ => Call("poll")), Say("done")]);

        var events = await Events(executor, Request(poll));

        Assert.IsNull(((SkillEvent.Completed)events[^1]).PartialBecause);
        Assert.IsEmpty(events.OfType<SkillEvent.Warning>().ToList());
    }

    /// <summary>Calls of one turn count their failures in one place, at once.</summary>
    [TestMethod]
    public async Task Calls_of_one_turn_that_fail_at_once_are_all_counted()
    {
        using var together = new Barrier(8);
        var tool = new Tool("bad", async (_, _) =>
        {
            await Task.Yield();
            await Task.Run(() => together.SignalAndWait(TimeSpan.FromSeconds(10)));
            throw new InvalidOperationException("bad");
        });
        ScriptedTurn.Call Turn(int turn) => new(Enumerable.Range(0, 8).Select(i => ("bad", new Dictionary<string, object?> { ["n"] = (turn * 8) + i })).ToArray());

        var result = await new SkillExecutor(new ScriptedModel([.. Enumerable.Range(0, 3).Select(Turn), Say("done")]), Options with { MaxFailingTurns = 4 }).RunAsync(Request(tool));

        Assert.AreEqual("done", result.Answer);
        Assert.HasCount(24, result.Conversation!.Failures);
        Assert.IsTrue(result.Conversation.Failures.Values.All(count => count is 1));
    }

    [TestMethod]
    public async Task Tokens_are_counted_once()
    {
        var result = await Executor(Say("done")).RunAsync(Request());

        var first = result.Tokens!.Total;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var second = result.Tokens.Total;

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before, "the second reading counts nothing");
        Assert.AreEqual(first, second);
        Assert.IsGreaterThan(0, first);
    }
}
