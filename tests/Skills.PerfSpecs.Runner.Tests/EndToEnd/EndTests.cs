using System.Text.RegularExpressions;
using Faulty;

namespace Runner.Tests;

/// <summary>How the program ends, and where what it writes lands, whatever a workload, a shell or a disk does to it.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed partial class EndTests
{
    private const string Good = """{ "id": "good", "metric": "steady/value", "target": "median < 9 things", "warmup": 0 }""";

    private static readonly string Program = typeof(FaultyWorkloads).Assembly.Location;

    /// <summary>What a program that measures is made of, besides itself.</summary>
    private static readonly string[] Libraries =
    [
        "PerfSpecs", "PerfSpecs.CommandLine", "System.CommandLine", "Spectre.Console", "Spectre.Console.Ansi", "Perfolizer", "Pragmastat",
        "Microsoft.Diagnostics.NETCore.Client", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions",
    ];

    private string _folder = "";

    [TestInitialize]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("perfspecs-").FullName;

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task A_thread_that_a_workload_left_does_not_keep_the_process_and_is_named()
    {
        Write(Good, """{ "id": "thread", "metric": "leaves-a-thread/allocated", "target": "median < 50 MB", "warmup": 0 }""");

        var run = await BuiltRunner.RunFaulty([], _folder, "--json", "results.json");

        Assert.AreEqual(0, run.ExitCode, run.Output + run.Error);
        StringAssert.Contains(run.Output, "2 specs: 2 passed");
        StringAssert.Contains(run.Error, "a workload left a thread running");
        StringAssert.Contains(run.Error, "\"left behind\"");
        Assert.IsTrue(File.Exists(PathOf("results.json")));
    }

    [TestMethod]
    public async Task A_workload_that_changes_the_folder_moves_no_file()
    {
        Write(
            """{ "id": "moves", "metric": "changes-the-folder/allocated", "target": "median < 50 MB", "warmup": 0 }""",
            """{ "id": "launched", "metric": "steady/value", "target": "median < 9 things", "launches": 2, "warmup": 0 }""");
        string[] files = ["r.json", "r.html", "r.csv", "r.md", "junit.xml", "nunit.xml", "metrics.txt", "history/history.jsonl"];
        string[] options = ["--json", "--html", "--csv", "--markdown", "--junit-summary", "--nunit-summary", "--openmetrics"];

        var run = await BuiltRunner.RunFaulty([], _folder, [.. options.Zip(files).SelectMany(pair => new[] { pair.First, pair.Second }), "--history", "history"]);
        var patch = await BuiltRunner.RunFaulty([], _folder, "calibrate", "--specs", "specs.json", "--run", "moves", "--out", "targets.patch", "--apply");

        Assert.AreEqual(0, run.ExitCode, run.Output + run.Error);
        foreach (var file in files)
            Assert.IsTrue(File.Exists(PathOf(file)), file);
        Assert.AreEqual(0, patch.ExitCode, patch.Output + patch.Error);
        Assert.IsTrue(File.Exists(PathOf("targets.patch")), patch.Output);
        Assert.DoesNotContain("50 MB", await File.ReadAllTextAsync(PathOf("specs.json")));
    }

    [TestMethod]
    public async Task A_full_or_closed_output_is_named_and_costs_no_report()
    {
        Write(Good);

        var full = await Shell($"dotnet '{Program}' --json full.json > /dev/full");
        var closed = await Shell($"dotnet '{Program}' --json closed.json >&-");
        var schema = await Shell($"dotnet '{Program}' schema > /dev/full");
        var help = await Shell($"dotnet '{Program}' --help > /dev/full");

        Assert.AreEqual(2, full.ExitCode, full.Error);
        StringAssert.Contains(full.Error, "error: standard output could not be written");
        Assert.IsTrue(File.Exists(PathOf("full.json")));
        Assert.IsTrue(closed.ExitCode is 0 or 2 or 5, $"{closed.ExitCode} {closed.Error}");
        foreach (var one in new[] { schema, help })
            StringAssert.Contains(one.Error, "error: standard output could not be written");
        Assert.AreEqual(5, schema.ExitCode, schema.Error);
        Assert.AreEqual(5, help.ExitCode, help.Error);
    }

    [TestMethod]
    public async Task A_reader_that_leaves_early_changes_nothing()
    {
        Write(Good);

        var run = await Shell($"{{ dotnet '{Program}' --json results.json; echo $? > code; }} | head -n 1");

        Assert.AreEqual("0", (await File.ReadAllTextAsync(PathOf("code"))).Trim(), run.Error);
        Assert.AreEqual("", run.Error);
        Assert.IsTrue(File.Exists(PathOf("results.json")));
    }

    [TestMethod]
    [DataRow("--json", "run")]
    [DataRow("--out", "calibrate")]
    public async Task A_file_that_cannot_be_written_is_known_before_anything_is_measured(string option, string verb)
    {
        Write(Good);

        var run = await BuiltRunner.RunFaulty([], _folder, verb, option, "specs.json/below");

        Assert.AreEqual(5, run.ExitCode, run.Output + run.Error);
        StringAssert.Contains(run.Output, $"error: {option}: specs.json/below cannot be written");
        Assert.DoesNotContain("good", run.Output);
    }

    [TestMethod]
    public async Task A_mistake_in_the_programs_tests_exits_5_and_a_fault_of_the_runner_70()
    {
        Write(Good);

        var mistake = await BuiltRunner.RunFaulty(new() { ["FAULTY_TREE"] = "mistakes" }, _folder);
        var fault = await BuiltRunner.RunFaulty(new() { ["FAULTY_TREE"] = "none" }, _folder, "--seed", "7");

        Assert.AreEqual(5, mistake.ExitCode, mistake.Output + mistake.Error);
        StringAssert.Contains(mistake.Output, "two workloads are named \"work\"");
        Assert.AreEqual(70, fault.ExitCode, fault.Output + fault.Error);
        StringAssert.Contains(fault.Error, "This is a fault of PerfSpecs, not of your code.");
        StringAssert.Contains(fault.Error, "command line: --seed 7");
    }

    [TestMethod]
    public async Task The_line_that_repeats_a_spec_is_pasted_from_where_the_user_is()
    {
        var elsewhere = Directory.CreateDirectory(PathOf("a user's $HOME & more")).FullName;
        File.WriteAllText(Path.Combine(elsewhere, "my specs.json"), """{ "specs": [ { "id": "slow", "metric": "steady/value", "target": "median < 1 things", "warmup": 0 } ] }""");

        var run = await BuiltRunner.RunFaulty([], elsewhere, "--specs", "my specs.json");
        var above = await BuiltRunner.RunFaulty([], _folder, "--specs", Path.Combine(elsewhere, "my specs.json"));
        var again = await BuiltRunner.Shell(elsewhere, [], Again(run));
        var fromAbove = await BuiltRunner.Shell(_folder, [], Again(above));

        foreach (var one in new[] { run, above, again, fromAbove })
        {
            Assert.AreEqual(1, one.ExitCode, one.Output + one.Error);
            StringAssert.Contains(one.Output, "✗ slow");
        }

        Assert.AreEqual(Again(run), Again(again), "the seed is the same");
    }

    [TestMethod]
    public async Task In_a_folder_where_make_does_not_work_the_line_names_the_program()
    {
        File.WriteAllText(PathOf("specs.json"), """{ "specs": [ { "id": "slow", "metric": "preprocessing/allocated", "target": "p95 < 10 B" } ] }""");

        var run = await BuiltRunner.Run(_folder, "--seed", "7");

        Assert.DoesNotContain("make", Again(run));
        StringAssert.EndsWith(Again(run), " --run slow --seed 7");
    }

    [TestMethod]
    public async Task Started_in_the_wrong_folder_the_file_in_use_is_named()
    {
        var run = await BuiltRunner.Run(_folder, "check");
        var stated = await BuiltRunner.RunWith(new() { ["PERFSPECS_FILE"] = Repository.PathOf("specs.json") }, _folder, "check");

        Assert.AreEqual(0, run.ExitCode, run.Output + run.Error);
        StringAssert.Contains(run.Output, $"note: the specs file is {Repository.PathOf("specs.json")}: it lies with the program; there is no specs.json in {_folder} or above it.");
        StringAssert.Contains(stated.Output, "the environment variable PERFSPECS_FILE names it");
        Assert.DoesNotContain("note: the specs file", (await BuiltRunner.Run(Repository.PathOf("docs"), "check")).Output);
    }

    [TestMethod]
    [DataRow("missing")]
    [DataRow("a-folder-whose-path-is-much-longer-than-the-path-of-a-socket-may-be-on-any-of-the-systems-that-have-sockets-with-paths")]
    public async Task Launches_work_whatever_the_folder_of_temporary_files_is(string name)
    {
        Write("""{ "id": "launched", "metric": "steady/value", "target": "median < 9 things", "launches": 2, "warmup": 0 }""");
        if (name is not "missing")
            Directory.CreateDirectory(PathOf(name));

        var run = await BuiltRunner.RunFaulty(new() { ["TMPDIR"] = PathOf(name) }, _folder);

        Assert.AreEqual(0, run.ExitCode, run.Output + run.Error);
    }

    [TestMethod]
    public async Task A_program_in_one_file_runs_with_launches_too()
    {
        Write(Good, """{ "id": "launched", "metric": "steady/value", "target": "median < 9 things", "launches": 2, "warmup": 0 }""");
        // Of the assemblies that were built already: a project of its own leaves the lock files of those here alone.
        var built = Path.GetDirectoryName(Program)!;
        Directory.CreateDirectory(PathOf("project"));
        await File.WriteAllTextAsync(PathOf("project/Single.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier>
                <SelfContained>false</SelfContained>
                <PublishSingleFile>true</PublishSingleFile>
                <DebugType>none</DebugType>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="{Repository.PathOf("tests", "FaultyProgram")}/*.cs" />
                <Reference Include="{string.Join(';', Libraries.Select(library => Path.Combine(built, library + ".dll")))}" />
              </ItemGroup>
            </Project>
            """);
        var published = await Shell($"dotnet publish project/Single.csproj -c Release --nologo -v q -o '{PathOf("single")}'");
        Assert.AreEqual(0, published.ExitCode, published.Output + published.Error);

        var run = await Shell("single/Single --json results.json");
        var completion = await Shell("single/Single completion bash");

        Assert.IsFalse(File.Exists(PathOf("single/PerfSpecs.dll")));
        Assert.AreEqual(0, run.ExitCode, run.Output + run.Error);
        StringAssert.Matches(run.Output, new("[✓○] good"));
        StringAssert.Contains(run.Output, "2 launches");
        string[] verbs =
        [
            "check", "plan", "selftest", "explain good", "judge results.json", "report results.json --html r.html", "calibrate results.json",
            "schema", "schema results", "--list-tests",
        ];
        foreach (var verb in verbs)
        {
            var one = await Shell($"single/Single {verb}");
            Assert.IsTrue(one.ExitCode is 0 or 1 or 6, $"{verb}: {one.ExitCode} {one.Output} {one.Error}");
        }

        StringAssert.Contains(completion.Output, "Single");
    }

    private static string Again(BuiltRunner run) => AgainLine().Match(run.Output).Groups["command"].Value;

    [GeneratedRegex("(?m)^  again   (?<command>.+)$")]
    private static partial Regex AgainLine();

    private Task<BuiltRunner> Shell(string line) => BuiltRunner.Shell(_folder, [], line);

    private void Write(params string[] specs) => File.WriteAllText(PathOf("specs.json"), $$"""{ "specs": [ {{string.Join(",\n", specs)}} ] }""");

    private string PathOf(string name) => Path.Combine(_folder, name);
}
