using System.Text.Json;

namespace Runner.Tests;

[TestClass]
public sealed class ConsoleTests
{
    private string _folder = "";

    [TestInitialize]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("perfspecs-").FullName;

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task A_kept_budget_exits_0_and_shows_estimate_interval_target_and_samples()
    {
        Write("""{ "specs": [ { "id": "pre", "metric": "preprocessing/allocated", "target": "p95 < 100 MB" } ] }""");

        var run = await BuiltRunner.Run(_folder, "--seed", "7");

        Assert.AreEqual(0, run.ExitCode, run.Output + run.Error);
        StringAssert.Contains(run.Output, "seed 7");
        StringAssert.Matches(run.Output, new(@"[✓○] pre  p95  [\d.,]+ [KM]?B +([\d.,]+ to|at most) [\d.,]+ [KM]?B +< 100 MB  n=\d+"));
        StringAssert.Contains(run.Output, "1 spec: 1 passed");
    }

    [TestMethod]
    public async Task A_broken_budget_exits_1_and_names_spec_interval_target_and_line()
    {
        Write("""
            {
              "specs": [
                { "metric": "preprocessing/allocated", "target": "p95 < 10 B" }
              ]
            }
            """);

        var run = await BuiltRunner.Run(_folder);

        Assert.AreEqual(1, run.ExitCode, run.Output + run.Error);
        StringAssert.Contains(run.Output, "✗ preprocessing/allocated   specs.json:3");
        StringAssert.Matches(run.Output, new(@"The p95 is ([\d.,]+ to|at least) [\d.,]+ [KM]?B .* the target is < 10 B"));
        StringAssert.Matches(run.Output, new(@"again   \S.* --run preprocessing/allocated --seed \d+"));
    }

    [TestMethod]
    public async Task A_broken_file_exits_5_with_the_place_and_runs_nothing()
    {
        Write("""
            { "specs": [ { "metric": "preprocessing/durations", "target": "p95 < 10 ns" } ] }
            """);

        var run = await BuiltRunner.Run(_folder, "--json", "results.json");

        Assert.AreEqual(5, run.ExitCode);
        StringAssert.Contains(run.Output, "specs.json:1:26: error PS118");
        StringAssert.Contains(run.Output, "preprocessing/duration");
        Assert.IsFalse(File.Exists(Path.Combine(_folder, "results.json")));
    }

    [TestMethod]
    public async Task Too_few_samples_exit_5_with_the_number_needed()
    {
        Write("""{ "specs": [ { "metric": "preprocessing/duration", "target": "p95 < 100 ms", "samples": 20 } ] }""");

        var run = await BuiltRunner.Run(_folder, "check");

        Assert.AreEqual(5, run.ExitCode);
        StringAssert.Contains(run.Output, "PS133");
        StringAssert.Contains(run.Output, "90 or more");
    }

    [TestMethod]
    public async Task An_unknown_option_exits_5_and_nothing_selected_exits_6()
    {
        Write("""{ "specs": [ { "metric": "preprocessing/duration", "target": "p95 < 100 ms" } ] }""");

        Assert.AreEqual(5, (await BuiltRunner.Run(_folder, "--tagg", "plan")).ExitCode);
        Assert.AreEqual(6, (await BuiltRunner.Run(_folder, "--tag", "none")).ExitCode);
    }

    [TestMethod]
    public async Task A_listing_heeds_the_selection()
    {
        Write("""
            { "specs": [
              { "id": "a", "metric": "preprocessing/duration", "target": "p95 < 100 ms", "tags": ["x"] },
              { "id": "b", "metric": "preprocessing/duration", "target": "p95 < 100 ms" } ] }
            """);

        var run = await BuiltRunner.Run(_folder, "--list-tests", "--tag", "x");

        Assert.AreEqual(0, run.ExitCode);
        Assert.AreEqual("skills/context/a", run.Output.Trim());
    }

    [TestMethod]
    public async Task Results_hold_every_sample_with_moments_and_verdict()
    {
        Write("""{ "specs": [ { "id": "pre", "metric": "preprocessing/allocated", "target": "p95 < 100 MB", "samples": 100 } ] }""");

        await BuiltRunner.Run(_folder, "--seed", "7", "--json", "out/results.json");

        using var results = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "out", "results.json")));
        var spec = results.RootElement.GetProperty("specs")[0];
        Assert.AreEqual(7, results.RootElement.GetProperty("seed").GetInt32());
        Assert.AreEqual("pass", spec.GetProperty("verdict").GetString());
        Assert.AreEqual(spec.GetProperty("samples").GetInt32(), spec.GetProperty("values").GetArrayLength());
        Assert.IsLessThanOrEqualTo(spec.GetProperty("maximum").GetDouble(), spec.GetProperty("mean").GetDouble());
    }

    [TestMethod]
    public async Task The_version_is_printed_alone()
    {
        var run = await BuiltRunner.Run(_folder, "--version");

        Assert.AreEqual(0, run.ExitCode);
        StringAssert.Matches(run.Output.Trim(), new(@"^\d+\.\d+\.\d+"));
        Assert.HasCount(1, run.Output.Trim().Split('\n'));
    }

    private void Write(string specs) => File.WriteAllText(Path.Combine(_folder, "specs.json"), specs);
}
