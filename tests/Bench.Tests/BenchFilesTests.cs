using PerfSpecs;
using PerfSpecs.Running;
using PerfSpecs.SpecFiles;
using Runner.Tests;

namespace Bench.Tests;

[TestClass]
public sealed class BenchFilesTests
{
    private static readonly Registry Registry = new(BenchSpecs.Tests);

    [TestMethod]
    public void The_schema_beside_the_budgets_is_the_one_the_code_generates() =>
        Assert.AreEqual(SpecSchema.Generate(Registry.Known), File.ReadAllText(Repository.PathOf("bench", "specs.schema.json")), "Run `make bench-schema`.");

    [TestMethod]
    public void The_budgets_check_clean_and_each_is_a_peers_floors_or_slow_one()
    {
        var file = SuiteFile.Load(Repository.PathOf("bench", "specs.json"), Registry);

        Assert.AreEqual("", string.Join("\n", file.Problems));
        var untagged = file.Specs.Where(spec => !spec.Tags.Any(tag => tag is "peers" or "floor")).Select(spec => spec.Id);
        Assert.AreEqual("", string.Join(", ", untagged));
    }

    [TestMethod]
    public void The_promises_against_the_peers_stand_in_the_budgets_word_for_word()
    {
        var budgets = SuiteFile.Load(Repository.PathOf("bench", "specs.json"), Registry).Specs
            .Select(spec => $"{spec.Metric} {spec.Target} of {spec.Reference}")
            .ToList();
        string[] promises =
        [
            "iteration/skills/duration median <= 0.5 x of iteration/function-invoking-streaming/duration",
            "iteration/skills/duration median <= 0.2 x of iteration/agent-streaming/duration",
            "iteration/skills/duration median <= 0.25 x of iteration/agent-streaming/duration",
            "executor/new/duration median <= 1.2 x of executor/shared/duration",
            "telemetry/on/duration median <= 3 x of telemetry/off/duration",
            "journal/memory/duration median <= 1.5 x of journal/off/duration",
            "catalogue-1000/answer/duration median <= 1.2 x of catalogue-1/answer/duration",
            "iteration/skills/allocated median <= 0.6 x of iteration/function-invoking-streaming/allocated",
            "iteration/skills/allocated median <= 0.2 x of iteration/agent-streaming/allocated",
            "crowd/skills/throughput median >= 1 x of crowd/function-invoking-streaming/throughput",
            "known-1000/skills/duration median <= 1.2 x of known-1/skills/duration",
            "discovery-17/skills-and-files/duration median <= 0.5 x of discovery-17/agent/duration",
            "discovery-1000/skills-and-files/duration median <= 0.5 x of discovery-1000/agent/duration",
        ];
        foreach (var promise in promises)
            CollectionAssert.Contains(budgets, promise);
    }
}
