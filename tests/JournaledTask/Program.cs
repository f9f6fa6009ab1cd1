using Microsoft.Extensions.AI;
using Runner.Workloads;
using Skills;

// A task with two calls that write a line each, kept in a folder's journal: begun, and in a second process taken up where the first died.
// Arguments: the journal's folder, the file that is written to, and "begin" or "resume". A task that is begun hangs in its second call.
var (folder, effects, mode) = (args[0], args[1], args[2]);
var write = AIFunctionFactory.Create(
    async (string line) =>
    {
        await File.AppendAllTextAsync(effects, line + "\n");
        if (mode is not "begin" || line is not "second")
            return "written";
        Console.WriteLine("in the second call");
        await Task.Delay(Timeout.Infinite);
        return "never";
    },
    "write");
ScriptedTurn Call(string line) => new ScriptedTurn.Call(("write", new Dictionary<string, object?>(StringComparer.Ordinal) { ["line"] = line }));
var unknown = false;
var model = new ScriptedModel(
[
    Call("first"),
    Call("second"),
    new ScriptedTurn.Depends(messages =>
    {
        unknown = messages[^1].Contents.OfType<FunctionResultContent>().Any(result => result.Result?.ToString()?.StartsWith("Outcome unknown", StringComparison.Ordinal) is true);
        return new ScriptedTurn.Say("both lines");
    }),
]);
var journal = new FolderJournal(folder);
var executor = new SkillExecutor(model, new SkillExecutorOptions { Journal = journal });
var skill = new Skill { Name = "writing", Description = "Writes lines.", Body = "Write both lines.", Directory = AppContext.BaseDirectory, File = "SKILL.md" };
var request = new SkillRequest { Skill = skill, Task = "Write.", Tools = [write], ExecutionId = "task" };
var result = mode is "begin"
    ? await executor.RunAsync(request)
    : await executor.RunAsync((await journal.LoadAsync("task"))!, request);
Console.WriteLine($"{result.Answer}, unknown: {unknown}, {result.Outcome.GetType().Name}");
