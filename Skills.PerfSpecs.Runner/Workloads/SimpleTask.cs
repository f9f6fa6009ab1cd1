using Perfolizer.Mathematics.Distributions.ContinuousDistributions;
using PerfSpecs;
using Skills;

namespace Runner.Workloads;

/// <summary>A task of four turns as a user waits for it: list the files, read two of them at once, read another, answer.</summary>
internal sealed class SimpleTask(SkillLibrary library) : IDisposable
{
    // The logarithms' deviation of one in two: two turns in three take between 240 and 660 ms.
    private static readonly LogNormalDistribution Latency = new(Math.Log(400), 0.5);

    private const string Task = "Check the skill's files.";

    private static readonly SkillExecutorOptions RealOptions = new() { RetryAfter = RealModels.RetryAfter };

    public static SimpleTask Open(Setup setup) => new(SkillLibrary.Open(setup));

    /// <summary>Runs the task with latencies of its own.</summary>
    /// <returns>Whether it came to its answer.</returns>
    public async Task<bool> Run(int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var waits = Enumerable.Range(0, 4).Select(_ => TimeSpan.FromMilliseconds(Latency.Quantile(random.NextDouble()))).ToArray();
        var skill = library.Generate(seed);
        var files = new ContextLoader(skill).Resources.Select(resource => resource.Path).ToArray();
        if (RealModels.FromEnvironment() is { } real)
            return (await new SkillExecutor(real, RealOptions).RunAsync(new SkillRequest { Skill = skill, Task = Task }, cancellationToken)).IsSuccess;
        var model = new ScriptedModel(
            [
                new ScriptedTurn.Call(("list_files", [])),
                new ScriptedTurn.Call(Read("SKILL.md"), Read(files[0])),
                new ScriptedTurn.Call(Read(files[^1])),
                new ScriptedTurn.Say("Done: the files agree with the instructions.", Chunks: 20),
            ],
            async (turn, token) => await System.Threading.Tasks.Task.Delay(waits[Math.Min(turn, waits.Length - 1)], token));
        var result = await new SkillExecutor(model).RunAsync(new SkillRequest { Skill = skill, Task = Task }, cancellationToken);
        return result.IsSuccess;
    }

    public void Dispose() => library.Dispose();

    private static (string, Dictionary<string, object?>) Read(string path) => ("read_file", new(StringComparer.Ordinal) { ["path"] = path });
}
