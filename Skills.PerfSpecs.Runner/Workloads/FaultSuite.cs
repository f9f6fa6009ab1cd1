using System.Text;
using PerfSpecs;
using Skills;

namespace Runner.Workloads;

/// <summary>Tasks in which common things go wrong: a file in another encoding, a missing file, an unknown command, malformed arguments, a tool that fails at first, a throttled or broken model.</summary>
internal sealed class FaultSuite : IDisposable
{
    private const int MostFaults = 3;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fault-suite-");
    private readonly Skill _skill;

    private FaultSuite()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "SKILL.md"), "---\nname: x\ndescription: y\n---\n");
        File.WriteAllText(Path.Combine(_folder.FullName, "guide.md"), "The guide.\nIts second line.\n");
        File.WriteAllBytes(Path.Combine(_folder.FullName, "legacy.txt"), Encoding.Latin1.GetBytes("caf\u00e9 cr\u00e8me"));
        _skill = new Skill
        {
            Name = "finding",
            Description = "Finds things in files.",
            Body = "# Finding\n\nFind what is asked for in the bundled files.\n",
            Directory = _folder.FullName,
            File = Path.Combine(_folder.FullName, "SKILL.md"),
        };
    }

    public static FaultSuite Open(Setup setup) => new();

    /// <summary>Runs one task with one to three faults.</summary>
    /// <returns>Whether it ended with its whole answer, every fault got over.</returns>
    public async Task<bool> Run(int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var faults = Enumerable.Range(0, 1 + random.Next(MostFaults)).Select(_ => Faults[random.Next(Faults.Count)]).ToList();
        var model = new FaultyModel(faults, random);
        var executor = new SkillExecutor(model, new SkillExecutorOptions { FirstBackoff = TimeSpan.Zero, Seed = seed });
        var result = await executor.RunAsync(new SkillRequest { Skill = _skill, Task = "Find it.", Tools = [new FlakyTool()] }, cancellationToken);
        return result.IsSuccess && model.IsDone;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static IReadOnlyList<Fault> Faults { get; } =
    [
        new("encoding", Read("legacy.txt"), Read("guide.md"), "not UTF-8"),
        new("missing file", Read("docs/guide.md"), Call("list_files"), "list_files"),
        new("unknown command", Call("grep", ("pattern", "guide")), Call("list_files"), "there are:"),
        new("malformed arguments", Call("read_file", ("file", "guide.md")), Read("guide.md"), "\"path\" is missing"),
        new("number in words", Call("read_file", ("path", "guide.md"), ("from", "two")), Call("read_file", ("path", "guide.md"), ("from", 2)), "whole number"),
        new("flaky tool", Call(FlakyTool.ToolName, ("query", "guide")), Call(FlakyTool.ToolName, ("query", "guide "), ("retry", true)), "busy"),
    ];

    private static ScriptedTurn.Call Read(string path) => Call("read_file", ("path", path));

    private static ScriptedTurn.Call Call(string tool, params (string Name, object? Value)[] arguments) =>
        new((tool, arguments.ToDictionary(argument => argument.Name, argument => argument.Value, StringComparer.Ordinal)));
}
