using System.Text.Json;
using Microsoft.Extensions.AI;
using Runner.Workloads;

namespace Skills.Tests;

/// <summary>Executions of a skill in memory against a script.</summary>
internal static class Scripted
{
    public static Skill Skill { get; } = new()
    {
        Name = "counting",
        Description = "Counts things.",
        Body = "# Counting\n\nCount what you are given.\n",
        Directory = AppContext.BaseDirectory,
        File = Path.Combine(AppContext.BaseDirectory, "SKILL.md"),
    };

    public static ScriptedTurn Call(string tool, params (string Name, object? Value)[] arguments) =>
        new ScriptedTurn.Call((tool, arguments.ToDictionary(a => a.Name, a => a.Value)));

    public static ScriptedTurn Say(string text, int chunks = 1) => new ScriptedTurn.Say(text, chunks);

    public static SkillRequest Request(params AIFunction[] tools) => new() { Skill = Skill, Task = "Count.", Tools = tools, ExecutionId = "e1" };

    public static SkillExecutor Executor(params ScriptedTurn[] turns) => new(new ScriptedModel(turns), Options);

    public static SkillExecutorOptions Options { get; } = new() { FirstBackoff = TimeSpan.Zero, Seed = 1 };

    public static async Task<List<SkillEvent>> Events(SkillExecutor executor, SkillRequest request, CancellationToken cancellationToken = default)
    {
        var events = new List<SkillEvent>();
        await foreach (var happened in executor.ExecuteAsync(request, cancellationToken))
            events.Add(happened);
        AssertWellFormed(events);
        return events;
    }

    /// <summary>What holds of every execution, however it ends.</summary>
    public static void AssertWellFormed(IReadOnlyList<SkillEvent> events)
    {
        CollectionAssert.AreEqual(Enumerable.Range(0, events.Count).ToArray(), events.Select(e => e.Mark.Sequence).ToArray());
        Assert.AreEqual(1, events.Count(e => e.IsTerminal), "exactly one terminal event");
        Assert.IsTrue(events[^1].IsTerminal, "and it is the last");
        Assert.AreEqual(1, events.Select(e => e.Mark.Origin).Distinct().Count());
    }

    /// <summary>A tool from a function.</summary>
    public sealed class Tool(string name, Func<AIFunctionArguments, CancellationToken, Task<object?>> run) : AIFunction
    {
        private int _calls;

        public int Calls => _calls;

        public override string Name => name;

        public override JsonElement JsonSchema => JsonElement.Parse("""{ "type": "object" }""");

        protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _calls);
            return await run(arguments, cancellationToken);
        }
    }

    public static Tool Returning(string name, object? result) => new(name, (_, _) => Task.FromResult(result));

    public static Tool Throwing(string name, string message = "broken") => new(name, (_, _) => throw new InvalidOperationException(message));
}
