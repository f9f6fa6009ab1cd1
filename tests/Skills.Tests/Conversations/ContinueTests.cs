using Microsoft.Extensions.AI;
using Runner.Workloads;
using static Skills.Tests.Scripted;

namespace Skills.Tests;

/// <summary>A conversation is a value: it can be put down and taken up.</summary>
[TestClass]
public sealed class ContinueTests
{
    [TestMethod]
    public async Task A_follow_up_goes_on_with_the_conversation_its_id_and_its_numbers()
    {
        List<ChatMessage> seen = [];
        var executor = Executor(Say("four"), new ScriptedTurn.Depends(messages =>
        {
            seen = [.. messages];
            return Say("vier");
        }));
        var first = await Events(executor, Request());
        var conversation = RoundTrip(((SkillEvent.End)first[^1]).Conversation!);

        var second = await All(executor.ContinueAsync(conversation, Request(), SkillInput.Say("And in German?")));

        CollectionAssert.AreEqual(new[] { "Count.", "four", "And in German?" }, seen.Skip(1).Select(message => message.Text).ToArray());
        Assert.AreEqual("vier", ((SkillEvent.Completed)second[^1]).Answer);
        Assert.AreEqual("e1", second[0].Mark.Origin.ExecutionId);
        CollectionAssert.AreEqual(Enumerable.Range(first.Count, second.Count).ToArray(), second.Select(e => e.Mark.Sequence).ToArray());
        Assert.AreEqual(2, ((SkillEvent.End)second[^1]).Usage.ModelCalls);
    }

    [TestMethod]
    public async Task Images_go_in_at_the_beginning_and_with_a_follow_up()
    {
        List<ChatMessage> seen = [];
        var executor = Executor(Say("a cat"), new ScriptedTurn.Depends(messages =>
        {
            seen = [.. messages];
            return Say("a dog");
        }));
        var image = new DataContent(new byte[] { 1, 2, 3 }, "image/png");
        var first = await executor.RunAsync(Request() with { Contents = [image] });

        await executor.RunAsync(RoundTrip(first.Conversation!), Request(), SkillInput.Say([new TextContent("And this?"), image]));

        var images = seen.SelectMany(message => message.Contents.OfType<DataContent>()).ToList();
        Assert.HasCount(2, images);
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, images[0].Data.ToArray());
    }

    [TestMethod]
    public async Task A_skill_whose_text_has_changed_is_a_warning()
    {
        var executor = Executor(Say("one"), Say("two"));
        var first = await executor.RunAsync(Request());

        var second = await All(executor.ContinueAsync(first.Conversation!, Request() with { Skill = Scripted.Skill with { Body = "Other text." } }, SkillInput.Say("Again.")));

        StringAssert.Contains(second.OfType<SkillEvent.Warning>().Single().Message, "has changed", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_conversation_of_another_skill_and_a_later_version_are_refused()
    {
        var executor = Executor(Say("one"));
        var conversation = (await executor.RunAsync(Request())).Conversation!;

        Assert.ThrowsExactly<ArgumentException>(() => executor.ContinueAsync(conversation with { Skill = "other" }, Request()));
        Assert.ThrowsExactly<NotSupportedException>(() => SkillConversation.FromJson((conversation with { Version = 2 }).ToJson()));
    }

    [TestMethod]
    public async Task A_failed_execution_carries_its_conversation_and_can_be_resumed()
    {
        var isDown = true;
        var counter = Returning("count", "3");
        var executor = Executor(Call("count"), new ScriptedTurn.Depends(_ => isDown ? new ScriptedTurn.Break(() => new InvalidOperationException("down"), "I see th") : Say("three")));
        var failed = await executor.RunAsync(Request(counter));
        isDown = false;

        var resumed = await executor.RunAsync(RoundTrip(failed.Conversation!), Request(counter));

        Assert.AreEqual("I see th", ((SkillEvent.Failed)failed.Outcome).Partial);
        Assert.IsInstanceOfType<InvalidOperationException>(failed.Exception);
        Assert.AreEqual("three", resumed.Answer);
        Assert.AreEqual(1, counter.Calls, "what was recorded is not repeated");
    }

    [TestMethod]
    public async Task A_whole_answer_is_not_asked_for_again()
    {
        var calls = 0;
        var executor = Executor(new ScriptedTurn.Depends(_ => Say($"answer {++calls}")));
        var first = await executor.RunAsync(Request());

        var resumed = await executor.RunAsync(first.Conversation!, Request());

        Assert.AreEqual(("answer 1", 1), (resumed.Answer, calls));
    }

    /// <summary>The state in memory and the fold of the steps are one definition: whatever happened, both are the same text.</summary>
    [TestMethod]
    public async Task The_conversation_of_every_ending_is_the_fold_of_its_steps()
    {
        ScriptedTurn[][] scripts =
        [
            [Say("done")],
            [Call("count"), Call("bad", ("x", 1)), new ScriptedTurn.Call(("count", []), ("bad", new() { ["x"] = 1 })), Say("done")],
            [Call("count"), Call("count"), Call("count"), Call("count"), Call("count"), Call("count"), Say("done")],
            [Call("a"), Call("b"), Call("c")],
            [Call("count"), new ScriptedTurn.Break(() => new InvalidOperationException("down"))],
            [Call("count"), Call("guarded", ("n", 1)), Say("done")],
        ];
        foreach (var script in scripts)
        {
            var journal = new MemoryJournal();
            var guarded = new ApprovalRequiredAIFunction(Returning("guarded", "x"));
            var result = await new SkillExecutor(new ScriptedModel(script), Options with { Journal = journal }).RunAsync(Request(Returning("count", 1), Throwing("bad"), guarded));

            var folded = (await journal.LoadAsync("e1"))!;

            Assert.AreEqual(result.Conversation!.ToJson(), folded.ToJson());
            Assert.AreEqual(folded.ToJson(), RoundTrip(folded).ToJson());
        }
    }

    [TestMethod]
    public async Task One_enumeration_after_another_is_a_fresh_execution_each()
    {
        var execution = Executor(Call("count"), Say("done")).ExecuteAsync(Request(Returning("count", "1")));

        var (first, second) = (await All(execution), await All(execution));

        AssertWellFormed(first);
        AssertWellFormed(second);
        CollectionAssert.AreEqual(first.Select(e => e.GetType()).ToList(), second.Select(e => e.GetType()).ToList());
    }

    public static SkillConversation RoundTrip(SkillConversation conversation) => SkillConversation.FromJson(conversation.ToJson());

    public static async Task<List<SkillEvent>> All(IAsyncEnumerable<SkillEvent> execution)
    {
        var events = new List<SkillEvent>();
        await foreach (var happened in execution)
            events.Add(happened);
        Assert.AreEqual(1, events.Count(e => e.IsTerminal), "exactly one terminal event");
        Assert.IsTrue(events[^1].IsTerminal, "and it is the last");
        return events;
    }
}
