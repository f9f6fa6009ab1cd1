using static PerfSpecs.Tests.SpecFileCases;

namespace PerfSpecs.Tests;

[TestClass]
public class SpecFileNamesTests
{
    private const string Good = "\"metric\": \"iteration/duration\", \"target\": \"< 5 ms\"";

    [TestMethod]
    public void Case_11_an_unknown_property_lists_what_is_known()
    {
        var problem = ParseSpecs($"{{ {Good}, \"sampels\": 5 }}").Has("PS111", 2, 55, "unknown property \"sampels\" of the spec; did you mean \"samples\"?");
        Assert.StartsWith("id, title, metric, target", problem.Known, StringComparison.Ordinal);
        Assert.AreEqual(9, problem.Width);
        Parse("{ \"budgets\": {}, \"specs\": [] }").Has("PS111", 1, 3, "unknown property \"budgets\" of the file");
    }

    [TestMethod]
    public void Case_12_a_property_in_the_wrong_case_is_still_read()
    {
        var file = ParseSpecs("{ \"Metric\": \"iteration/durations\", \"target\": \"< 5 ms\" }");
        CollectionAssert.AreEqual(new[] { "PS112", "PS118" }, file.Problems.Select(problem => problem.Code).ToArray());
        Assert.AreEqual(new Location("specs.json", 2, 3), file.Problems[0].Where);
        Assert.Contains("write \"metric\"", file.Problems[0].Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Case_13_a_duplicate_property_names_both_places() =>
        ParseSpecs($"{{ {Good}, \"target\": \"< 6 ms\" }}").Has("PS113", 2, 55, "first at specs.json:2:35");

    [TestMethod]
    public void Case_14_a_duplicate_id_names_both_places()
    {
        ParseSpecs($"{{ \"id\": \"a\", {Good} }},\n{{ \"id\": \"a\", {Good} }}").Has("PS114", 3, 9, "the id \"a\" is already that of the spec at specs.json:2:9; rename one");
        ParseSpecs($"{{ {Good} }},\n{{ {Good} }}").Has("PS114", 3, 13, "specs.json:2:13; add an \"id\"");
        var expanded = "{ \"id\": \"a\", \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"params\": { \"concurrency\": [1, 2] } }";
        ParseSpecs($"{expanded},\n{expanded}").Has("PS114", 3, 9, "\"a[concurrency:1]\"");
    }

    [TestMethod]
    public void Case_15_ids_that_look_alike_are_refused()
    {
        ParseSpecs($"{{ \"id\": \"cold\", {Good} }},\n{{ \"id\": \"Cold\", {Good} }}").Has("PS115", 3, 9, "differs only in case from \"cold\" at specs.json:2:9");
        ParseSpecs($"{{ \"id\": \"co\u200Bld\", {Good} }}").Has("PS115", 2, 12, "invisible character U+200B");
    }

    [TestMethod]
    [DataRow("", 9, "the id is empty")]
    [DataRow("a|b", 11, "holds \"|\", which breaks test filters")]
    [DataRow("a b", 11, "holds \" \"")]
    [DataRow("\U0001F600\U0001F600", 10, "breaks test filters")]
    public void Case_16_an_id_that_breaks_filters_is_refused(string id, int column, string telling) =>
        ParseSpecs($"{{ \"id\": \"{id}\", {Good} }}").Has("PS116", 2, column, telling);

    [TestMethod]
    public void Case_16_an_id_that_is_too_long_is_refused() =>
        ParseSpecs($"{{ \"id\": \"{new string('a', 121)}\", {Good} }}").Has("PS116", 2, 9, "has 121 characters; at most 120");

    [TestMethod]
    public void Case_17_everything_missing_is_named_at_once()
    {
        ParseSpecs("  {}").Has("PS117", 2, 3, "the spec lacks \"metric\" and \"target\"");
        Parse("{}").Has("PS117", 1, 1, "the file lacks \"specs\"");
    }

    [TestMethod]
    public void Case_18_an_unknown_metric_or_reference_is_suggested()
    {
        var problem = ParseSpecs("{ \"metric\": \"iteration/durations\", \"target\": \"< 5 ms\" }")
            .Has("PS118", 2, 13, "unknown metric \"iteration/durations\"; did you mean \"iteration/duration\"?");
        Assert.AreEqual("iteration/duration, iteration/allocated, iteration/gc.gen0, iteration/gc.gen1, iteration/gc.gen2, iteration/throughput, iteration/success", problem.Known, StringComparer.Ordinal);
        Assert.AreEqual(21, problem.Width);
        ParseTarget("iteration/duration", "<= 3 x", ", \"reference\": \"bareloop/duration\"").Has("PS118", 1, 61, "did you mean \"bare-loop/duration\"?");
    }

    [TestMethod]
    public void Case_18_unknown_words_and_parameters_are_suggested()
    {
        ParseSpecs($"{{ {Good}, \"stop\": \"newer\" }}").Has("PS118", 2, 63, "unknown stop rule \"newer\"; did you mean \"never\"?");
        ParseTarget("orchestrator/duration", "< 5 ms", ", \"params\": { \"concurency\": 5 }").Has("PS118", 1, 63, "unknown parameter \"concurency\" of orchestrator; did you mean \"concurrency\"?");
        ParseTarget("iteration/duration", "< 5 ms", ", \"params\": { \"a\": 5 }").Has("PS118", 1, 60, "iteration takes none");
        CollectionAssert.AreEqual(new[] { "PS118", "PS139" }, ParseTarget("iteration/duration", "< 5 ms", ", \"params\": { \"a\": [] }").Problems.Select(problem => problem.Code).ToArray());
    }

    [TestMethod]
    public void Case_41_a_reference_is_another_metric_and_leads_nowhere_back()
    {
        ParseTarget("iteration/duration", "<= 3 x").Has("PS141", 2, 7, "add \"reference\"");
        ParseTarget("iteration/duration", "<= 3 ms", ", \"reference\": \"bare-loop/duration\"").Has("PS141", 2, 7, "states its target in x, not in ms");
        ParseTarget("iteration/duration", "<= 3 x", ", \"reference\": \"iteration/duration\"").Has("PS141", 1, 61, "compared with itself");
        var circle = ParseSpecs("""
            { "metric": "iteration/duration", "reference": "bare-loop/duration", "target": "<= 3 x" },
            { "metric": "bare-loop/duration", "reference": "host/start", "target": "<= 3 x" },
            { "metric": "host/start", "reference": "iteration/duration", "target": "<= 3 x" }
            """);
        CollectionAssert.AreEqual(new[] { "2:48", "3:48", "4:40" }, circle.Problems.Select(problem => $"{problem.Where!.Line}:{problem.Where.Column}").ToArray());
        Assert.Contains("iteration/duration -> bare-loop/duration -> host/start -> iteration/duration", circle.Problems[0].Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_reference_measures_the_same_thing()
    {
        ParseTarget("iteration/duration", "<= 3 x", ", \"reference\": \"bare-loop/allocated\"").Has("PS123", 1, 61, "bare-loop/allocated is an amount of memory, and iteration/duration is a duration");
        ParseTarget("context/tokens", "<= 3 x", ", \"reference\": \"bare-loop/gc.gen0\"").Has("PS123", 1, 57, "counts collections");
    }

    [TestMethod]
    public void All_errors_are_collected_and_sorted()
    {
        var file = Parse("""
            { "version": 2,
              "defaults": { "samples": 0 },
              "specs": [ { "metric": "nope", "target": "p95 500 ms", "samples": "5" }, 7 ],
              "suite": { "falseAlarmRate": 0 } }
            """);
        CollectionAssert.AreEqual(
            new[] { "PS143 1:14", "PS131 2:28", "PS118 3:26", "PS121 3:49", "PS130 3:69", "PS130 3:76", "PS135 4:32" },
            file.Problems.Select(problem => $"{problem.Code} {problem.Where!.Line}:{problem.Where.Column}").ToArray());
        Assert.IsFalse(file.IsUsable);
    }
}
