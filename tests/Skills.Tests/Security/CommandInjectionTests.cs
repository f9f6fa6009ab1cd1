using Runner.Workloads;
using static Skills.Tests.Scripted;

namespace Skills.Tests;

[TestClass]
public sealed class CommandInjectionTests
{
    [TestMethod]
    public async Task A_granted_commands_output_stands_in_its_place_and_is_told_of()
    {
        using var skill = new TemporarySkill("Here: !`echo one two`.", "Bash(echo:*)");

        var (text, events) = await Prepare(skill);

        Assert.AreEqual("Here: one two.", text);
        var injected = events.OfType<SkillEvent.CommandInjected>().Single();
        Assert.AreEqual(("echo one two", 0, 7, null), (injected.Command, injected.ExitCode, injected.Characters, injected.Refused));
    }

    [TestMethod]
    public async Task Unless_the_host_turns_it_on_a_command_is_text()
    {
        using var skill = new TemporarySkill("Here: !`echo one`.", "Bash");

        var (text, events) = await Prepare(skill, options: Options);

        Assert.AreEqual("Here: !`echo one`.", text);
        Assert.IsEmpty(events.OfType<SkillEvent.CommandInjected>().ToList());
    }

    [TestMethod]
    [DataRow("echo a; echo b", "Bash")]
    [DataRow("echo a && echo b", "Bash")]
    [DataRow("echo a || echo b", "Bash")]
    [DataRow("echo a | cat", "Bash")]
    [DataRow("echo a & echo b", "Bash")]
    [DataRow("echo a > f", "Bash")]
    [DataRow("cat < f", "Bash")]
    [DataRow("echo $(id)", "Bash")]
    [DataRow("cat ../secret", "Bash")]
    [DataRow("echo a\necho b", "Bash")]
    [DataRow("  ", "Bash")]
    [DataRow("echo a", "Read")]
    [DataRow("echo a", "Bash(ech:*)")]
    [DataRow("echoevil a", "Bash(echo:*)")]
    [DataRow("/bin/echo a", "Bash(echo:*)")]
    [DataRow("/bin/echo a", "Bash")]
    [DataRow("./echo a", "Bash")]
    [DataRow("e\"c\"ho a b", "Bash(echo a)")]
    [DataRow("\u0435cho a", "Bash(echo:*)")]
    [DataRow("git push", "Bash(git log:*)")]
    [DataRow("git log extra", "Bash(git log)")]
    [DataRow("echo a", "bash(echo:*)")]
    public async Task What_is_not_granted_or_looks_like_a_shell_is_refused_in_words(string command, string allowed)
    {
        using var skill = new TemporarySkill($"!`{command}`", allowed);

        var (text, events) = await Prepare(skill);

        StringAssert.Contains(text, "was not run", StringComparison.Ordinal);
        Assert.IsNotNull(events.OfType<SkillEvent.CommandInjected>().Single().Refused);
    }

    [TestMethod]
    [DataRow("Bash")]
    [DataRow("Bash(*)")]
    [DataRow("Bash(echo:*)")]
    [DataRow("Bash(echo *)")]
    [DataRow("Bash(echo a:*)")]
    [DataRow("Bash(echo a)")]
    public async Task Each_form_of_a_grant_grants(string allowed)
    {
        using var skill = new TemporarySkill("!`echo a`", allowed);

        Assert.AreEqual("a", (await Prepare(skill)).Text);
    }

    [TestMethod]
    [DataRow("; rm -rf /")]
    [DataRow("$(id) `id` && id | id > id")]
    [DataRow("'quoted' \"double\" \\back")]
    [DataRow("two words -n --help")]
    public async Task An_argument_stays_within_its_word_and_no_shell_reads_it(string argument)
    {
        using var skill = new TemporarySkill("!`printf [%s] $ARGUMENTS`", "Bash(printf:*)");

        var (text, _) = await Prepare(skill, argument);

        Assert.AreEqual($"[{argument}]", text);
    }

