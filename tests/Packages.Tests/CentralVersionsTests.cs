using System.Text.Json;

namespace Packages.Tests;

/// <summary>A solution with central package management: a console program, MSTest, and Expect in three other frameworks.</summary>
[TestClass]
public sealed class CentralVersionsTests
{
    private static string _solution = "";

    [ClassInitialize]
    public static async Task Build(TestContext context)
    {
        _solution = Stranger.Copy("central");
        Stranger.Take(Path.Combine(_solution, "Console"), "Program.cs", "specs.json");
        // Bytes are judged on a busy machine as well; the page's budget of a time might be unfit there.
        File.WriteAllText(Path.Combine(_solution, "MSTest", "Budgets.cs"), Stranger.Blocks("docs/packages.md", "csharp")[0]);
        File.WriteAllText(Path.Combine(_solution, "MSTest", "specs.json"), Stranger.InBytes(Stranger.Blocks("docs/packages.md", "json")[0], "p95 < 50 KB"));
        foreach (var framework in new[] { "XUnit", "NUnit", "TUnit" })
            File.WriteAllText(Path.Combine(_solution, framework, "Budgets.cs"), Stranger.Blocks($"docs/{framework.ToLowerInvariant()}.md", "csharp")[0]);
        await Shell.Succeed(_solution, "dotnet build Central.slnx -c Release --nologo -v q");
    }

    [TestMethod]
    [DataRow("XUnit", "dotnet run -c Release --no-build --project XUnit", "Total: 2, Errors: 0, Failed: 0")]
    [DataRow("NUnit", "dotnet test NUnit -c Release --no-build --nologo", "Failed:     0, Passed:     1")]
    [DataRow("TUnit", "dotnet run -c Release --no-build --project TUnit", "failed: 0")]
    public async Task Expect_works_in_the_framework_as_its_page_says(string framework, string line, string summary) =>
        StringAssert.Contains(await Shell.Succeed(_solution, line), summary, framework);

    [TestMethod]
    public void Expect_brings_no_console_and_no_client_of_diagnostics()
    {
        foreach (var framework in new[] { "XUnit", "NUnit", "TUnit" })
        {
            using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(_solution, framework, "obj", "project.assets.json")));
            var packages = assets.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name).ToList();
            Assert.IsTrue(packages.Any(package => package.StartsWith("PerfSpecs/", StringComparison.Ordinal)), framework);
            var unwanted = packages.Where(package => package.StartsWith("Spectre.", StringComparison.Ordinal)
                || package.StartsWith("System.CommandLine", StringComparison.Ordinal)
                || package.StartsWith("Microsoft.Diagnostics.", StringComparison.Ordinal)
                || package.StartsWith("PerfSpecs.", StringComparison.Ordinal));
            Assert.AreEqual("", string.Join(", ", unwanted), framework);
        }
    }

    [TestMethod]
    public async Task The_console_brings_its_runtime_settings_and_warns_where_they_are_refused()
    {
        var console = Path.Combine(_solution, "Console");
        var with = await Shell.Succeed(console, "dotnet run -c Release --no-build");
        await Shell.Succeed(console, "dotnet build -c Release --nologo -v q -p:PerfSpecsRuntimeSettings=false");
        var without = await Shell.Succeed(console, "dotnet run -c Release --no-build");

        StringAssert.Contains(with, "TieredPGO=0");
        Assert.DoesNotContain("Dynamic PGO is on", with);
        StringAssert.Contains(without, "TieredPGO=1");
        StringAssert.Contains(without, "Dynamic PGO is on");
    }

    [TestMethod]
    public async Task MSTest_in_its_newest_version_runs_the_budget_of_the_page_on_both_platforms()
    {
        var project = Path.Combine(_solution, "MSTest");
        StringAssert.Contains(await Shell.Succeed(project, "dotnet test -c Release --no-build --nologo"), "Passed:     1");
        File.WriteAllText(Path.Combine(project, "global.json"), MSTestTests.TestingPlatform);
        StringAssert.Contains(await Shell.Succeed(project, "dotnet test -c Release --no-build"), "succeeded: 1");
    }
}
