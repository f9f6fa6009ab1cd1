using System.Text.Json.Nodes;

namespace Runner.Tests;

[TestClass]
public sealed class TargetVerbTests
{
    private const string Specs = """
        {
          // Bytes repeat almost exactly, and lines exactly.
          "specs": [
            { "id": "bytes", "metric": "preprocessing/allocated", "target": "p95 <= 900 MB", "samples": 200 }, // far away
            { "id": "lines", "metric": "context/initial-lines", "target": "exact <= 500000 lines", "tags": ["plan"] }
          ]
        }
        """;

    private string _folder = "";

    [TestInitialize]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("perfspecs-").FullName;
        File.WriteAllText(PathOf("specs.json"), Specs.ReplaceLineEndings("\r\n"));
    }

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task Targets_are_calibrated_from_a_run_of_its_own_and_from_stored_ones()
    {
        var measured = await BuiltRunner.Run(_folder, "calibrate", "--json", "results.json", "--out", "targets.patch");
        Assert.AreEqual(0, measured.ExitCode, measured.Output + measured.Error);
        StringAssert.Contains(measured.Output, "n=200");
        StringAssert.Contains(measured.Output, "note: one run does not show how runs differ.");
        StringAssert.Contains(measured.Output, "(--tag plan, or --run with the id, includes them): lines");
        StringAssert.Matches(measured.Output, new(@"bytes  ""p95 <= 900 MB"" -> ""p95 <= [\d.]+ KB""  measured .* \(n=200\), headroom [\d.]+x, notices [\d.]+x"));
        var patch = await File.ReadAllTextAsync(PathOf("targets.patch"));
        StringAssert.StartsWith(patch, "--- a/specs.json\n+++ b/specs.json\n@@ -1,7 +1,7 @@\n");
        StringAssert.EndsWith(measured.Output, patch);
        Assert.AreEqual(Specs.ReplaceLineEndings("\r\n"), await File.ReadAllTextAsync(PathOf("specs.json")));

        var applied = await BuiltRunner.Run(_folder, "calibrate", "results.json", "--apply");
        var again = await BuiltRunner.Run(_folder, "calibrate", "results.json");
        // The stored samples again, and not new ones: processes differ, so that a fresh one may rightly fail what one process proposed.
        var judged = await BuiltRunner.Run(_folder, "judge", "results.json");
        var promise = await BuiltRunner.Run(_folder, "calibrate", "results.json", "--run", "lines");

        Assert.AreEqual(0, applied.ExitCode, applied.Output + applied.Error);
        StringAssert.EndsWith(applied.Output, patch);
        var edited = await File.ReadAllTextAsync(PathOf("specs.json"));
        StringAssert.Matches(edited, new("^" + System.Text.RegularExpressions.Regex.Escape(Specs.ReplaceLineEndings("\r\n")).Replace("900\\ MB", @"[\d.]+\ KB", StringComparison.Ordinal) + "$"));
        Assert.IsFalse(edited.Contains("900 MB", StringComparison.Ordinal));
        StringAssert.Contains(again.Output, "specs.json needs no change");
        Assert.AreEqual(0, judged.ExitCode, judged.Output);
        StringAssert.Matches(judged.Output, new(@"bytes  was pass by ""p95 <= 900 MB""; pass by today's target"));
        Assert.AreEqual(6, promise.ExitCode, promise.Output);
        StringAssert.Contains(promise.Output, "no fit run measured it");
    }

    [TestMethod]
    public async Task A_ratchet_takes_three_different_runs_of_one_machine_and_tightens()
    {
        await BuiltRunner.Run(_folder, "--run", "bytes", "--json", "1.json");
        Derive("2.json", run => run["started"] = "2026-11-24T00:00:00+00:00");
        Derive("3.json", run => run["started"] = "2026-11-25T00:00:00+00:00");
        Derive("other.json", run => (run["started"], run["environment"]!["cores"]) = ("2026-11-26T00:00:00+00:00", 999));

        var few = await BuiltRunner.Run(_folder, "ratchet", "1.json", "2.json");
        var twice = await BuiltRunner.Run(_folder, "ratchet", "1.json", "2.json", "2.json");
        var machines = await BuiltRunner.Run(_folder, "ratchet", "1.json", "2.json", "other.json");
        var three = await BuiltRunner.Run(_folder, "ratchet", "1.json", "2.json", "3.json", "--headroom", "1.1");

        Assert.AreEqual(5, few.ExitCode);
        StringAssert.Contains(few.Output, "at least 3 different runs, and got 2");
        Assert.AreEqual(5, twice.ExitCode);
        StringAssert.Contains(twice.Output, "2.json holds the same run as another file");
        Assert.AreEqual(5, machines.ExitCode);
        StringAssert.Contains(machines.Output, "cores");
        Assert.AreEqual(0, three.ExitCode, three.Output + three.Error);
        StringAssert.Matches(three.Output, new(@"bytes  ""p95 <= 900 MB"" -> ""p95 <= [\d.]+ KB""  sustained .*, headroom 1\.1"));
        StringAssert.Contains(three.Output, "\n-    { \"id\": \"bytes\"");
        Assert.AreEqual(Specs.ReplaceLineEndings("\r\n"), await File.ReadAllTextAsync(PathOf("specs.json")));
    }

    [TestMethod]
    public async Task A_factor_that_is_none_and_a_file_that_is_none_exit_5()
    {
        Assert.AreEqual(5, (await BuiltRunner.Run(_folder, "calibrate", "results.json", "--catch", "0.5")).ExitCode);
        var missing = await BuiltRunner.Run(_folder, "calibrate", "results.json");
        Assert.AreEqual(5, missing.ExitCode);
        StringAssert.Contains(missing.Output, "results.json cannot be read");
    }

    private void Derive(string name, Action<JsonNode> change)
    {
        var run = JsonNode.Parse(File.ReadAllText(PathOf("1.json")))!;
        change(run);
        // Digests show a change, and a file without them is one that another tool made.
        run.AsObject().Remove("digest");
        foreach (var spec in run["specs"]!.AsArray())
            spec!.AsObject().Remove("digest");
        File.WriteAllText(PathOf(name), run.ToJsonString());
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
