using System.Text.Json;
using System.Xml.Linq;
using Faulty;

namespace Runner.Tests;

/// <summary>Runs that are ended from outside while a workload does not return.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class SignalTests
{
    private const string Specs = """
        { "specs": [
          { "id": "good", "metric": "steady/value", "target": "median < 9 things", "warmup": 0 },
          { "id": "hangs", "metric": "hangs-in-its-tenth-judged-run/value", "target": "median < 0.5 things", "warmup": 0, "samples": 1000, "stride": 1 },
          { "id": "never-begun", "metric": "process-id/value", "target": "median < 99999999 things" } ] }
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
    [DataRow("INT")]
    [DataRow("TERM")]
    [DataRow("HUP")]
    public async Task A_signal_ends_the_run_with_130_and_what_was_measured_is_shown_and_written(string signal)
    {
        string[] reports = ["--json", "results.json", "--junit-summary", "junit.xml", "--nunit-summary", "nunit.xml", "--html", "report.html"];

        var run = await Until($"kill -{signal} $pid", ["--sequenced", .. reports]);

        Assert.AreEqual(130, run.ExitCode, run.Output + run.Error);
        StringAssert.Matches(run.Output, new("[✓○] good"));
        StringAssert.Contains(run.Output, "the run was cancelled");
        StringAssert.Matches(run.Output, new(@"3 specs: .* · cancelled"));
        using var results = JsonDocument.Parse(await File.ReadAllTextAsync(PathOf("results.json")));
        Assert.IsTrue(results.RootElement.GetProperty("cancelled").GetBoolean());
        var hangs = results.RootElement.GetProperty("specs").EnumerateArray().Single(spec => spec.GetProperty("id").GetString() is "hangs");
        Assert.AreEqual("inconclusive", hangs.GetProperty("verdict").GetString());
        Assert.AreEqual(10, hangs.GetProperty("values").GetArrayLength());
        Assert.AreEqual("2", XDocument.Load(PathOf("junit.xml")).Root!.Elements().First().Attribute("errors")!.Value);
        Assert.AreEqual("Failed", XDocument.Load(PathOf("nunit.xml")).Root!.Attribute("result")!.Value);
        Assert.IsTrue(File.Exists(PathOf("report.html")));
    }

    [TestMethod]
    public async Task Two_signals_at_once_are_one_request_and_the_results_are_written()
    {
        var run = await Until("kill -INT $pid; kill -TERM $pid", "--sequenced", "--json", "results.json");

        Assert.AreEqual(130, run.ExitCode, run.Output + run.Error);
        Assert.IsTrue(File.Exists(PathOf("results.json")), run.Output + run.Error);
    }

    [TestMethod]
    public async Task A_soak_ends_by_a_signal_as_well()
    {
        WriteHanging();

        var run = await Until("kill -TERM $pid", "--stress", "10");

        Assert.AreEqual(130, run.ExitCode, run.Output + run.Error);
        StringAssert.Contains(run.Output, "1 rounds in");
    }

    [TestMethod]
    public async Task Workers_that_get_the_signal_too_are_no_error_of_their_workload()
    {
        WriteHanging(""", "launches": 2 """);

        // As a terminal does: first the worker, so that its end would be seen before the run knows of the signal.
        var run = await Until("kill -INT $(cat /proc/$pid/task/*/children); kill -INT $pid", "--json", "results.json");

        Assert.AreEqual(130, run.ExitCode, run.Output + run.Error);
        StringAssert.Contains(run.Output, "? hangs");
        Assert.IsTrue(File.Exists(PathOf("results.json")));
    }

    [TestMethod]
    public async Task Under_nohup_a_hangup_is_ignored()
    {
        var mark = PathOf("mark");
        var environment = new Dictionary<string, string> { [FaultyWorkloads.MarkVariable] = mark };
        var program = typeof(FaultyWorkloads).Assembly.Location;

        var run = await BuiltRunner.Shell(_folder, environment, $"""
            (trap '' HUP; exec dotnet '{program}' --sequenced --json results.json) & pid=$!
            while [ ! -e mark ]; do sleep 0.1; done
            kill -HUP $pid; kill -TERM $pid; wait $pid
            """);

        Assert.AreEqual(130, run.ExitCode, run.Output + run.Error);
        Assert.IsTrue(File.Exists(PathOf("results.json")), run.Output + run.Error);
    }

    private void WriteHanging(string more = "") => File.WriteAllText(PathOf("specs.json"), $$"""
        { "specs": [ { "id": "hangs", "metric": "hangs-in-its-tenth-judged-run/value", "target": "median < 0.5 things", "warmup": 0, "samples": 1000{{more}} } ] }
        """);

    private Task<BuiltRunner> Until(string signals, params string[] args)
    {
        var mark = PathOf("mark");
        return BuiltRunner.RunFaultyUntil(mark, signals, new() { [FaultyWorkloads.MarkVariable] = mark }, _folder, args);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
