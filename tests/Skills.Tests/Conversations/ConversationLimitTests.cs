using Microsoft.Extensions.AI;

namespace Skills.Tests;

[TestClass]
public sealed class ConversationLimitTests
{
    private const int Turns = 400;

    [TestMethod]
    public void The_oldest_results_are_dropped_and_the_last_messages_and_the_texts_of_skills_stay()
    {
        var messages = new List<ChatMessage> { new(ChatRole.User, "Go on.") };
        Add(messages, ActivateSkillTool.ToolName, new string('s', 4_000));
        Add(messages, "count", new string('a', 4_000));
        Add(messages, "count", new string('b', 4_000));
        Add(messages, "count", new string('c', 4_000));
        Add(messages, "count", new string('d', 4_000));

        var dropped = new ConversationLimit(messages, 3_500).Hold();

        Assert.AreEqual(2, dropped);
        CollectionAssert.AreEqual(new[] { "s", "[", "[", "c", "d" }, Results(messages).Select(result => result[..1]).ToArray());
    }

    [TestMethod]
    public void Nothing_is_dropped_below_the_limit_and_what_came_since_counts()
    {
        var messages = new List<ChatMessage> { new(ChatRole.User, "Go on.") };
        var limit = new ConversationLimit(messages, 1_000);
        Add(messages, "count", new string('a', 3_000));
        Assert.AreEqual(0, limit.Hold());

        Add(messages, "count", new string('b', 3_000));
        Add(messages, "count", new string('c', 100));
        Add(messages, "count", new string('d', 100));

        Assert.AreEqual(1, limit.Hold());
        Assert.AreEqual(0, limit.Hold());
    }

    [TestMethod]
    public void A_turn_costs_the_same_however_long_the_conversation_is()
    {
        var messages = new List<ChatMessage> { new(ChatRole.User, "Go on.") };
        var limit = new ConversationLimit(messages, 1_000);
        var looks = new List<int>();
        var result = new CountedResult(new string('x', 400));
        for (var turn = 0; turn < Turns; turn++)
        {
            Add(messages, "count", result);
            limit.Hold();
            looks.Add(result.Looks);
        }

        var early = looks[199] - looks[99];
        var late = looks[399] - looks[299];
        Assert.IsTrue(late <= early, $"{late} looks at results in the last hundred turns, {early} in the second hundred.");
    }

    private static void Add(List<ChatMessage> messages, string tool, object result)
    {
        var id = FormattableString.Invariant($"call-{messages.Count}");
        messages.Add(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent(id, tool)]));
        messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(id, result)]));
    }

    private static IEnumerable<string> Results(List<ChatMessage> messages) =>
        messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Select(result => result.Result!.ToString()!);

    /// <summary>A result that counts how often it is looked at.</summary>
    private sealed class CountedResult(string text)
    {
        public int Looks { get; private set; }

        public override string ToString()
        {
            Looks++;
            return text;
        }
    }
}
