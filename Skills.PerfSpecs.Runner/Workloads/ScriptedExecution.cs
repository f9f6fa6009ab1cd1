using PerfSpecs;
using Skills;

namespace Runner.Workloads;

/// <summary>Executions of a small skill against a model that answers at once.</summary>
internal sealed class ScriptedExecution(SkillExecutor executor, SkillRequest request, SkillLibrary library) : IDisposable
{
    /// <summary>Turns that call a tool, before the turn that answers.</summary>
    public const int ToolTurns = 10;

    private const int Chunks = 1_000;

    /// <summary>Model calls of the last execution.</summary>
    public int Iterations { get; private set; }

    /// <summary>Events of the last execution.</summary>
    public int Events { get; private set; }

    /// <summary>Eleven iterations: ten with a tool call, then the answer.</summary>
    public static ScriptedExecution OfIterations(Setup setup) => Open(setup, CountTool.Script(ToolTurns));

    /// <summary>One answer, streamed in a thousand pieces.</summary>
    public static ScriptedExecution OfChunks(Setup setup) => Open(setup, [new ScriptedTurn.Say("word ", Chunks)]);

    /// <summary>Runs an execution to its end.</summary>
    public async Task RunToEnd(CancellationToken cancellationToken)
    {
        var result = await executor.RunAsync(request, cancellationToken);
        if (!result.IsSuccess)
            throw new InvalidOperationException($"The scripted execution did not succeed: {result.Outcome}");
        Iterations = result.Iterations;
        Events = result.Events;
    }

    public void Dispose() => library.Dispose();

    private static ScriptedExecution Open(Setup setup, IReadOnlyList<ScriptedTurn> script)
    {
        var library = SkillLibrary.Open(setup);
        var request = new SkillRequest { Skill = library.Counting, Task = "Count the items.", Tools = [new CountTool()] };
        return new ScriptedExecution(new SkillExecutor(new ScriptedModel(script)), request, library);
    }
}
