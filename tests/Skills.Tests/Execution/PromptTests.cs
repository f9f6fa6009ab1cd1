using Microsoft.Extensions.AI;
using static Skills.Tests.Scripted;

namespace Skills.Tests;

/// <summary>What the model reads, word for word, in each situation. A change here changes what every model does: make it on purpose.</summary>
[TestClass]
public sealed class PromptTests
{
    private const string Role = "You complete the user's task on your own, step by step. Use the tools to look things up and to act. When the task is done, answer without calling a tool.";
    private const string NoWorkspace = "There is no workspace: the file tools reach the skill's directory only.";
    private const string NoScripts = "Bundled scripts can be read but not run, unless another tool does so.";

    private const string Counting = """
        Follow the instructions of the skill below. Read a bundled file when the instructions refer to it, not earlier.
        <skill_content name="counting">
        # Counting

        Count what you are given.

        Bundled files, relative to <directory>/: none
        </skill_content>
        """;

    private const string Choice = """
        These skills give instructions for particular kinds of tasks. If the task fits a description, call activate_skill with the skill's name before you go on, then follow the instructions it returns.
        <available_skills>
        - adding: Adds numbers.
        - working: Works alone.
        </available_skills>
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("skills-prompt-").FullName;

    private Skill Skill => Scripted.Skill with { Directory = _directory };

    private SkillCatalog Catalog => SkillCatalog.Of(
    [
        Skill with { Name = "adding", Description = "Adds numbers.", Body = "Add." },
        Skill with { Name = "working", Description = "Works alone.", Body = "Work.", Settings = new SkillSettings { Fork = true, Agent = "auditor" } },
        Skill with { Name = "private", Description = "For people alone.", Settings = new SkillSettings { DisableModelInvocation = true } },
    ]);

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_directory, recursive: true);

    [TestMethod]
    public async Task One_skill() =>
        Assert.AreEqual($"{Role}\n\n{NoWorkspace}\n{NoScripts}\n\n{Counting}", (await Seen(new SkillRequest { Skill = Skill, Task = "Count." })).System);

    [TestMethod]
    public async Task A_catalogue_alone()
    {
        var (system, tools) = await Seen(new SkillRequest { Catalog = Catalog, Task = "Count." });

        Assert.AreEqual($"{Role}\n\n{NoWorkspace}\n{NoScripts}\n\n{Choice}", system);
        var name = tools.OfType<AIFunctionDeclaration>().Single(tool => tool.Name is "activate_skill").JsonSchema.GetProperty("properties").GetProperty("name");
        Assert.AreEqual("""["adding","working"]""", name.GetProperty("enum").GetRawText());
    }

    [TestMethod]
    public async Task A_skill_and_a_catalogue() =>
        Assert.AreEqual($"{Role}\n\n{NoWorkspace}\n{NoScripts}\n\n{Choice}\n\n{Counting}", (await Seen(new SkillRequest { Skill = Skill, Catalog = Catalog, Task = "Count." })).System);

    [TestMethod]
    public async Task A_workspace_and_scripts()
    {
        var (system, _) = await Seen(new SkillRequest { Skill = Skill, Task = "Count.", Workspace = "/work/of/ada" }, Options with { Scripts = new ScriptOptions() });

        Assert.AreEqual(
            $"{Role}\n\nThe workspace is /work/of/ada. Relative paths are looked up in the skill's directory first, then in the workspace.\n"
            + $"Scripts in a skill's scripts directory can be run by run_script. Other commands cannot be run, unless another tool does so.\n\n{Counting}",
            system);
    }

    [TestMethod]
    public async Task A_sub_agent()
    {
        List<string> systems = [];
        var model = new Runner.Workloads.ScriptedModel([new Runner.Workloads.ScriptedTurn.Depends(messages =>
        {
            systems.Add(messages[0].Text.Replace(_directory, "<directory>", StringComparison.Ordinal));
            return messages[0].Text.Contains("Work.", StringComparison.Ordinal) ? Say("done") : Call("activate_skill", ("name", "working"));
        }), Say("done")]);

        await Events(new SkillExecutor(model, Options with { Agents = _ => new SubAgentKind("You audit.") }), new SkillRequest { Catalog = Catalog, Task = "Count." });

        Assert.AreEqual($"""
            {Role}

