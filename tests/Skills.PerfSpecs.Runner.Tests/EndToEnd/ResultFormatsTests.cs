using System.Text.Json;
using System.Xml.Linq;

namespace Runner.Tests;

[TestClass]
public sealed class ResultFormatsTests
{
    /// <summary>Two exact budgets, of which one cannot be kept: certain on any machine.</summary>
    private const string Specs = """
        {
          "specs": [
            { "id": "kept", "metric": "context/initial-lines", "target": "exact <= 100000 lines" },
            { "id": "broken", "metric": "context/initial-lines", "target": "exact <= 1 lines" }
          ]
        }
        """;

    private string _folder = "";

    [TestInitialize]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("perfspecs-").FullName;
        File.WriteAllText(PathOf("specs.json"), Specs);
    }

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task One_run_writes_every_format_that_was_asked_for()
    {
        var run = await BuiltRunner.Run(
            _folder, "--json", "out/results.json", "--csv", "out/samples.csv", "--markdown", "out/report.md",
            "--junit-summary", "out/junit.xml", "--nunit-summary", "out/nunit.xml", "--openmetrics", "out/metrics.txt");

        Assert.AreEqual(1, run.ExitCode, run.Output + run.Error);
        Assert.HasCount(6, Directory.GetFiles(PathOf("out")), "and no temporary file");
        Assert.AreEqual("1", XDocument.Load(PathOf("out/junit.xml")).Root!.Attribute("failures")!.Value);
        Assert.AreEqual("Failed", XDocument.Load(PathOf("out/nunit.xml")).Root!.Attribute("result")!.Value);
        StringAssert.Contains(Text("out/report.md"), "2 specs: 1 passed, 1 of them weak, 1 failed");
        StringAssert.Contains(Text("out/samples.csv"), "\nbroken,context/initial-lines,lines,1,");
        StringAssert.Contains(
            Text("out/metrics.txt"),
            "perfspecs_verdict{id=\"broken\",metric=\"context/initial-lines\",statistic=\"exact\",better=\"lower\",verdict=\"fail\",severity=\"error\"} 1\n");
        Assert.AreEqual(1, (await BuiltRunner.Run(_folder, "judge", "out/results.json")).ExitCode);
        File.WriteAllText(PathOf("out/forged.json"), Text("out/results.json").Replace("\"verdict\":\"fail\"", "\"verdict\":\"pass\"", StringComparison.Ordinal));
        var forged = await BuiltRunner.Run(_folder, "judge", "out/forged.json");
        Assert.AreEqual(5, forged.ExitCode);
        StringAssert.Contains(forged.Output, "out/forged.json: $.specs[1] (broken) was changed after it was written");
    }

    [TestMethod]
    public async Task GitHub_is_told_the_line_and_given_a_summary()
    {
        var run = await BuiltRunner.RunWith(new() { ["GITHUB_ACTIONS"] = "true", ["GITHUB_STEP_SUMMARY"] = PathOf("summary.md"), ["GITHUB_WORKSPACE"] = _folder }, _folder);

        Assert.AreEqual(1, run.ExitCode);
        StringAssert.Contains(run.Output, "\n::error file=specs.json,line=4,col=68,title=broken%3A fail::The value is ");
        Assert.DoesNotContain("\u001b", run.Output);
        StringAssert.Contains(Text("summary.md"), "### ✗ `broken`");
    }

    [TestMethod]
    public async Task A_history_grows_with_every_run_and_is_shown()
    {
        // What is checked out counts, and not the commit that a build system names.
        var commit = await BuiltRunner.Shell(_folder, [], "git init -q && git -c user.name=Ann -c user.email=a@example.org commit -q --allow-empty -m first && git rev-parse HEAD");
        await BuiltRunner.RunWith(new() { ["GITHUB_SHA"] = "0123456789abcdef" }, _folder, "--history", "past");
        await BuiltRunner.Run(_folder, "--history", "past", "--run", "kept");

        Assert.HasCount(3, File.ReadAllLines(PathOf("past/history.jsonl")));
        var all = await BuiltRunner.Run(_folder, "history", "--history", "past");
        var one = await BuiltRunner.Run(_folder, "history", "kept", "--history", "past");
        Assert.AreEqual(0, all.ExitCode, all.Output + all.Error);
        StringAssert.Contains(all.Output, "broken  exact of context/initial-lines, 1 run on machine ");
        StringAssert.Contains(all.Output, $"fail, commit {commit.Output[..12]}, 2");
        StringAssert.Contains(all.Output, "it points, and does not judge");
        StringAssert.Contains(one.Output, "kept  exact of context/initial-lines, 2 runs on machine ");
        Assert.DoesNotContain("broken", one.Output);
        Assert.AreEqual(6, (await BuiltRunner.Run(_folder, "history", "other", "--history", "past")).ExitCode);
        Assert.AreEqual(5, (await BuiltRunner.Run(_folder, "history", "--history", "none")).ExitCode);
        Assert.AreEqual(5, (await BuiltRunner.Run(_folder, "history")).ExitCode);
    }

    [TestMethod]
    public async Task A_baseline_is_compared_with_spec_by_spec()
    {
        await BuiltRunner.Run(_folder, "--json", "base.json", "--run", "kept");

        var run = await BuiltRunner.Run(_folder, "--baseline", "base.json");

        StringAssert.Contains(run.Output, "against base.json of ");
        StringAssert.Contains(run.Output, "  kept    1x\n");
        StringAssert.Contains(run.Output, "  broken  not in the baseline\n");
    }

    [TestMethod]
    public async Task What_cannot_be_written_or_read_is_said_before_anything_is_measured()
    {
        File.WriteAllText(PathOf("newer.json"), """{ "version": 2 }""");

        var run = await BuiltRunner.Run(_folder, "--json", "specs.json/results.json", "--csv", "same", "--markdown", "./same", "--baseline", "newer.json");

        Assert.AreEqual(5, run.ExitCode);
        StringAssert.Contains(run.Output, "error: newer.json has version 2 of the results format");
        StringAssert.Contains(run.Output, "error: --csv and --markdown name one file, same");
        StringAssert.Contains(run.Output, "error: --json: specs.json/results.json cannot be written");
        Assert.DoesNotContain("canary", run.Output);
        StringAssert.Contains((await BuiltRunner.Run(_folder, "judge", "newer.json")).Output, "has version 2 of the results format, and this runner knows versions up to 1");
    }

    [TestMethod]
    public async Task A_test_of_the_platform_carries_its_results_into_the_TRX()
    {
        var (code, output) = await BuiltRunner.Test(_folder, "Name=Budgets.kept");

        Assert.AreEqual(0, code, output);
        var trx = XDocument.Load(PathOf("TestResults/run.trx"));
        var attached = trx.Descendants().Where(element => element.Name.LocalName is "ResultFile").Select(element => Path.GetFileName(element.Attribute("path")!.Value)).Order(StringComparer.Ordinal);
        CollectionAssert.AreEqual(new[] { "perfspecs-kept.html", "perfspecs-kept.json" }, attached.ToList());
        var file = Directory.GetFiles(PathOf("TestResults"), "perfspecs-kept.json", SearchOption.AllDirectories)[0];
        using var results = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        Assert.AreEqual("pass", results.RootElement.GetProperty("specs")[0].GetProperty("verdict").GetString());
    }

    private string PathOf(string path) => Path.Combine(_folder, path);

    private string Text(string path) => File.ReadAllText(PathOf(path));
}
