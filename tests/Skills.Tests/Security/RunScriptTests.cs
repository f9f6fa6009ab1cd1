using System.Diagnostics;
using System.Text.Json;
using CsCheck;
using static Skills.Tests.Scripted;

namespace Skills.Tests;

[TestClass]
public sealed class RunScriptTests
{
    private static readonly SkillExecutorOptions On = Options with { Scripts = new ScriptOptions { Timeout = TimeSpan.FromSeconds(20) } };

    [TestMethod]
    public async Task A_script_runs_and_its_exit_code_and_outputs_are_the_observation()
    {
        using var skill = new TemporarySkill().With("scripts/both.sh", "echo out $1; echo err >&2; exit 3");

        Assert.AreEqual("scripts/both.sh ended with exit code 3\nout a b\n\nerrors:\nerr\n", await Run(skill, "scripts/both.sh", "a b"));
    }

    [TestMethod]
    [DataRow("scripts/a.sh", "#!/bin/bash\nx=(one two); echo ${x[1]}", "two")]
    [DataRow("scripts/a.sh", "#!/usr/bin/env bash\nx=(one two); echo ${x[1]}", "two")]
    [DataRow("scripts/a.sh", "#!/opt/nowhere/bin/bash -e\nfalse\necho not reached", "exit code 1")]
    [DataRow("scripts/plain", "#!/bin/sh\necho plain", "plain")]
    [DataRow("scripts/a.sh", "#!/usr/bin/env no-such-interpreter\n", "needs no-such-interpreter, which is not installed here")]
    [DataRow("./scripts/a.sh", "echo dotted", "dotted")]
    [DataRow("scripts\\a.sh", "echo from Windows", "from Windows")]
    public async Task A_scripts_own_first_line_names_its_interpreter(string path, string text, string expected)
    {
        using var skill = new TemporarySkill().With(path.Replace('\\', '/').TrimStart('.', '/'), text);

        string observed;
        try
        {
            observed = await Run(skill, path);
        }
        catch (InvalidOperationException refused)
        {
            observed = refused.Message;
        }

        StringAssert.Contains(observed, expected, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task There_is_no_such_tool_unless_the_host_allows_scripts()
    {
        using var skill = new TemporarySkill().With("scripts/a.sh", "echo a");

        var events = await Events(Executor(Call("run_script", ("path", "scripts/a.sh")), Say("done")), Request() with { Skill = skill.Skill });

        StringAssert.Contains(events.OfType<SkillEvent.ToolCallFailed>().Single().Observation, "there is no tool", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Allowed_tools_filter_it()
    {
        using var skill = new TemporarySkill("", "Read").With("scripts/a.sh", "echo a");

        await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => Run(skill, "scripts/a.sh"));
    }

    [TestMethod]
    [DataRow("a.sh")]
    [DataRow("scripts/../a.sh")]
    [DataRow("/bin/sh")]
    [DataRow("../scripts/a.sh")]
    [DataRow("scripts/out.sh")]
    [DataRow("scripts/folder")]
    [DataRow("scripts/zero")]
    [DataRow("scripts/nothing.sh")]
    [DataRow("scripts/a.exe")]
    [DataRow("scripts")]
    public async Task Only_files_of_the_scripts_folder_run(string path)
    {
        using var skill = new TemporarySkill().With("a.sh", "echo ran").With("scripts/a.exe", "MZ").With("scripts/folder/b.txt", "");
        File.CreateSymbolicLink(skill.Path("scripts/out.sh"), skill.Path("a.sh"));
        File.CreateSymbolicLink(skill.Path("scripts/zero"), "/dev/zero");

        await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => Run(skill, path));
    }

    [TestMethod]
    public async Task A_scripts_folder_that_is_a_link_out_runs_nothing()
    {
        using var elsewhere = new TemporarySkill().With("a.sh", "echo ran");
        using var skill = new TemporarySkill();
        Directory.CreateSymbolicLink(skill.Path("scripts"), elsewhere.Folder);

        await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => Run(skill, "scripts/a.sh"));
    }

    [TestMethod]
    public async Task A_process_that_ignores_signals_is_ended_at_its_time_with_all_its_children()
    {
        using var skill = new TemporarySkill().With("scripts/stubborn.sh", "trap '' TERM INT HUP\nsleep 7301 &\necho started\nwhile true; do sleep 7301; done");

        var text = await Run(skill, "scripts/stubborn.sh", options: On with { Scripts = new ScriptOptions { Timeout = TimeSpan.FromSeconds(1) } });

        StringAssert.Contains(text, "did not end within 1 s", StringComparison.Ordinal);
        StringAssert.Contains(text, "started", StringComparison.Ordinal);
        Assert.IsTrue(SpinWait.SpinUntil(() => Sleepers("7301") is 0, TimeSpan.FromSeconds(20)), "the system takes a moment to bury the dead");
    }

    [TestMethod]
    public async Task Children_that_outlive_their_script_are_ended_and_do_not_hold_it_up()
    {
        using var skill = new TemporarySkill().With("scripts/leaves.sh", "sleep 7302 &\necho gone");
        var start = Stopwatch.GetTimestamp();

        var text = await Run(skill, "scripts/leaves.sh");

        StringAssert.Contains(text, "gone", StringComparison.Ordinal);
        Assert.IsLessThan(600, Stopwatch.GetElapsedTime(start).TotalSeconds, "it did not wait for the child");
        Assert.IsTrue(SpinWait.SpinUntil(() => Sleepers("7302") is 0, TimeSpan.FromSeconds(20)));
    }

    [TestMethod]
    public async Task Standard_input_is_closed_and_memory_is_limited()
    {
        using var skill = new TemporarySkill().With("scripts/reads.sh", "cat; echo end").With("scripts/grows.sh", "s=x\nwhile true; do s=$s$s; done");

        StringAssert.Contains(await Run(skill, "scripts/reads.sh"), "end", StringComparison.Ordinal);
        if (ProgramPath.Find("prlimit") is not null)
            Assert.DoesNotContain("exit code 0", await Run(skill, "scripts/grows.sh", options: On with { Scripts = new ScriptOptions { MaxMemoryBytes = 64 * 1024 * 1024 } }));
    }

    /// <summary>Whatever an argument holds, the script gets exactly that.</summary>
    [TestMethod]
    public void Arguments_reach_a_script_as_they_are()
    {
        using var skill = new TemporarySkill().With("scripts/show.sh", "for a in \"$@\"; do printf '%s\\036' \"$a\"; done");
        Gen.String[Gen.Char["abc '\"\\$`;&|<>*?!#~-\n\tä€"], 0, 12].Array[0, 6].Sample(arguments =>
        {
            var text = Run(skill, "scripts/show.sh", arguments).GetAwaiter().GetResult();
            CollectionAssert.AreEqual(arguments, text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..].Split('\u001e')[..^1]);
        }, seed: "0N0XIzNsQ0O2", iter: 40, threads: 1);
    }

