using System.Diagnostics;
using Runner.Workloads;

namespace Runner.Tests;

/// <summary>Runs the scripts in the shells that are there; of PowerShell only the text is held, where it is not installed.</summary>
[TestClass]
public sealed class CompletionTests
{
    private const string Specs = """
        { "specs": [
          { "id": "pre-fast", "metric": "preprocessing/duration", "target": "p95 < 100 ms", "tags": ["plan", "quick"] },
          { "id": "pre-least", "metric": "preprocessing/duration", "target": "median < 90 ms" },
          { "metric": "orchestrator/throughput", "params": { "concurrency": [10, 100, 50] }, "target": "median >= 1 /s" } ] }
        """;

    private static readonly string Programs = Path.GetDirectoryName(typeof(SkillsSpecs).Assembly.Location)!;

    [TestMethod]
    [DataRow("sel", "selftest")]
    [DataRow("--fail", "--fail-on-focused-tests")]
    [DataRow("--tag plan --juni", "--junit-summary")]
    [DataRow("check --spe", "--specs")]
    [DataRow("--tag ", "plan quick")]
    [DataRow("--run pre-", "pre-fast pre-least")]
    [DataRow("--run pre-fast pre-l", "pre-least")]
    [DataRow("--profile pre-f", "pre-fast")]
    [DataRow("explain pre-", "pre-fast pre-least")]
    [DataRow("completion ", "bash pwsh zsh")]
    [DataRow("--json no-such-wor", "")]
    public async Task Bash_is_offered_verbs_options_ids_and_tags(string typed, string offered) => Assert.AreEqual(offered, await Bash(typed));

    [TestMethod]
    public async Task Bash_completes_ids_in_parts_where_they_hold_characters_that_it_breaks_words_at()
    {
        Assert.AreEqual(@"orchestrator/throughput\[concurrency:100\] orchestrator/throughput\[concurrency:10\] orchestrator/throughput\[concurrency:50\]", await Bash("explain orch"));
        Assert.AreEqual(@"50\]", await Bash(@"explain orchestrator/throughput\[concurrency:5"));
    }

    [TestMethod]
    public async Task Bash_is_offered_what_the_command_line_knows_where_the_file_is_broken()
    {
        Assert.AreEqual("", await Bash("--run pre-", specs: "{ broken"));
        Assert.AreEqual("explain", await Bash("exp", specs: "{ broken"));
    }

    [TestMethod]
    [DataRow("--tag plan --juni", "--junit-summary")]
    [DataRow("--tag ", "plan quick")]
    [DataRow("explain pre-", "pre-fast pre-least")]
    public async Task Zsh_is_offered_the_same(string typed, string offered)
    {
        // The functions of zsh's own completion are stood in for: they only work on a terminal.
        var script = $$"""
            compdef() { }
            _files() { }
            compadd() { shift; print -r -- $@ }
            source <(Skills.PerfSpecs.Runner completion zsh)
            words=("${(@s: :)1}"); CURRENT=${#words}; PREFIX=${words[-1]}
            _Skills_PerfSpecs_Runner_complete
            """;
        Assert.AreEqual(offered, await Shell("zsh", ["-f", "-c", script, "zsh", $"Skills.PerfSpecs.Runner {typed}"], Specs));
    }

    [TestMethod]
    [DataRow("bash", "complete -o default -F _Skills_PerfSpecs_Runner_complete Skills.PerfSpecs.Runner")]
    [DataRow("zsh", "compdef _Skills_PerfSpecs_Runner_complete Skills.PerfSpecs.Runner")]
    [DataRow("pwsh", "Register-ArgumentCompleter -Native -CommandName 'Skills.PerfSpecs.Runner', 'Skills.PerfSpecs.Runner.exe'")]
    public async Task Each_script_names_the_program_and_asks_it(string shell, string line)
    {
        using var folder = new TemporaryFolder();
        var run = await BuiltRunner.Run(folder.Path, "completion", shell);
        Assert.AreEqual(0, run.ExitCode);
        StringAssert.Contains(run.Output, line);
        StringAssert.Contains(run.Output, "[suggest:");
        Assert.AreEqual(run.Output.Count(character => character is '{'), run.Output.Count(character => character is '}'));
    }

    private static Task<string> Bash(string typed, string specs = Specs)
    {
        const string script = """
            source <(Skills.PerfSpecs.Runner completion bash)
            COMP_LINE="Skills.PerfSpecs.Runner $1" COMP_POINT=$((24 + ${#1}))
            _Skills_PerfSpecs_Runner_complete Skills.PerfSpecs.Runner
            echo "${COMPREPLY[@]}"
            """;
        return Shell("bash", ["--norc", "-c", script, "bash", typed], specs);
    }

    private static async Task<string> Shell(string shell, IEnumerable<string> args, string specs)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        if (OperatingSystem.IsWindows() || !Array.Exists(path.Split(Path.PathSeparator), folder => File.Exists(Path.Combine(folder, shell))))
            Assert.Inconclusive($"There is no {shell} here.");
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "specs.json"), specs);
        var start = new ProcessStartInfo(shell, args) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["PATH"] = $"{Programs}{Path.PathSeparator}{path}";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Trim();
    }
}
