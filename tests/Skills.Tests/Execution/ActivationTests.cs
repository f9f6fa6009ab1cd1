using Microsoft.Extensions.AI;
using Runner.Workloads;
using static Skills.Tests.Scripted;

namespace Skills.Tests;

[TestClass]
public sealed class ActivationTests
{
    private static readonly SkillCatalog Catalog = SkillCatalog.Of(
    [
        Named("plain", "Plain instructions."),
        Named("greets", "Greet $ARGUMENTS."),
        Named("reader", "Read only.") with { AllowedTools = ["Read"] },
        Forked("worker"),
        Forked("other"),
        Forked("named") with { Settings = new SkillSettings { Fork = true, Agent = "auditor" } },
    ]);

    [TestMethod]
    public async Task The_model_sees_names_and_descriptions_and_activates_one()
    {
        List<ChatMessage> seen = [];
        var executor = Executor(Activate("greets", arguments: "Ada"), Watch(seen, Say("done")));

        var events = await Events(executor, Choose());

        var system = ((TextContent)seen[0].Contents.Single()).Text;
        StringAssert.Contains(system, "- plain: Does plain things.", StringComparison.Ordinal);
        Assert.DoesNotContain("Plain instructions.", system);
        StringAssert.StartsWith(((FunctionResultContent)seen[^1].Contents[0]).Result!.ToString()!, "<skill_content name=\"greets\">\nGreet Ada.\n", StringComparison.Ordinal);
        Assert.AreEqual("greets", events.OfType<SkillEvent.SkillActivated>().Single().Skill);
    }

