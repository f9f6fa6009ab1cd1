namespace Runner.Tests;

/// <summary>Runs what the documents tell people to type, on a suite of a few quick specs.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class DocumentationTests
{
    private const string Specs = """
        { "suite": { "seed": 3 }, "specs": [
          { "id": "preprocessing", "metric": "preprocessing/allocated", "target": "median < 100 MB", "samples": 30, "tags": ["plan"] },
          { "id": "preprocessing-time", "metric": "preprocessing/allocated", "target": "median < 100 MB", "samples": 30, "tags": ["guard"] },
          { "id": "iteration-bytes", "metric": "iteration/allocated", "target": "median <= 20 KB", "samples": 30, "tags": ["guard"] },
          { "id": "simple-task", "metric": "context/initial-lines", "target": "exact <= 500 lines" } ] }
        """;

    /// <summary>What is run by people and by make test itself, or takes too long here: that make knows it has to do.</summary>
    private static readonly string[] Unrun = ["test", "bench", "pack", "prove", "prove-machine", "format", "clean", "schema", "bench-schema", "console", "help"];

    private static string _folder = "";

    public static IEnumerable<object[]> Make => DocumentedCommands.Make.Select(command => new object[] { command });

    public static IEnumerable<object[]> Test => DocumentedCommands.Test.Select(command => new object[] { command });

    [ClassInitialize]
    public static async Task KeepResults(TestContext context)
    {
        _folder = Directory.CreateTempSubdirectory("perfspecs-").FullName;
        await File.WriteAllTextAsync(Path.Combine(_folder, "specs.json"), Specs, context.CancellationToken);
        foreach (var name in new[] { "a", "b", "c", "results" })
        {
            var run = await BuiltRunner.Run(_folder, "--json", $"{name}.json", "--history", "FOLDER");
            Assert.AreEqual(0, run.ExitCode, run.Output + run.Error);
        }
    }

    [ClassCleanup]
    public static void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DynamicData(nameof(Make))]
    public async Task A_make_command_of_the_documents_works(string command)
    {
        var target = command.Split(' ')[1];
        var plan = await BuiltRunner.Shell(Repository.Root, [], command.Replace("make ", "make --dry-run --no-print-directory ", StringComparison.Ordinal));
        Assert.AreEqual(0, plan.ExitCode, plan.Output + plan.Error);
        if (Unrun.Contains(target, StringComparer.Ordinal))
            return;
        const string Console = "dotnet Skills.PerfSpecs.Runner/bin/";
        var line = plan.Output.Split('\n').Single(line => line.StartsWith(Console, StringComparison.Ordinal));
        var place = Directory.CreateDirectory(Path.Combine(_folder, $"place-{Guid.NewGuid():N}")).FullName;
        foreach (var file in Directory.GetFiles(_folder))
            File.Copy(file, Path.Combine(place, Path.GetFileName(file)));
        var environment = new Dictionary<string, string> { ["PERFSPECS_FILE"] = Path.Combine(place, "specs.json") };

        var run = await BuiltRunner.Shell(place, environment, line.Replace(Console, $"dotnet {Repository.Root}/Skills.PerfSpecs.Runner/bin/", StringComparison.Ordinal).Replace("FOLDER", "../FOLDER", StringComparison.Ordinal));

        Assert.AreEqual(0, run.ExitCode, $"{line}\n{run.Output}{run.Error}");
        Assert.IsGreaterThan(0, run.Output.Length);
    }

    [TestMethod]
    [DynamicData(nameof(Test))]
    public async Task A_test_command_of_the_documents_works(string command)
    {
        var environment = new Dictionary<string, string> { ["PERFSPECS_FILE"] = Path.Combine(_folder, "specs.json") };

        var run = await BuiltRunner.Shell(Repository.Root, environment, $"{command} --no-build");

        Assert.AreEqual(0, run.ExitCode, run.Output + run.Error);
        StringAssert.Contains(run.Output, "Passed!");
    }
}
