using Runner.Workloads;

namespace Runner.Tests;

/// <summary>Runs <c>dotnet test</c> on the runner's project, as a user does.</summary>
[TestClass]
public sealed class TestFilterTests
{
    private static readonly string Configuration =
        typeof(SkillsSpecs).Assembly.Location.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Debug" : "Release";

    [TestMethod]
    public async Task A_filter_that_matches_nothing_fails_and_an_id_with_parameters_needs_no_escape()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "specs.json"), """
            { "specs": [
              { "id": "sized", "metric": "orchestrator/throughput", "params": { "concurrency": [10, 20] }, "target": "median >= 1 /s", "samples": 30,
                "skip": "only its name is looked for" } ] }
            """);

        var none = await Test(folder.Path, "Name=no-such-spec");
        var one = await Test(folder.Path, "Name=Budgets.sized[concurrency:20]");

        Assert.AreEqual(1, none.ExitCode, none.Output + none.Error);
        Assert.AreEqual(0, one.ExitCode, one.Output + one.Error);
        StringAssert.Matches(one.Output, new(@"Skipped: +1, Total: +1"), one.Output);
    }

    private static Task<BuiltRunner> Test(string folder, string filter)
    {
        var project = Repository.PathOf("Skills.PerfSpecs.Runner", "Runner.csproj");
        var environment = new Dictionary<string, string> { ["PERFSPECS_FILE"] = Path.Combine(folder, "specs.json") };
        return BuiltRunner.Shell(folder, environment, $"dotnet test '{project}' -c {Configuration} --no-build --nologo --filter '{filter}'");
    }
}
