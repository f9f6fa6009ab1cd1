namespace Packages.Tests;

/// <summary>A test project as <c>dotnet new mstest</c> makes it, with one package, one class and one specs.json.</summary>
[TestClass]
public sealed class MSTestTests
{
    public const string TestingPlatform = """{ "test": { "runner": "Microsoft.Testing.Platform" } }""";

    private static string _project = "";

    [ClassInitialize]
    public static async Task Make(TestContext context)
    {
        await Stranger.Type(Feed.Root, Stranger.Blocks("docs/packages.md", "")[0]);
        _project = Feed.PathOf("Speed");
        Stranger.Take(_project, "Budgets.cs");
        // No --no-build: under VSTest the build is a part of the run.
        WriteSpecs("p95 < 50 KB");
        StringAssert.Contains(await Shell.Succeed(_project, "dotnet test -c Release --nologo"), "Passed:     3");
    }

    [TestInitialize]
    public void ChooseVSTest()
    {
        File.Delete(Path.Combine(_project, "global.json"));
        WriteSpecs("p95 < 50 KB");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Each_spec_is_a_test_named_after_its_class(bool isTestingPlatform)
    {
        Choose(isTestingPlatform);

        var listed = await Shell.Succeed(_project, "dotnet test -c Release --no-build --list-tests");

        StringAssert.Contains(listed, "Budgets.buffer");
        StringAssert.Contains(listed, "Budgets.sized[size:10]");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task An_edited_target_holds_without_a_build_and_a_failure_leads_to_both_its_lines(bool isTestingPlatform)
    {
        Choose(isTestingPlatform);
        WriteSpecs("p95 < 100 B");

        var failed = await Shell.Run(_project, "dotnet test -c Release --no-build --filter Name=Budgets.buffer");

        Assert.AreEqual(isTestingPlatform ? 2 : 1, failed.ExitCode, failed.Output);
        StringAssert.Matches(failed.Output, new("(?m)^ +buffer is over by at least 10(\\.\\d)?x\\. The p95 is at least 1,0\\d\\d B"));
        StringAssert.Matches(failed.Output, new("at spec \"buffer\" in .*specs\\.json:(line )?2\\b"));
        StringAssert.Matches(failed.Output, new("at workload \"buffer\" in .*Budgets\\.cs:(line )?11\\b"));
        Assert.DoesNotContain("at PerfSpecs.", failed.Output);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_filter_that_matches_nothing_fails_and_an_id_needs_no_escape(bool isTestingPlatform)
    {
        Choose(isTestingPlatform);

        var none = await Shell.Run(_project, "dotnet test -c Release --no-build --filter Name=Budgets.nothing");
        var one = await Shell.Run(_project, "dotnet test -c Release --no-build --filter Name=Budgets.sized[size:10]");

        Assert.AreEqual(isTestingPlatform ? 8 : 1, none.ExitCode, none.Output);
        Assert.AreEqual(0, one.ExitCode, one.Output);
        StringAssert.Matches(one.Output, new(isTestingPlatform ? "total: 1\\b" : "Total: +1\\b"));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_spec_with_launches_is_measured_in_processes_of_its_own(bool isTestingPlatform)
    {
        Choose(isTestingPlatform);
        WriteSpecs("p95 < 50 KB", ", \"launches\": 2");

        var run = await Shell.Succeed(_project, "dotnet test -c Release --no-build --filter Name=Budgets.buffer");

        StringAssert.Matches(run, new(isTestingPlatform ? "succeeded: 1\\b" : "Passed: +1\\b"));
    }

    [TestMethod]
    public async Task The_built_program_runs_the_tests_itself() =>
        StringAssert.Contains(await Shell.Succeed(_project, Path.Combine("bin", "Release", "net10.0", "Speed")), "succeeded: 3");

    private static void Choose(bool isTestingPlatform)
    {
        if (isTestingPlatform)
            File.WriteAllText(Path.Combine(_project, "global.json"), TestingPlatform);
    }

    private static void WriteSpecs(string target, string more = "") => File.WriteAllText(Path.Combine(_project, "specs.json"), $$"""
        { "specs": [
            { "id": "buffer", "metric": "buffer/allocated", "target": "{{target}}", "samples": 100, "tags": ["guard"]{{more}} },
            { "id": "sized", "metric": "sized/allocated", "params": { "size": [10] }, "target": "p95 < 50 KB", "samples": 100 } ] }
        """);
}
