using Microsoft.Extensions.AI;
using Runner.Workloads;
using static Skills.Tests.Scripted;

namespace Skills.Tests;

/// <summary>What is used is counted over the whole tree of executions, and limited there.</summary>
[TestClass]
public sealed class UsageTests
{
    private static readonly SkillCatalog Catalog = SkillCatalog.Of(
    [
        Scripted.Skill with { Name = "worker", Body = "I am worker.", Settings = new SkillSettings { Fork = true } },
    ]);

    private static readonly SkillRequest Tree = Request(Returning("look", "seen")) with { Skill = null, Catalog = Catalog };

    [TestMethod]
    public async Task Every_models_tokens_are_counted_sub_agents_and_failed_tries_included()
    {
        var fails = true;
        using var own = new Counted("big", 100, 10, () => fails ? throw new HttpRequestException("busy") : false);
        using var other = new Counted("small", 7, 3);
        var options = Options with { Agents = _ => new SubAgentKind("", other) };
        var request = Tree with { Catalog = SkillCatalog.Of([Catalog.Skills[0] with { Settings = new SkillSettings { Fork = true, Agent = "cheap" } }]) };
        own.Before = () => fails = !fails;

        var result = await new SkillExecutor(own, options).RunAsync(request);

        var models = result.Usage.Models.ToDictionary(model => model.Model, StringComparer.Ordinal);
        Assert.AreEqual((2L * 100, 2L * 10), (models["big"].InputTokens, models["big"].OutputTokens));
        Assert.AreEqual((1, 7L, 3L, 2L, 1L), (models["small"].Calls, models["small"].InputTokens, models["small"].OutputTokens, models["small"].CachedInputTokens, models["small"].ReasoningTokens));
        Assert.IsGreaterThanOrEqualTo(4, result.Usage.ModelCalls, "failed tries are calls as well");
        Assert.AreEqual(210 + 7 + 3 + 10, result.Usage.TotalTokens);
        Assert.AreEqual(result.Usage.TotalTokens, result.Conversation!.Usage.TotalTokens, "the conversation carries it on");
    }

    [TestMethod]
    [DataRow("calls")]
    [DataRow("tokens")]
    [DataRow("cost")]
    public async Task A_limit_over_the_tree_asks_for_the_best_answer(string limit)
    {
        var calls = 0;
        using var model = new Counted("m", 10, 0, () => ++calls > 1_000);
        var options = (limit switch
        {
            "calls" => Options with { MaxModelCalls = 20 },
            "tokens" => Options with { MaxTokens = 200 },
            _ => Options with { MaxCost = 2, Cost = used => used.InputTokens / 100m },
        }) with
        { MaxToolCalls = 10_000, MaxRepetitions = 10_000 };
        var request = Tree with { Catalog = SkillCatalog.Of([Catalog.Skills[0] with { Settings = new SkillSettings { Fork = true, MaxIterations = 100 } }]) };
        // Each level goes on as long as it may: without a limit over the tree this takes hundreds of calls.
        model.Forever = true;

        var events = await Events(new SkillExecutor(model, options), request);

        var completed = (SkillEvent.Completed)events[^1];
        StringAssert.Contains(completed.PartialBecause, "limit of", StringComparison.Ordinal);
        Assert.IsLessThanOrEqualTo(24, calls, "each level may still answer once");
    }

    [TestMethod]
    public async Task Audit_events_of_sub_agents_are_events_of_the_host()
    {
        var options = Options with { Policy = (call, _) => ValueTask.FromResult<ToolDecision>(call.Tool is "look" ? new ToolDecision.Deny("no") : new ToolDecision.Allow()) };
        var model = new ScriptedModel([new ScriptedTurn.Depends(messages => !messages[0].Text.Contains("I am worker.", StringComparison.Ordinal) ? Call("activate_skill", ("name", "worker")) : Call("look")), Say("done")]);

        var events = await Events(new SkillExecutor(model, options), Tree);

        CollectionAssert.AreEqual(new[] { "e1", "e1.1" }, events.OfType<SkillEvent.DecisionMade>().Select(made => made.ExecutionId).ToArray());
        Assert.AreEqual(2, events.OfType<SkillEvent.SubAgentCompleted>().Single().Usage.ModelCalls);
    }

    /// <summary>A model that reports what it uses; it activates the worker, which answers, and then answers itself.</summary>
    private sealed class Counted(string name, long input, long output, Func<bool>? onCall = null) : IChatClient
    {
        public Action? Before { get; set; }

        public bool Forever { get; set; }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            Before?.Invoke();
            onCall?.Invoke();
            var all = messages.ToList();
            AIContent said = options?.ToolMode is NoneChatToolMode || (!Forever && (all[0].Text.Contains("I am worker.", StringComparison.Ordinal) || all[^1].Role == ChatRole.Tool))
                ? new TextContent("answer")
                : new FunctionCallContent(Guid.NewGuid().ToString("n"), all[0].Text.Contains("I am worker.", StringComparison.Ordinal) ? "look" : "activate_skill", new Dictionary<string, object?> { ["name"] = "worker" });
            yield return new ChatResponseUpdate(ChatRole.Assistant, [said]) { ModelId = name };
            yield return new ChatResponseUpdate(ChatRole.Assistant,
            [
                new UsageContent(new UsageDetails { InputTokenCount = input, OutputTokenCount = output, CachedInputTokenCount = name is "small" ? 2 : null, ReasoningTokenCount = name is "small" ? 1 : null }),
            ]);
        }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
