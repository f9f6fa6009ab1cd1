using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Runner.Workloads;
using static Skills.Tests.Scripted;

namespace Skills.Tests;

/// <summary>Viewers see less; models and programs see what was said.</summary>
[TestClass]
public sealed class EventGateTests
{
    private const string Secret = "hunter2-and-9-more";

    private static readonly SkillCatalog Catalog = SkillCatalog.Of(
        [Scripted.Skill with { Name = "worker", Body = "I am worker.", Settings = new SkillSettings { Fork = true } }]);

    [TestMethod]
    [DataRow(Visibility.Summary)]
    [DataRow(Visibility.Hidden)]
    public async Task What_viewers_see_does_not_change_what_models_and_programs_get(Visibility level)
    {
        var answer = $"password={Secret} {new string('x', 500)}";
        var observed = "";
        var visibility = new EventVisibility { Assistant = level, Thoughts = level, Tools = level, SummaryCharacters = 5 };
        var model = new ScriptedModel([new ScriptedTurn.Depends(messages =>
        {
            if (messages[0].Text.Contains("I am worker.", StringComparison.Ordinal))
                return Say(answer);
            if (messages[^1].Contents.OfType<FunctionResultContent>().FirstOrDefault() is not { } result)
                return Call("activate_skill", ("name", "worker"));
            observed = result.Result!.ToString()!;
            return Say(observed);
        })]);

        var result = await new SkillExecutor(model, Options with { Visibility = visibility }).RunAsync(Request() with { Skill = null, Catalog = Catalog });

        Assert.AreEqual(answer, observed, "the parent's model gets the sub-agent's answer whole");
        Assert.AreEqual(answer, result.Answer, "and so does the program");
        Assert.DoesNotContain(Secret, ((SkillEvent.Completed)result.Outcome).Answer);
        Assert.IsLessThan(20, ((SkillEvent.Completed)result.Outcome).Answer.Length);
    }

    /// <summary>A hidden tool's arguments and results are in no event and no log, however the execution goes on.</summary>
    [TestMethod]
    [DataRow("text")]
    [DataRow("node")]
    [DataRow("list")]
    [DataRow("content")]
    [DataRow("object")]
    [DataRow("throws")]
    public async Task Nothing_of_a_hidden_tool_goes_round_the_gate(string how)
    {
        const string hidden = "WHISPER";
        var tool = new Tool("quiet", (_, _) => how is "throws" ? throw new InvalidOperationException(hidden) : Task.FromResult<object?>(how switch
        {
            "node" => new JsonObject { ["said"] = hidden },
            "list" => new List<string> { hidden },
            "content" => new TextContent(hidden),
            "object" => new { Said = hidden },
            _ => hidden,
        }));
        var options = Options with { Visibility = new EventVisibility { ByTool = new Dictionary<string, Visibility>(StringComparer.Ordinal) { ["quiet"] = Visibility.Hidden } } };
        var log = new Lines();
        var model = new ScriptedModel([new ScriptedTurn.Depends(messages => messages[^1].Text.Contains("best answer", StringComparison.Ordinal) ? Say("done") : Call("quiet", ("q", hidden)))]);

        var events = await Events(new SkillExecutor(model, options, logger: log), Request(tool));

        foreach (var happened in events)
            Assert.DoesNotContain(hidden, happened.ToString(), $"{happened.GetType().Name}: {happened}");
        Assert.DoesNotContain(hidden, string.Concat(log.All));
        Assert.IsNotEmpty(events.OfType<SkillEvent.Failed>().Select(failed => failed.Reason).Concat(events.OfType<SkillEvent.Warning>().Select(warning => warning.Message)).ToList());
    }

    [TestMethod]
    public async Task A_sub_agents_task_is_as_visible_as_the_call_that_starts_it()
    {
        var options = Options with
        {
            Visibility = new EventVisibility { ByTool = new Dictionary<string, Visibility>(StringComparer.Ordinal) { ["activate_skill"] = Visibility.Hidden } },
        };
        var model = new ScriptedModel([new ScriptedTurn.Depends(messages =>
            messages[0].Text.Contains("I am worker.", StringComparison.Ordinal) ? Say("seen") : Call("activate_skill", ("name", "worker"), ("task", "WHISPER"))), Say("done")]);

        var events = await Events(new SkillExecutor(model, options), Request() with { Skill = null, Catalog = Catalog });

        Assert.AreEqual("", events.OfType<SkillEvent.SubAgentStarted>().Single().Task);
        Assert.AreEqual("", events.OfType<SkillEvent.SubAgentCompleted>().Single().Summary);
    }

    [TestMethod]
    public async Task A_failure_shows_the_type_of_what_was_thrown_and_programs_get_the_exception()
    {
        var thrown = new InvalidOperationException($"password={Secret}");
        var executor = Executor(new ScriptedTurn.Break(() => thrown));

        var result = await executor.RunAsync(Request());

        var failed = (SkillEvent.Failed)result.Outcome;
        Assert.AreSame(thrown, result.Exception);
        Assert.AreEqual(typeof(InvalidOperationException).FullName, failed.ErrorType);
        Assert.DoesNotContain(Secret, failed.ToString());
    }

    private sealed class Lines : ILogger<SkillExecutor>
    {
        public List<string> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (All)
                All.Add($"{formatter(state, exception)} {exception}");
        }
    }
}
