namespace Runner.Tests;

[TestClass]
public sealed class CommandLineTests
{
    private const string Specs = """
        { "specs": [
          { "id": "sorting", "metric": "preprocessing/duration", "target": "p95 < 100 ms", "tags": ["guard"] },
          { "id": "sized", "metric": "orchestrator/throughput", "params": { "concurrency": [10, 20] }, "target": "median >= 1 /s" } ] }
        """;

    private string _folder = "";
    private string _elsewhere = "";

    [TestInitialize]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("perfspecs-").FullName;
        File.WriteAllText(Path.Combine(_folder, "specs.json"), Specs);
        _elsewhere = Directory.CreateTempSubdirectory("perfspecs-").FullName;
    }

    [TestCleanup]
    public void RemoveFolders()
    {
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_elsewhere, recursive: true);
    }

    [TestMethod]
    [DataRow("--tag gaurd", "No spec matches (3 in specs.json). Did you mean \"guard\"? --list-tests lists them.")]
    [DataRow("--run sortng", "No spec matches (3 in specs.json). Did you mean \"sorting\"? --list-tests lists them.")]
    [DataRow("check --run sortng", "No spec matches (3 in specs.json). Did you mean \"sorting\"? --list-tests lists them.")]
    [DataRow("explain sortng", "No spec matches (3 in specs.json). Did you mean \"sorting\"? --list-tests lists them.")]
    [DataRow("plan --run xyz", "No spec matches (3 in specs.json). --list-tests lists them.")]
    public async Task What_matches_nothing_exits_6_with_what_was_meant(string line, string sentence)
    {
        var run = await BuiltRunner.Run(_folder, line.Split(' '));

        Assert.AreEqual(6, run.ExitCode, run.Output + run.Error);
        Assert.AreEqual(sentence, run.Output.Trim());
    }

    [TestMethod]
    [DataRow("--list-tests --filter skills/con", "skills/context/sorting")]
    [DataRow("--list-tests --filter-test-case siz", "skills/orchestrator/sized[concurrency:10]\nskills/orchestrator/sized[concurrency:20]")]
    [DataRow("--list-tests --filter-test-list conte", "skills/context/sorting")]
    [DataRow("--list-tests --run sized[concurrency=20]", "skills/orchestrator/sized[concurrency:20]")]
    [DataRow("run --list-tests --run *:20]", "skills/orchestrator/sized[concurrency:20]")]
    [DataRow("check --run sorting", "specs.json: 3 specs (1 selected), no errors.")]
    public async Task Filters_have_Expectos_meaning_and_ids_are_found_as_they_were_written_before(string line, string listed)
    {
        var run = await BuiltRunner.Run(_folder, line.Split(' '));

        Assert.AreEqual(0, run.ExitCode, run.Output + run.Error);
        Assert.AreEqual(listed, run.Output.Trim().ReplaceLineEndings("\n"));
    }

    [TestMethod]
    public async Task Mistakes_in_code_exit_5_with_all_of_them_as_those_of_the_file_do()
    {
        var run = await BuiltRunner.RunFaultyCopy(new() { ["FAULTY_TREE"] = "mistakes" }, _elsewhere, "check");

        Assert.AreEqual(5, run.ExitCode, run.Output + run.Error);
        foreach (var part in new[]
        {
            "error PS301: two workloads are named \"work\"",
            "error PS303: the workload name \"My Workload\"",
            "such as \"my-workload\"",
            "BudgetsInCode.cs:23:1: error PS118: unknown metric \"work/durations\"; did you mean \"work/duration\"?",
            "BudgetsInCode.cs:24:1: error PS123: KB measures an amount of memory",
            "4 errors in the code; nothing was run.",
        })
            StringAssert.Contains(run.Output, part);
        Assert.AreEqual(5, (await BuiltRunner.RunFaultyCopy(new() { ["FAULTY_TREE"] = "mistakes" }, _elsewhere, "schema")).ExitCode);
    }

    [TestMethod]
    public async Task Budgets_in_code_alone_run_without_a_specs_file()
    {
        var run = await BuiltRunner.RunFaultyCopy(new() { ["FAULTY_TREE"] = "budgets" }, _elsewhere, "--tag", "guard");

        Assert.AreEqual(0, run.ExitCode, run.Output + run.Error);
        StringAssert.Matches(run.Output, new("[✓○] in-code"));
        StringAssert.Contains(run.Output, "pending in code");
    }

    [TestMethod]
    public async Task A_run_of_no_operations_is_the_workloads_error_with_a_sentence()
    {
        File.WriteAllText(Path.Combine(_folder, "specs.json"), """{ "specs": [ { "metric": "zero/duration", "target": "median < 5 s" } ] }""");

        var run = await BuiltRunner.RunFaulty(new() { ["FAULTY_TREE"] = "budgets" }, _folder, "--run", "zero/duration");

        Assert.AreEqual(2, run.ExitCode, run.Output + run.Error);
        StringAssert.Contains(run.Output, "sample.Operations must be at least 1");
    }
}
