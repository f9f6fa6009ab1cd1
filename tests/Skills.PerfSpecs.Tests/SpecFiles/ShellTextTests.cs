using System.Diagnostics;
using PerfSpecs.SpecFiles;
using PerfSpecs.Text;

namespace PerfSpecs.Tests;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class ShellTextTests
{
    [TestMethod]
    [DataRow("plain/specs.json")]
    [DataRow("two words")]
    [DataRow("it's \"$HOME\" `id` \\ * ? [a] ~ # ; & | < > ( ) !")]
    [DataRow("")]
    [DataRow("~")]
    [DataRow("sized[rows:10]")]
    public async Task A_shell_reads_back_the_very_word(string word)
    {
        var start = new ProcessStartInfo("sh", ["-c", $"printf '<%s>' {ShellText.Quoted(word)}"]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var shell = Process.Start(start)!;

        Assert.AreEqual($"<{word}>", await shell.StandardOutput.ReadToEndAsync());
    }

    [TestMethod]
    public void Words_without_special_characters_stay_as_they_are() => Assert.AreEqual("a/b-c_1.json", ShellText.Quoted("a/b-c_1.json"));

    [TestMethod]
    public void Commands_of_make_are_shown_where_make_works_and_the_programs_own_elsewhere()
    {
        var folder = Directory.CreateTempSubdirectory("perfspecs-").FullName;
        File.WriteAllText(Path.Combine(folder, "Makefile"), "");
        var commands = new Commands("make perf ONLY={id} SEED={seed}", "make perf ARGS=\"--profile {id}\"", " SPECS={file}") { Root = "Makefile" };

        Assert.AreEqual("make perf ONLY=a SEED=7", commands.From(folder, file: null, "bin/Budgets").AgainFor("a", 7));
        Assert.AreEqual("make perf ONLY='a[rows:10]' SEED=7 SPECS=b.json", commands.From(folder, "b.json", "bin/Budgets").AgainFor("a[rows:10]", 7));
        Assert.AreEqual("bin/Budgets --run a --seed 7 --specs 'b c.json'", commands.From(folder, "b c.json", "bin/Budgets").AgainFor("a", 7));
        Assert.AreEqual("bin/Budgets --profile a", commands.From(Path.Combine(folder, "below"), file: null, "bin/Budgets").ProfileFor("a"));

        Directory.Delete(folder, recursive: true);
    }
}
