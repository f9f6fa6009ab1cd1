using static PerfSpecs.Tests.SpecFileCases;

namespace PerfSpecs.Tests;

[TestClass]
public class SpecFileWarningsTests
{
    [TestMethod]
    public void An_operator_against_the_metrics_direction_warns()
    {
        var file = ParseTarget("iteration/duration", "p95 >= 5 ms");
        Assert.IsFalse(file.Has("PS201", 2, 1, "less duration is better, and >= 5 ms fails when it improves; did you mean \"p95 <= 5 ms\"?").IsError);
        Assert.IsTrue(file.IsUsable);
        Assert.HasCount(1, file.Specs);
        ParseTarget("iteration/throughput", "< 5 /s").Has("PS201", 2, 1, "more throughput is better");
    }

    [TestMethod]
    [DataRow("p95 < 5 ms", "p95 > 6 ms", true)]
    [DataRow("p95 < 5 ms", "p95 >= 5 ms", true)]
    [DataRow("p95 <= 5 ms", "p95 >= 5 ms", false)]
    [DataRow("p95 <= 5 ms", "median > 6 ms", true)]
    [DataRow("median <= 5 ms", "p95 > 6 ms", false)]
    [DataRow("p95 <= 5 ms", "p95 <= 6 ms", false)]
    public void Two_targets_that_cannot_both_hold_warn(string one, string other, bool contradict)
    {
        var file = ParseSpecs($$"""
            { "id": "a", "metric": "iteration/duration", "target": "{{one}}" },
            { "id": "b", "metric": "iteration/duration", "target": "{{other}}" }
            """);
        var warnings = file.Problems.Where(problem => problem.Code is "PS202").ToList();
        Assert.HasCount(contradict ? 1 : 0, warnings);
        if (contradict)
        {
            Assert.AreEqual(new Location("specs.json", 3, 56), warnings[0].Where);
            Assert.Contains($"and \"{one}\" at specs.json:2:56 cannot both hold of iteration/duration", warnings[0].Message, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void Targets_of_different_parameters_do_not_contradict()
    {
        var file = ParseSpecs("""
            { "id": "a", "metric": "orchestrator/throughput", "target": ">= 200 /s", "params": { "concurrency": 10 } },
            { "id": "b", "metric": "orchestrator/throughput", "target": "<= 100 /s", "params": { "concurrency": 20 } }
            """);
        Assert.IsFalse(file.Problems.Any(problem => problem.Code is "PS202"));
    }

    [TestMethod]
    public void A_tag_used_once_and_one_edit_from_a_frequent_one_warns()
    {
        static string Spec(string id, string tag) => $"{{ \"id\": \"{id}\", \"metric\": \"iteration/duration\", \"target\": \"< 5 ms\", \"tags\": [\"{tag}\"] }}";
        ParseSpecs($"{Spec("a", "plan")},\n{Spec("b", "plan")},\n{Spec("c", "paln")},\n{Spec("d", "cold")}")
            .Has("PS206", 4, 75, "the tag \"paln\" is used once, and \"plan\" 2 times");
        Assert.IsEmpty(ParseSpecs($"{Spec("a", "plan")},\n{Spec("b", "paln")}").Problems);
    }
}