    private static Task<string> Run(TemporarySkill skill, string path, params string[] arguments) => Run(skill, path, On, arguments);

    private static Task<string> Run(TemporarySkill skill, string path, SkillExecutorOptions options) => Run(skill, path, options, []);

    private static async Task<string> Run(TemporarySkill skill, string path, SkillExecutorOptions options, string[] arguments)
    {
        var given = JsonSerializer.SerializeToElement(arguments);
        var executor = new SkillExecutor(new Runner.Workloads.ScriptedModel([Call("run_script", ("path", path), ("arguments", given)), Say("done")]), options with { Visibility = new EventVisibility { RedactSecrets = false } });
        var events = await Events(executor, Request() with { Skill = skill.Skill });
        return events.OfType<SkillEvent.ToolCallFailed>().FirstOrDefault() is { } failed
            ? throw new InvalidOperationException(failed.Observation)
            : (string)events.OfType<SkillEvent.ToolCallCompleted>().Single().Result!;
    }

    private static int Sleepers(string seconds) => Directory.Exists("/proc")
        ? Directory.GetDirectories("/proc").Count(process => File.Exists(process + "/cmdline") && Command(process).Contains($"sleep\0{seconds}", StringComparison.Ordinal))
        : 0;

    private static string Command(string process)
    {
        try
        {
            return File.ReadAllText(process + "/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
