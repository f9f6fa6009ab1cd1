using static PerfSpecs.Tests.SpecFileCases;

namespace PerfSpecs.Tests;

[TestClass]
public class SpecFileValuesTests
{
    private const string Good = "\"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\"";

    [TestMethod]
    [DataRow("samples", "\"100\"", "PS130", "expected samples as a whole number, not the text \"100\"")]
    [DataRow("title", "5", "PS130", "not the number 5")]
    [DataRow("focus", "\"true\"", "PS130", "expected true or false")]
    [DataRow("skip", "true", "PS130", "the reason as a text, not true")]
    [DataRow("confidence", "\"0.99\"", "PS130", "write 0.99 without them, or \"0.99%\"")]
    [DataRow("timeout", "30", "PS130", "a number with a unit such as \"30 s\"")]
    [DataRow("samples", "0", "PS131", "between 1 and 1000000, not 0")]
    [DataRow("samples", "-5", "PS131", "not -5")]
    [DataRow("samples", "1.5", "PS131", "not 1.5")]
    [DataRow("samples", "1e9", "PS131", "not 1e9")]
    [DataRow("launches", "0", "PS132", "launches is a whole number between 1 and 100")]
    [DataRow("launches", "101", "PS132", "not 101")]
    [DataRow("stride", "1001", "PS132", "between 1 and 1000")]
    [DataRow("warmup", "-1", "PS132", "between 0 and 100000")]
    [DataRow("warmup", "\"automatic\"", "PS130", "\"auto\" or a number of runs")]
    [DataRow("timeout", "\"0 s\"", "PS132", "timeout lies between 1 ms and 1440 min")]
    [DataRow("timeout", "\"2000 min\"", "PS132", "not \"2000 min\"")]
    [DataRow("catches", "1", "PS132", "a factor above 1")]
    [DataRow("catches", "\"0.5x\"", "PS132", "not 0.5")]
    [DataRow("confidence", "95", "PS134", "not 95; did you mean \"95%\"?")]
    [DataRow("confidence", "\"101 %\"", "PS134", "between 0 % and 100 %, both excluded")]
    [DataRow("confidence", "0", "PS134", "not 0")]
    [DataRow("confidence", "1", "PS134", "not 1")]
    [DataRow("params", "{}", "PS139", "params is empty")]
    public void Cases_30_to_39_a_value_out_of_range_is_refused_at_its_place(string property, string value, string code, string telling) =>
        ParseSpecs($"{{ {Good},\n\"{property}\": {value} }}").Has(code, 3, property.Length + 5, telling);

    [TestMethod]
    [DataRow("0", "above 0 % and at most 50 %, not 0")]
    [DataRow("\"51%\"", "not 51%")]
    public void Case_35_the_false_alarm_rate_is_above_0_and_at_most_half(string value, string telling) =>
        Parse($"{{ \"specs\": [], \"suite\": {{ \"falseAlarmRate\":\n{value} }} }}").Has("PS135", 2, 1, telling);

    [TestMethod]
    [DataRow("1m30", "mixes units", "PS137", 2)]
    [DataRow("1h30m", "mixes units", "PS137", 2)]
    [DataRow("5", "has no unit", "PS120", 2)]
    [DataRow("5 m", "ambiguous: ms or min", "PS124", 4)]
    [DataRow("5 MB", "measures an amount of memory", "PS123", 4)]
    [DataRow("1,5 s", "has a separator in it", "PS138", 2)]
    public void Case_37_a_duration_is_one_number_with_one_unit(string value, string telling, string code, int column) =>
        Parse($"{{ \"specs\": [], \"suite\": {{ \"maxTime\":\n\"{value}\" }} }}").Has(code, 2, column, telling);

    [TestMethod]
    [DataRow("{ \"concurrency\": [] }", 18, "has no values")]
    [DataRow("{ \"concurrency\": [[1]] }", 19, "are nested")]
    [DataRow("{ \"concurrency\": { } }", 18, "are nested")]
    [DataRow("{ \"concurrency\": [1, 1] }", 22, "stands here twice")]
    public void Case_39_parameters_are_numbers_and_flat_lists(string value, int column, string telling) =>
        ParseSpecs($"{{ {Good}, \"params\":\n{value} }}").Has("PS139", 3, column, telling);

    [TestMethod]
    public void Case_39_a_million_combinations_are_refused()
    {
        var thousand = string.Join(',', Enumerable.Range(0, 1000));
        ParseSpecs($"{{ {Good}, \"params\":\n{{ \"concurrency\": [{thousand}], \"depth\": [{thousand}] }} }}").Has("PS139", 3, 1, "1000000 combinations");
    }