    [TestMethod]
    public async Task A_skill_that_is_active_is_answered_by_a_reference()
    {
        var events = await Events(Executor(Activate("plain"), Activate("plain"), Say("done")), Choose());

        Assert.HasCount(1, events.OfType<SkillEvent.SkillActivated>().ToList());
        StringAssert.Contains(events.OfType<SkillEvent.ToolCallCompleted>().Last().Result!.ToString(), "active already", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task An_unknown_skill_is_answered_with_the_known_ones()
    {
        var events = await Events(Executor(Activate("nonesuch"), Say("done")), Choose());

        StringAssert.Contains(events.OfType<SkillEvent.ToolCallFailed>().Single().Observation, "greets, named, other, plain", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task An_activated_skill_that_restricts_tools_restricts_them_from_then_on()
    {
        var other = Returning("other", "ran");

        var events = await Events(Executor(Call("other"), Activate("reader"), Call("other"), Say("done")), Choose(other));

        Assert.AreEqual(1, other.Calls);
        StringAssert.Contains(events.OfType<SkillEvent.ToolCallFailed>().Single().Observation, "there are: read_file", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_forked_skill_has_a_conversation_of_its_own_and_the_parent_sees_its_summary()
    {
        List<ChatMessage> inner = [];
        var executor = Executor(new ScriptedTurn.Depends(messages => IsOf(messages, "worker") ? Note(inner, messages, Say("The sum is 7.")) : Activate("worker", task: "Add up.")), Say("done"));

        var events = await Events(executor, Choose());

        Assert.HasCount(2, inner, "the system's text and the task: nothing of the parent's");
        Assert.AreEqual("Add up.", inner[1].Text);
        Assert.AreEqual("The sum is 7.", events.OfType<SkillEvent.ToolCallCompleted>().Single().Result);
        var started = events.OfType<SkillEvent.SubAgentStarted>().Single();
        var completed = events.OfType<SkillEvent.SubAgentCompleted>().Single();
        Assert.AreEqual(("worker", "e1.1", "Add up."), (started.Skill, started.SubAgentId, started.Task));
        Assert.AreEqual(("e1.1", "The sum is 7.", true, 1), (completed.SubAgentId, completed.Summary, completed.IsSuccess, completed.Iterations));
        Assert.IsLessThan(events.FindIndex(e => e is SkillEvent.ToolCallCompleted), events.IndexOf(completed));
    }

    [TestMethod]
    public async Task A_sub_agent_is_told_of_while_it_works()
    {
        var release = new TaskCompletionSource();
        var executor = Executor(new ScriptedTurn.Depends(messages => IsOf(messages, "worker") ? messages.Count > 2 ? Say("found") : Call("wait") : Activate("worker")), Say("done"));
        var waiting = new Tool("wait", async (_, token) =>
        {
            await release.Task.WaitAsync(token);
            return "waited";
        });

        await foreach (var happened in executor.ExecuteAsync(Choose(waiting)))
        {
            // The sub-agent can only end once this event has arrived.
            if (happened is SkillEvent.SubAgentStarted)
                release.SetResult();
        }

        Assert.AreEqual(1, waiting.Calls);
    }

    [TestMethod]
    public async Task Skills_that_call_each_other_in_a_circle_are_refused_with_the_chain()
    {
        var observed = new List<string>();
        var executor = Executor(new ScriptedTurn.Depends(messages =>
            IsOf(messages, "other") ? Answered(messages, observed) ?? Activate("worker") :
            IsOf(messages, "worker") ? Answered(messages, []) ?? Activate("other") :
            Answered(messages, []) ?? Activate("worker")));

        await Events(executor, Choose());

        StringAssert.Contains(observed.Single(), "worker -> other -> worker", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Sub_agents_stand_two_levels_deep_and_no_deeper()
    {
        var observed = new List<string>();
        var executor = Executor(new ScriptedTurn.Depends(messages =>
            IsOf(messages, "other") ? Answered(messages, observed) ?? Activate("named") :
            IsOf(messages, "worker") ? Answered(messages, []) ?? Activate("other") :
            Answered(messages, []) ?? Activate("worker")));

        await Events(executor, Choose());

        StringAssert.Contains(observed.Single(), "2 levels deep", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(15, 7)]
    [DataRow(4, 3)]
    public async Task A_sub_agent_gets_half_of_the_iterations_and_at_least_three(int parent, int expected)
    {
        var calls = 0;
        var executor = Executor(new ScriptedTurn.Depends(messages => IsOf(messages, "worker") ? Call("count", ("n", calls)) : Answered(messages, []) ?? Activate("worker")));
        var count = new Tool("count", (_, _) => Task.FromResult<object?>($"{++calls}"));
        var skill = Scripted.Skill with { Settings = new SkillSettings { MaxIterations = parent } };

        var events = await Events(executor, Request(count) with { Skill = skill, Catalog = Catalog });

        var completed = events.OfType<SkillEvent.SubAgentCompleted>().Single();
        Assert.IsFalse(completed.IsSuccess);
        Assert.AreEqual(expected + 1, completed.Iterations, "and one to say what it has");
        StringAssert.Contains(completed.Summary, FormattableString.Invariant($"limit of {expected} iterations"), StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_sub_agent_that_fails_is_an_observation()
    {
        var executor = Executor(new ScriptedTurn.Depends(messages => IsOf(messages, "worker") ? new ScriptedTurn.Break(() => new InvalidOperationException("no model")) : Answered(messages, []) ?? Activate("worker")));

        var events = await Events(executor, Choose());

        Assert.IsFalse(events.OfType<SkillEvent.SubAgentCompleted>().Single().IsSuccess);
        StringAssert.Contains(events.OfType<SkillEvent.ToolCallFailed>().Single().Observation, "no model", StringComparison.Ordinal);
        Assert.IsInstanceOfType<SkillEvent.Completed>(events[^1]);
    }

    [TestMethod]
    public async Task Cancelling_reaches_a_sub_agent()
    {
        using var cancellation = new CancellationTokenSource();
        var executor = Executor(new ScriptedTurn.Depends(messages => IsOf(messages, "worker") ? Call("cancel") : Activate("worker")));
        var cancel = new Tool("cancel", async (_, token) =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return null;
        });

        var events = await Events(executor, Choose(cancel), cancellation.Token);

        Assert.IsInstanceOfType<SkillEvent.Cancelled>(events[^1]);
    }

    [TestMethod]
    public async Task The_host_maps_models_and_kinds_of_sub_agents()
    {
        var kind = new SubAgentKind("You audit.", new ScriptedModel([new ScriptedTurn.Depends(messages => Say(messages[0].Text.Contains("You audit.", StringComparison.Ordinal) ? "audited" : "not told"))]));
        var options = Options with { Agents = name => name is "auditor" ? kind : null };
        var executor = new SkillExecutor(new ScriptedModel([Activate("named"), Say("done")]), options);

        var events = await Events(executor, Choose());

        Assert.AreEqual("audited", events.OfType<SkillEvent.SubAgentCompleted>().Single().Summary);
    }

    [TestMethod]
    public async Task A_skills_model_is_the_one_that_the_host_maps_its_alias_to()
    {
        var options = Options with { Models = alias => alias is "fast" ? new ScriptedModel([Say("from fast")]) : null };
        var executor = new SkillExecutor(new ScriptedModel([Say("from default")]), options);

        var fast = await executor.RunAsync(Request() with { Skill = Scripted.Skill with { Settings = new SkillSettings { Model = "fast" } } });
        var unknown = await Events(executor, Request() with { Skill = Scripted.Skill with { Settings = new SkillSettings { Model = "slow" } } });

        Assert.AreEqual("from fast", fast.Answer);
        Assert.AreEqual("from default", ((SkillEvent.Completed)unknown[^1]).Answer);
        StringAssert.Contains(unknown.OfType<SkillEvent.Warning>().Single().Message, "\"slow\"", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Without_early_termination_an_answer_is_reviewed_until_the_limit()
    {
        var skill = Scripted.Skill with { Settings = new SkillSettings { EarlyTermination = false, MaxIterations = 3 } };

        var result = await Executor(Say("first"), Say("second"), Say("third")).RunAsync(Request() with { Skill = skill });

        Assert.AreEqual("third", result.Answer);
        Assert.AreEqual(3, result.Iterations);
        Assert.IsTrue(result.IsSuccess);
    }

    [TestMethod]
    public async Task Tokens_are_accounted_for_tier_by_tier()
    {
        var folder = Directory.CreateTempSubdirectory();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "notes.md"), "Seven little words stand in this file.");
        var skill = Named("plain", "Plain instructions.") with { Directory = folder.FullName };
        var catalog = SkillCatalog.Of([skill]);

        var result = await Executor(Activate("plain"), Call("read_file", ("path", "notes.md")), Say("done")).RunAsync(Choose() with { Catalog = catalog });

        folder.Delete(recursive: true);
        Assert.AreEqual(TokenCounter.Count(catalog.Summary), result.Tokens!.Catalogue);
        Assert.AreEqual(TokenCounter.Count("Seven little words stand in this file."), result.Tokens.Resources);
        Assert.IsGreaterThan(TokenCounter.Count("Plain instructions."), result.Tokens.Instructions);
        Assert.AreEqual(result.Tokens.Catalogue + result.Tokens.Instructions + result.Tokens.Resources, result.Tokens.Total);
    }

    [TestMethod]
    public async Task A_long_conversation_loses_old_results_and_keeps_the_skills_text()
    {
        List<ChatMessage> seen = [];
        ScriptedTurn[] calls = [Activate("plain"), .. Enumerable.Range(0, 6).Select(i => Call("long", ("n", i))), Watch(seen, Say("done"))];
        var executor = new SkillExecutor(new ScriptedModel(calls), Options with { MaxConversationTokens = 1_500 });

        var events = await Events(executor, Choose(Returning("long", new string('x', 2_000))));

        var results = seen.SelectMany(message => message.Contents.OfType<FunctionResultContent>()).Select(result => result.Result!.ToString()!).ToList();
        StringAssert.StartsWith(results[0], "<skill_content name=\"plain\">\nPlain instructions.", StringComparison.Ordinal);
        StringAssert.Contains(results[1], "was dropped", StringComparison.Ordinal);
        Assert.AreEqual(2_000, results[^1].Length);
        Assert.IsNotEmpty(events.OfType<SkillEvent.Warning>().ToList());
    }

    [TestMethod]
    public void A_request_for_nothing_is_refused() =>
        Assert.ThrowsExactly<ArgumentException>(() => Executor(Say("x")).ExecuteAsync(new SkillRequest { Task = "t" }));

    private static Skill Named(string name, string body) => Scripted.Skill with { Name = name, Description = $"Does {name} things.", Body = body };

    private static Skill Forked(string name) => Named(name, $"I am {name}.") with { Settings = new SkillSettings { Fork = true } };

    private static SkillRequest Choose(params AIFunction[] tools) => Request(tools) with { Skill = null, Catalog = Catalog };

    private static ScriptedTurn Activate(string name, string? task = null, string? arguments = null) =>
        Call("activate_skill", [("name", name), .. task is null ? Array.Empty<(string, object?)>() : [("task", task)], .. arguments is null ? Array.Empty<(string, object?)>() : [("arguments", arguments)]]);

    private static bool IsOf(IReadOnlyList<ChatMessage> messages, string skill) =>
        messages[0].Text.Contains($"I am {skill}.\n", StringComparison.Ordinal);

    private static ScriptedTurn? Answered(IReadOnlyList<ChatMessage> messages, List<string> observed)
    {
        if (messages[^1].Contents.OfType<FunctionResultContent>().FirstOrDefault() is not { } result)
            return null;
        observed.Add(result.Result!.ToString()!);
        return Say("done");
    }

    private static ScriptedTurn Watch(List<ChatMessage> seen, ScriptedTurn then) => new ScriptedTurn.Depends(messages => Note(seen, messages, then));

    private static ScriptedTurn Note(List<ChatMessage> seen, IReadOnlyList<ChatMessage> messages, ScriptedTurn then)
    {
        seen.Clear();
        seen.AddRange(messages);
        return then;
    }
}