    [TestMethod]
    public async Task An_argument_that_leads_out_is_refused()
    {
        using var skill = new TemporarySkill("!`cat $1`", "Bash(cat:*)");

        StringAssert.Contains((await Prepare(skill, "x ../../etc/passwd")).Text, "was not run", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("log $ARGUMENTS", "--output=written", "would become an option")]
    [DataRow("log $0$1", "- -o", "would become an option")]
    [DataRow("show $1", "x /etc/passwd", "is an absolute path")]
    [DataRow("show --file=$0", "/etc/passwd", "is an absolute path")]
    [DataRow("show $0", "~/.ssh/id_rsa", "is an absolute path")]
    [DataRow("show $0", "C:\\\\secrets", "is an absolute path")]
    public async Task An_argument_adds_no_option_and_names_no_file_elsewhere(string command, string argument, string expected)
    {
        using var skill = new TemporarySkill($"!`git {command}`", "Bash(git:*)");

        StringAssert.Contains((await Prepare(skill, argument)).Text, expected, StringComparison.Ordinal);
        Assert.IsFalse(File.Exists(skill.Path("written")));
    }

    [TestMethod]
    [DataRow("printf [%s] -$0", "n", "[-n]")]
    [DataRow("printf [%s] $0", "a-b", "[a-b]")]
    [DataRow("printf [%s] --level=$0", "-1", "[--level=-1]")]
    public async Task The_authors_own_options_stay(string command, string argument, string expected)
    {
        using var skill = new TemporarySkill($"!`{command}`", "Bash(printf:*)");

        Assert.AreEqual(expected, (await Prepare(skill, argument)).Text);
    }

    [TestMethod]
    public async Task Neither_an_argument_nor_an_output_brings_in_a_command_or_a_variable()
    {
        using var skill = new TemporarySkill("$ARGUMENTS !`cat input`", "Bash(cat:*)").With("input", "!`echo ran` $ARGUMENTS ${SKILL_DIR}");

        var (text, events) = await Prepare(skill, "!`echo ran`");

        Assert.AreEqual("!`echo ran` !`echo ran` $ARGUMENTS ${SKILL_DIR}", text);
        Assert.HasCount(1, events.OfType<SkillEvent.CommandInjected>().ToList());
    }

    [TestMethod]
    public async Task A_command_runs_once_however_often_it_stands_there()
    {
        using var skill = new TemporarySkill("!`mktemp -u` !`mktemp -u`", "Bash(mktemp:*)");

        var (text, events) = await Prepare(skill);

        var words = text.Split(' ');
        Assert.AreEqual(words[0], words[1]);
        Assert.HasCount(1, events.OfType<SkillEvent.CommandInjected>().ToList());
    }

    [TestMethod]
    public async Task A_failure_is_shown_and_does_not_fail_the_skill()
    {
        using var skill = new TemporarySkill("A !`cat nothing-here` B", "Bash(cat:*)");

        var (text, events) = await Prepare(skill);

        StringAssert.StartsWith(text, "A ", StringComparison.Ordinal);
        StringAssert.EndsWith(text, "ended with exit code 1] B", StringComparison.Ordinal);
        Assert.IsInstanceOfType<SkillEvent.Completed>(events[^1]);
    }

    [TestMethod]
    public async Task A_huge_output_is_cut_and_said_to_be_and_an_endless_one_ended()
    {
        using var large = new TemporarySkill("!`seq 1 5000`", "Bash(seq:*)");
        using var endless = new TemporarySkill("!`yes`", "Bash(yes)");

        StringAssert.Contains((await Prepare(large)).Text, "[Cut: 13893 further characters.]", StringComparison.Ordinal);
        var text = (await Prepare(endless)).Text;
        Assert.IsLessThan(10_500, text.Length);
        StringAssert.Contains(text, "was ended", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_command_that_does_not_end_is_ended_at_its_time()
    {
        using var skill = new TemporarySkill("!`sleep 600`", "Bash(sleep:*)");

        var (text, _) = await Prepare(skill, options: On with { Commands = new CommandOptions { Timeout = TimeSpan.FromMilliseconds(200) } });

        StringAssert.Contains(text, "did not end within 0.2 s", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_program_in_the_working_folder_is_not_the_one_that_is_meant()
    {
        using var skill = new TemporarySkill("!`echo honest`", "Bash(echo:*)").With("echo", "#!/bin/sh\nprintf evil\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(skill.Path("echo"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Assert.AreEqual("honest", (await Prepare(skill)).Text);
    }

    [TestMethod]
    public async Task The_environment_of_the_host_does_not_leak()
    {
        Environment.SetEnvironmentVariable("SKILLS_TEST_SECRET", "leaked");
        using var skill = new TemporarySkill("!`env`", "Bash(env)");

        var (text, _) = await Prepare(skill);

        Assert.DoesNotContain("SKILLS_TEST_SECRET", text);
        CollectionAssert.AreEquivalent(new[] { "HOME", "LANG", "PATH" }, text.Split('\n').Select(line => line.Split('=')[0]).ToArray());
    }

    [TestMethod]
    public async Task Cancelling_ends_a_command_at_once()
    {
        using var skill = new TemporarySkill("!`sleep 600`", "Bash(sleep:*)");
        using var cancellation = new CancellationTokenSource();
        var events = new List<SkillEvent>();

        await foreach (var happened in new SkillExecutor(new ScriptedModel([Say("never")]), On with { Commands = new CommandOptions { Timeout = TimeSpan.FromMinutes(10) } }).ExecuteAsync(new SkillRequest { Skill = skill.Skill, Task = "t" }, cancellation.Token))
        {
            events.Add(happened);
            cancellation.CancelAfter(100);
        }

        Assert.IsInstanceOfType<SkillEvent.Cancelled>(events[^1]);
    }

    [TestMethod]
    public async Task A_skill_that_the_model_activates_has_its_commands_run_as_well()
    {
        using var skill = new TemporarySkill("Ran: !`echo here`", "Bash(echo:*)", "activate_skill");
        var executor = new SkillExecutor(new ScriptedModel([Call("activate_skill", ("name", "temporary")), Say("done")]), On);

        var events = await Events(executor, Request() with { Skill = null, Catalog = SkillCatalog.Of([skill.Skill]) });

        StringAssert.StartsWith(events.OfType<SkillEvent.ToolCallCompleted>().Single().Result!, "<skill_content name=\"temporary\">\nRan: here", StringComparison.Ordinal);
        Assert.AreEqual(0, events.OfType<SkillEvent.CommandInjected>().Single().ExitCode);
    }

    private static SkillExecutorOptions On { get; } = Options with { Commands = new CommandOptions() };

    private static async Task<(string Text, List<SkillEvent> Events)> Prepare(TemporarySkill skill, string arguments = "", SkillExecutorOptions? options = null)
    {
        var text = "";
        var model = new ScriptedModel([new ScriptedTurn.Depends(messages =>
        {
            // Between the engine's own text and the list of files.
            text = messages[0].Text[(messages[0].Text.IndexOf("\">\n", StringComparison.Ordinal) + 3)..messages[0].Text.IndexOf("\n\nBundled files", StringComparison.Ordinal)];
            return Say("done");
        })]);
        var events = await Events(new SkillExecutor(model, options ?? On), new SkillRequest { Skill = skill.Skill, Task = "t", Arguments = arguments });
        return (text, events);
    }
}