    [TestMethod]
    public void Case_42_an_expired_quarantine_warns_and_is_lifted()
    {
        var file = ParseSpecs($"{{ {Good}, \"quarantine\": {{ \"reason\": \"flaky\", \"until\":\n\"2026-11-22\" }} }}");
        Assert.IsFalse(file.Has("PS142", 3, 1, "expired on 2026-11-22 (UTC), so the spec is active again").IsError);
        Assert.IsNull(file.Specs.Single().Quarantine);
        var last = ParseSpecs($"{{ {Good}, \"quarantine\": {{ \"reason\": \"flaky\", \"until\": \"2026-11-23\" }} }}");
        Assert.AreEqual(new Quarantine("flaky", new DateOnly(2026, 11, 23)), last.Specs.Single().Quarantine);
    }

    [TestMethod]
    [DataRow("{ \"until\": \"2027-01-01\" }", "PS142", 1, "the quarantine lacks \"reason\"")]
    [DataRow("{ \"reason\": \"x\", \"until\": \"15.01.2027\" }", "PS152", 27, "is not a day; write it as 2027-01-15")]
    public void Case_42_a_quarantine_says_why_and_until_when(string value, string code, int column, string telling) =>
        ParseSpecs($"{{ {Good}, \"quarantine\":\n{value} }}").Has(code, 3, column, telling);

    [TestMethod]
    [DataRow("2", "reads version 1; use a newer PerfSpecs")]
    [DataRow("0", "there is no version 0")]
    public void Case_43_another_version_is_refused(string version, string telling) =>
        Parse($"{{ \"specs\": [], \"version\": {version} }}").Has("PS143", 1, 27, telling);

    [TestMethod]
    public void A_rich_file_becomes_specs()
    {
        var file = Parse(Rich);
        Assert.IsEmpty(file.Problems);
        Assert.AreEqual(new SuiteSettings { FalseAlarmRate = 0.01, Seed = 20261123, MaxTime = TimeSpan.FromMinutes(5) }, file.Suite);
        CollectionAssert.AreEqual(
            new[] { "iteration-overhead", "iteration-vs-loop", "throughput[concurrency:10]", "throughput[concurrency:50]", "throughput[concurrency:100]", "throughput[concurrency:200]", "initial-lines", "token-savings", "cold-start" },
            file.Specs.Select(spec => spec.Id).ToArray());
        Assert.AreEqual(new Target(new Statistic.Quantile(0.95), Comparison.Less, new Quantity(500, Unit.Millisecond)), file.Specs[0].Target);
        Assert.AreEqual(new Target(Statistic.Median, Comparison.LessOrEqual, new Quantity(3, Unit.Times)), file.Specs[1].Target);
        Assert.AreEqual(100, file.Specs[4].Parameters["concurrency"]);
        Assert.AreEqual(new Location("specs.json", 10, 17), file.Specs[4].Where);
        var coldStart = file.Specs[^1];
        Assert.AreEqual((20, 200, Severity.Warning, "host", "start"), (coldStart.Launches, coldStart.Samples, coldStart.Severity, coldStart.Workload, coldStart.Measure));
    }

    [TestMethod]
    public void A_spec_states_more_than_the_defaults_and_may_go_back_to_the_rule()
    {
        var spec = Parse("""
            { "defaults": { "warmup": 5, "samples": 50, "stop": "never", "timeout": "500 ms", "confidence": 0.9, "tags": ["a"] },
              "specs": [ { "metric": "orchestrator/duration", "target": "mean <= 5 ms", "max": "2 s", "warmup": "auto", "samples": 1e2,
                           "confidence": "99.9%", "catches": "1.5x", "stride": 3, "focus": true, "skip": "later",
                           "params": { "concurrency": 10, "depth": [1, 0.5] } } ] }
            """).Specs[1];
        Assert.AreEqual("orchestrator/duration[concurrency:10+depth:0.5]", spec.Id, StringComparer.Ordinal);
        Assert.AreEqual((null, 100, StopRule.Never, TimeSpan.FromMilliseconds(500)), (spec.Warmup, spec.Samples, spec.Stop, spec.Timeout));
        Assert.AreEqual((0.999, 2e9, 1.5, 3, true, "later", "a"), (spec.Confidence, spec.Max, spec.Catches, spec.Stride, spec.Focus, spec.Skip, spec.Tags.Single()));
    }
}
