using System.Text.Json;

namespace Runner.Tests;

/// <summary>Workloads that do what workloads should not do, in the program as a user starts it.</summary>
[TestClass]
public sealed class FaultTests
{
    /// <summary>A limit of the heap under which allocating without end comes to an end soon.</summary>
    private static readonly Dictionary<string, string> LittleMemory = new() { ["DOTNET_GCHeapHardLimit"] = "0x18000000" };

    private string _folder = "";

    [TestInitialize]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("perfspecs-").FullName;

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task In_this_process_each_fault_is_its_specs_error_and_the_others_verdicts_stand()
    {
        var run = await Judge(
        [
            Spec("run", "throws"), Spec("setup", "throws-in-setup"), Spec("teardown", "throws-in-teardown"), Spec("library", "throws-in-a-library"),
            Spec("nan", "not-a-number", measure: "value"), Spec("waits", "waits", more: """, "timeout": "500 ms" """),
            Spec("hangs", "never-returns", more: """, "timeout": "500 ms" """), Spec("thread", "starts-a-thread-that-throws"),
        ]);

        AssertError(run, "run", "InvalidOperationException: broken on purpose", isOwnFrameShown: true);
        AssertError(run, "setup", "InvalidOperationException: set up on purpose", isOwnFrameShown: true);
        AssertError(run, "teardown", "InvalidOperationException: torn on purpose", isOwnFrameShown: true);
        AssertError(run, "library", "FormatException: The input string 'no number' was not in a correct format", isOwnFrameShown: true);
        AssertError(run, "nan", "the workload reported no number for \"value\"");
        AssertError(run, "waits", "no end within 500.0 ms");
        AssertError(run, "hangs", "no end within 500.0 ms", isLaunchAdvised: true);
        AssertError(run, "thread", "InvalidOperationException on a thread where nothing caught it: thread on purpose", isOwnFrameShown: true, isLaunchAdvised: true);
        AssertOthersStand(run);
    }

    [TestMethod]
    public async Task In_processes_of_their_own_nothing_that_kills_one_harms_the_run()
    {
        const string launched = """, "launches": 2, "warmup": 1 """;
        var run = await Judge(
        [
            Spec("run", "throws", more: launched), Spec("setup", "throws-in-setup", more: launched), Spec("teardown", "throws-in-teardown", more: launched),
            Spec("waits", "waits", more: launched + """, "timeout": "500 ms" """), Spec("hangs", "never-returns", more: launched + """, "timeout": "500 ms" """),
            Spec("thread", "starts-a-thread-that-throws", more: launched), Spec("exit", "dies", more: launched), Spec("fast", "fails-fast", more: launched),
            Spec("stack", "overflows-the-stack", more: launched), Spec("killed", "is-killed", more: launched),
        ]);

        AssertError(run, "run", "InvalidOperationException: broken on purpose", isOwnFrameShown: true);
        AssertError(run, "setup", "InvalidOperationException: set up on purpose", isOwnFrameShown: true);
        AssertError(run, "teardown", "InvalidOperationException: torn on purpose", isOwnFrameShown: true);
        AssertError(run, "waits", "no end within 500.0 ms");
        AssertError(run, "hangs", "no end within 500.0 ms");
        AssertError(run, "thread", "Unhandled exception. System.InvalidOperationException: thread on purpose", isOwnFrameShown: true);
        AssertError(run, "exit", "the worker process ended by itself with exit code 77");
        AssertError(run, "fast", "Process terminated. fast on purpose", isOwnFrameShown: true);
        AssertError(run, "stack", "Stack overflow", isOwnFrameShown: true);
        AssertError(run, "killed", "the worker process ended by itself with exit code");
        AssertOthersStand(run);
    }

    [TestMethod]
    public async Task A_success_rate_whose_setup_fails_in_a_process_of_its_own_is_an_error_and_not_tried_for_ever()
    {
        var run = await Judge(["""{ "id": "rate", "metric": "throws-in-setup/success", "target": "rate >= 50 %", "launches": 2, "samples": 100 }"""]);

        AssertError(run, "rate", "InvalidOperationException: set up on purpose", isOwnFrameShown: true);
        AssertOthersStand(run);
    }

    [TestMethod]
    public async Task Memory_without_end_is_an_error_in_this_process_as_long_as_the_runtime_can_still_throw()
    {
        var run = await Judge([Spec("memory", "allocates")], LittleMemory);

        AssertError(run, "memory", "OutOfMemoryException", isOwnFrameShown: true, isLaunchAdvised: true);
        AssertOthersStand(run);
    }

    [TestMethod]
    public async Task Memory_without_end_in_a_process_of_its_own_leaves_this_ones_alone()
    {
        var run = await Judge([Spec("memory", "allocates", more: """, "launches": 2 """)], LittleMemory);

        AssertError(run, "memory", "OutOfMemoryException", isOwnFrameShown: true);
        AssertOthersStand(run);
    }

