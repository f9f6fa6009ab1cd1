using Microsoft.Extensions.AI;
using Runner.Workloads;
using static Skills.Tests.ContinueTests;
using static Skills.Tests.Scripted;

namespace Skills.Tests;

/// <summary>Who may do what: nothing that needs leave is done without it, and nothing is done twice.</summary>
[TestClass]
public sealed class PolicyTests
{
    [TestMethod]
    public async Task A_tool_that_requires_approval_is_never_run_without_it()
    {
        var deploy = Returning("deploy", "deployed");
        var executor = Executor(Call("deploy", ("to", "production")), Say("done"));

        var events = await Events(executor, Request(new ApprovalRequiredAIFunction(deploy)));

        Assert.AreEqual(0, deploy.Calls);
        var suspended = (SkillEvent.Suspended)events[^1];
        Assert.AreEqual(("e1", "deploy"), (suspended.Calls.Single().ExecutionId, suspended.Calls.Single().Tool));
        Assert.HasCount(1, events.OfType<SkillEvent.DecisionAsked>().ToList());
        Assert.IsEmpty(events.OfType<SkillEvent.ToolCallStarted>().ToList());
    }

    [TestMethod]
    public async Task An_approval_survives_a_restart_and_finished_siblings_are_not_repeated()
    {
        var (deploy, look) = (Returning("deploy", "deployed"), Returning("look", "seen"));
        var request = Request(new ApprovalRequiredAIFunction(deploy), look);
        ScriptedTurn[] script = [new ScriptedTurn.Call(("look", []), ("deploy", new() { ["to"] = "production" })), Say("done")];
        var suspended = await new SkillExecutor(new ScriptedModel(script), Options).RunAsync(request);
        var conversation = RoundTrip(suspended.Conversation!);

        var resumed = await All(new SkillExecutor(new ScriptedModel(script), Options).ContinueAsync(conversation, request, SkillInput.Decide(conversation.Pending.Single().Decide(new ToolDecision.Allow()))));

        Assert.AreEqual("done", ((SkillEvent.Completed)resumed[^1]).Answer);
        Assert.AreEqual((1, 1), (deploy.Calls, look.Calls));
        var decision = resumed.OfType<SkillEvent.DecisionMade>().Single();
        Assert.IsTrue(decision is { IsAllowed: true, ByPerson: true });
        Assert.HasCount(2, ((SkillEvent.End)resumed[^1]).Conversation!.Messages[^2].Contents, "both results, in the order of the calls");
    }

    [TestMethod]
    public async Task A_decision_holds_for_its_call_and_its_exact_arguments_alone()
    {
        var request = Request(new ApprovalRequiredAIFunction(Returning("deploy", "deployed")));
        var executor = Executor(Call("deploy", ("to", "production")), Say("done"));
        var conversation = (await executor.RunAsync(request)).Conversation!;
        var decision = conversation.Pending.Single().Decide(new ToolDecision.Allow());

        Assert.ThrowsExactly<ArgumentException>(() => executor.ContinueAsync(conversation, request, SkillInput.Decide(decision with { CallId = "other" })));
        Assert.ThrowsExactly<ArgumentException>(() => executor.ContinueAsync(conversation, request, SkillInput.Decide(decision with { Digest = CallDigest.Of("deploy", null) })));
    }

