using PerfSpecs;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.SpecFiles;
using Runner.Workloads;

namespace Runner.Tests;

[TestClass]
public sealed class RepositoryFilesTests
{
    private static readonly Registry Registry = new(AllSpecs.Tests);

    [TestMethod]
    public void The_reference_says_what_the_code_reads() =>
        Assert.AreEqual(SpecReference.Generate(Registry.Known), File.ReadAllText(Repository.PathOf("docs", "specs-json.md")), "Run `make schema`.");

    [TestMethod]
    public void The_page_of_error_codes_is_the_one_the_code_generates() =>
        Assert.AreEqual(ErrorCodes.Generate(), File.ReadAllText(Repository.PathOf("docs", "error-codes.md")), "Run `make schema`.");

    [TestMethod]
    public void A_code_is_written_in_its_one_table_alone()
    {
        var written = Directory.EnumerateFiles(Repository.PathOf("Skills.PerfSpecs"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && Path.GetFileName(path) is not "ProblemCodes.cs")
            .Where(path => System.Text.RegularExpressions.Regex.IsMatch(File.ReadAllText(path), "\"PS[0-9]+\""));
        Assert.IsEmpty(written);
    }

    [TestMethod]
    public void The_schema_in_the_repository_is_the_one_the_code_generates() =>
        Assert.AreEqual(SpecSchema.Generate(Registry.Known), File.ReadAllText(Repository.PathOf("specs.schema.json")), "Run `make schema`.");

    [TestMethod]
    public void The_schema_of_results_is_the_one_the_code_generates() =>
        Assert.AreEqual(ResultsSchema.Generate(), File.ReadAllText(Repository.PathOf(ResultsSchema.FileName)), "Run `make schema`.");

    [TestMethod]
    public void The_plan_stands_in_specs_json_word_for_word()
    {
        var file = SuiteFile.Load(Repository.PathOf("specs.json"), Registry);

        Assert.AreEqual("", string.Join("\n", file.Problems));
        var plan = file.Specs.Where(spec => spec.Tags.Contains("plan", StringComparer.Ordinal)).Select(spec => $"{spec.Metric} {spec.Target}").ToList();
        string[] words =
        [
            "iteration/duration p95 < 500 ms",
            "preprocessing/duration p95 < 100 ms",
            "events/duration p95 < 10 ms",
            "simple-task/duration median < 10 s",
            "context/initial-lines exact <= 500 lines",
            "context/initial-tokens exact < 5000 tokens",
            "context/token-savings p5 >= 40 %",
            "catalogue/token-savings exact >= 90 %",
            "orchestrator/concurrent exact >= 100 executions",
            "memory/growth p95 < 100 MB",
        ];
        foreach (var word in words)
            CollectionAssert.Contains(plan, word);
        CollectionAssert.AreEqual(
            new double[] { 10, 50, 100, 200 },
            file.Specs.Where(spec => spec.Metric is "orchestrator/throughput").Select(spec => spec.Parameters["concurrency"]).ToArray());
    }
}