    [TestMethod]
    public async Task What_is_printed_in_this_process_stays_out_of_the_report()
    {
        var run = await Judge([Spec("out", "prints", more: """, "warmup": 5 """), Spec("err", "prints-errors", more: """, "warmup": 5 """)]);

        Assert.AreEqual(0, run.ExitCode, run.Output + run.Error);
        Assert.AreEqual("", run.Error);
        StringAssert.Matches(run.Output, new(@"note: the workloads printed [\d,]{9,} characters, which are not shown; --debug shows them on standard error\."));
        Assert.DoesNotContain("xxxx", run.Output);
        Assert.IsTrue(run.Output.Split('\n').All(line => line.Length < 250), "every line is the report's");
        AssertOthersStand(run);
    }

    [TestMethod]
    public async Task What_is_printed_in_another_process_neither_fills_its_pipe_nor_mingles_with_its_samples()
    {
        const string launched = """, "launches": 2, "samples": 20, "warmup": 5 """;
        var run = await Judge([Spec("out", "prints", more: launched), Spec("err", "prints-errors", more: launched)]);

        Assert.AreEqual(0, run.ExitCode, run.Output + run.Error);
        Assert.DoesNotContain("‼", run.Output);
        Assert.DoesNotContain("xxxx", run.Output + run.Error);
        AssertOthersStand(run);
    }

    [TestMethod]
    public async Task Ending_this_process_ends_the_run_with_an_error_after_everything_that_was_finished_is_reported()
    {
        var run = await Judge([Spec("exit", "dies")], args: ["--sequenced", "--json", "results.json"]);

        AssertError(run, "exit", "it ended the process (Environment.Exit), and the run with it", isLaunchAdvised: true);
        StringAssert.Matches(run.Output, new("[✓○] good"));
        StringAssert.Matches(run.Output, new(@"\? good-too +exit ended the process"));
        using var results = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "results.json")));
        CollectionAssert.AreEqual(new[] { "pass", "error", "inconclusive" }, results.RootElement.GetProperty("specs").EnumerateArray().Select(spec => spec.GetProperty("verdict").GetString()).ToArray());
    }

    [TestMethod]
    [DataRow("fails-fast", "fast on purpose")]
    [DataRow("overflows-the-stack", "Stack overflow.")]
    public async Task Nothing_survives_a_crash_of_this_process_but_the_lines_that_are_printed(string workload, string says)
    {
        var run = await Judge([Spec("crash", workload)], args: ["--sequenced", "--json", "results.json"]);

        Assert.AreNotEqual(0, run.ExitCode);
        StringAssert.Matches(run.Output, new("[✓○] good"));
        StringAssert.Contains(run.Error, says);
        StringAssert.Contains(run.Error, "Faulty.FaultyWorkloads");
        Assert.IsFalse(File.Exists(Path.Combine(_folder, "results.json")));
    }

    private static string Spec(string id, string workload, string measure = "allocated", string more = "") =>
        $$"""{ "id": "{{id}}", "metric": "{{workload}}/{{measure}}", "target": "median < {{(measure is "value" ? "5 things" : "5000 MB")}}"{{more}} }""";

    /// <summary>Judges specs between two that pass.</summary>
    private Task<BuiltRunner> Judge(IEnumerable<string> specs, Dictionary<string, string>? environment = null, string[]? args = null)
    {
        IEnumerable<string> all =
        [
            """{ "id": "good", "metric": "steady/value", "target": "median < 9 things", "warmup": 30 }""",
            .. specs,
            """{ "id": "good-too", "metric": "process-id/value", "target": "median < 99999999 things", "warmup": 30 }""",
        ];
        File.WriteAllText(Path.Combine(_folder, "specs.json"), $$"""{ "specs": [ {{string.Join(",\n", all)}} ] }""");
        return BuiltRunner.RunFaulty(environment ?? [], _folder, args ?? []);
    }

    private static void AssertError(BuiltRunner run, string id, string cause, bool isOwnFrameShown = false, bool isLaunchAdvised = false)
    {
        Assert.AreEqual(2, run.ExitCode, run.Output + run.Error);
        StringAssert.Matches(run.Output, new($@"(?m)^  ‼ {id} .*{System.Text.RegularExpressions.Regex.Escape(cause)}"), run.Output);
        var explanation = run.Output[run.Output.IndexOf($"\n‼ {id} ", StringComparison.Ordinal)..].Split("\n\n")[0];
        Assert.AreEqual(isOwnFrameShown, explanation.Contains("\n  at      Faulty.FaultyWorkloads", StringComparison.Ordinal), explanation);
        Assert.AreEqual(isLaunchAdvised, explanation.Contains("\n  advice  \"launches\": 2 ", StringComparison.Ordinal), explanation);
    }

    private static void AssertOthersStand(BuiltRunner run)
    {
        StringAssert.Matches(run.Output, new("[✓○] good "), run.Output);
        StringAssert.Matches(run.Output, new("[✓○] good-too "), run.Output);
    }
}