    [TestMethod]
    public async Task A_person_may_change_the_arguments_and_the_model_is_told()
    {
        object? given = null;
        var deploy = new Tool("deploy", (arguments, _) =>
        {
            given = arguments["to"];
            return Task.FromResult<object?>("deployed");
        });
        List<ChatMessage> seen = [];
        var request = Request(new ApprovalRequiredAIFunction(deploy));
        var executor = Executor(Call("deploy", ("to", "production")), new ScriptedTurn.Depends(messages =>
        {
            seen = [.. messages];
            return Say("done");
        }));
        var conversation = RoundTrip((await executor.RunAsync(request)).Conversation!);

        await executor.RunAsync(conversation, request, SkillInput.Decide(conversation.Pending.Single().Decide(
            new ToolDecision.Allow(new Dictionary<string, object?>(StringComparer.Ordinal) { ["to"] = "staging" }))));

        Assert.AreEqual("staging", given);
        StringAssert.Contains(((FunctionResultContent)seen[^1].Contents.Single()).Result!.ToString(), "deploy(to=staging)", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task What_is_denied_is_not_run_and_the_model_learns_why()
    {
        var deploy = Returning("deploy", "deployed");
        var request = Request(new ApprovalRequiredAIFunction(deploy));
        var executor = Executor(Call("deploy"), Say("not deployed"));
        var conversation = (await executor.RunAsync(request)).Conversation!;

        var events = await All(executor.ContinueAsync(conversation, request, SkillInput.Decide(conversation.Pending.Single().Decide(new ToolDecision.Deny("not on a Friday")))));

        Assert.AreEqual(0, deploy.Calls);
        StringAssert.Contains(events.OfType<SkillEvent.ToolCallFailed>().Single().Observation, "not on a Friday", StringComparison.Ordinal);
        Assert.AreEqual("not deployed", ((SkillEvent.Completed)events[^1]).Answer);
    }

    [TestMethod]
    public async Task Calls_without_a_decision_go_on_waiting()
    {
        var (a, b) = (Returning("a", "1"), Returning("b", "2"));
        var request = Request(new ApprovalRequiredAIFunction(a), new ApprovalRequiredAIFunction(b));
        var executor = Executor(new ScriptedTurn.Call(("a", []), ("b", [])), Say("done"));
        var conversation = (await executor.RunAsync(request)).Conversation!;

        var half = await executor.RunAsync(RoundTrip(conversation), request, SkillInput.Decide(conversation.Pending[0].Decide(new ToolDecision.Allow())));
        var whole = await executor.RunAsync(RoundTrip(half.Conversation!), request, SkillInput.Decide(half.Conversation!.Pending.Single().Decide(new ToolDecision.Allow())));

        Assert.IsInstanceOfType<SkillEvent.Suspended>(half.Outcome);
        Assert.AreEqual("done", whole.Answer);
        Assert.AreEqual((1, 1), (a.Calls, b.Calls));
    }

    [TestMethod]
    public async Task A_message_instead_of_a_decision_denies()
    {
        var deploy = Returning("deploy", "deployed");
        var request = Request(new ApprovalRequiredAIFunction(deploy));
        var executor = Executor(Call("deploy"), Say("fine"));
        var conversation = (await executor.RunAsync(request)).Conversation!;

        var result = await executor.RunAsync(conversation, request, SkillInput.Say("Never mind."));

        Assert.AreEqual("fine", result.Answer);
        Assert.AreEqual(0, deploy.Calls);
    }

    [TestMethod]
    public async Task The_hosts_policy_decides_and_every_decision_is_an_event()
    {
        List<ToolCall> asked = [];
        var tool = Returning("write", "written");
        var options = Options with
        {
            Policy = (call, _) =>
            {
                asked.Add(call);
                return ValueTask.FromResult<ToolDecision>(asked.Count is 1 ? new ToolDecision.Deny("read only") : new ToolDecision.Allow());
            },
        };

        var events = await Events(new SkillExecutor(new ScriptedModel([Call("write", ("n", 1)), Call("write", ("n", 2)), Say("done")]), options), Request(new ApprovalRequiredAIFunction(tool)) with { User = "ada" });

        Assert.AreEqual(1, tool.Calls, "a policy may allow what requires approval");
        Assert.IsTrue(asked.TrueForAll(call => call is { RequiresApproval: true, User: "ada", Tool: "write" }));
        CollectionAssert.AreEqual(new[] { false, true }, events.OfType<SkillEvent.DecisionMade>().Select(decision => decision.IsAllowed).ToArray());
        Assert.AreEqual("read only", events.OfType<SkillEvent.DecisionMade>().First().Reason);
    }

    [TestMethod]
    public async Task A_policy_that_throws_allows_nothing()
    {
        var tool = Returning("write", "written");
        var options = Options with { Policy = (_, _) => throw new InvalidOperationException("no database") };

        var events = await Events(new SkillExecutor(new ScriptedModel([Call("write"), Say("done")]), options), Request(tool));

        Assert.AreEqual(0, tool.Calls);
        StringAssert.Contains(events.OfType<SkillEvent.ToolCallFailed>().Single().Observation, "no database", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_sub_agent_asks_through_its_parent()
    {
        var deploy = Returning("deploy", "deployed");
        var worker = Scripted.Skill with { Name = "worker", Body = "I am worker.", Settings = new SkillSettings { Fork = true } };
        var request = Request(new ApprovalRequiredAIFunction(deploy)) with { Skill = null, Catalog = SkillCatalog.Of([worker]) };
        SkillExecutor New() => Executor(
            new ScriptedTurn.Depends(messages => messages[0].Text.Contains("I am worker.", StringComparison.Ordinal) ? Call("deploy", ("to", "staging")) : Call("activate_skill", ("name", "worker"))),
            Say("done"));
        var suspended = await New().RunAsync(request);
        var conversation = RoundTrip(suspended.Conversation!);

        var pending = conversation.Pending.Single();
        var result = await New().RunAsync(conversation, request, SkillInput.Decide(pending.Decide(new ToolDecision.Allow())));

        Assert.AreEqual(("e1.1", "deploy"), (pending.ExecutionId, pending.Tool));
        Assert.IsInstanceOfType<SkillEvent.Suspended>(suspended.Outcome);
        Assert.AreEqual(1, deploy.Calls);
        Assert.AreEqual("done", result.Answer);
        Assert.AreEqual(4, result.Usage.ModelCalls, "two of the parent's and two of the sub-agent's, each once");
    }
}