            You are a sub-agent: another agent gave you this task. It sees your last answer and nothing else, so put everything it needs into that answer.

            You audit.

            {NoWorkspace}
            {NoScripts}

            {Choice}

            Follow the instructions of the skill below. Read a bundled file when the instructions refer to it, not earlier.
            <skill_content name="working">
            Work.

            Bundled files, relative to <directory>/: none
            </skill_content>
            """, systems[1]);
    }

    [TestMethod]
    public async Task Simple_mode() =>
        Assert.AreEqual(
            """
            You complete the user's task in one answer. There are no tools.

            Follow the instructions of the skill below. Read a bundled file when the instructions refer to it, not earlier.
            <skill_content name="counting">
            # Counting

            Count what you are given.
            </skill_content>
            """,
            (await Seen(new SkillRequest { Skill = Skill with { Settings = new SkillSettings { Mode = ExecutionMode.Simple } }, Task = "Count." })).System);

    [TestMethod]
    public async Task Where_nothing_can_be_activated_there_is_no_tool_for_it()
    {
        var (system, tools) = await Seen(new SkillRequest { Skill = Skill, Catalog = SkillCatalog.Of([]), Task = "Count." });

        Assert.DoesNotContain("available_skills", system);
        CollectionAssert.AreEqual(new[] { "read_file", "list_files" }, tools.Select(tool => tool.Name).ToArray());
    }

    [TestMethod]
    public async Task A_skill_that_only_people_choose_cannot_be_activated()
    {
        var events = await Events(Executor(Call("activate_skill", ("name", "private")), Say("done")), new SkillRequest { Catalog = Catalog, Task = "Count." });

        StringAssert.Contains(events.OfType<SkillEvent.ToolCallFailed>().Single().Observation, "there are: adding, working", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Entries_of_allowed_tools_that_name_nothing_are_warnings_at_the_beginning()
    {
        var events = await Events(Executor(Say("done")), Request() with { Skill = Skill with { AllowedTools = ["Read", "WebFetch"] } });

        StringAssert.Contains(events.OfType<SkillEvent.Warning>().Single().Message, "\"WebFetch\", which is no tool here", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_new_executor_for_each_request_shares_what_a_skill_costs_once()
    {
        var request = new SkillRequest { Skill = Skill, Catalog = Catalog, Task = "Count." };

        var (one, other) = (await Seen(request), await Seen(request));

        Assert.AreSame(one.Raw, other.Raw, "the text is made once");
        Assert.AreSame(one.Tools[0], other.Tools[0], "and so is what is shown of tools");
    }

    private async Task<Prompt> Seen(SkillRequest request, SkillExecutorOptions? options = null)
    {
        var model = new Watching();
        await Events(new SkillExecutor(model, options ?? Options), request);
        return new Prompt(model.System.Replace(_directory, "<directory>", StringComparison.Ordinal), model.Tools, model.System);
    }

    private sealed record Prompt(string System, IList<AITool> Tools, string Raw)
    {
        public void Deconstruct(out string system, out IList<AITool> tools) => (system, tools) = (System, Tools);
    }

    private sealed class Watching() : DelegatingChatClient(new Runner.Workloads.ScriptedModel([Say("done")]))
    {
        public string System { get; private set; } = "";

        public IList<AITool> Tools { get; private set; } = [];

        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            System = ((TextContent)messages.First().Contents.Single()).Text;
            Tools = options?.Tools ?? [];
            return base.GetStreamingResponseAsync(messages, options, cancellationToken);
        }
    }
}
