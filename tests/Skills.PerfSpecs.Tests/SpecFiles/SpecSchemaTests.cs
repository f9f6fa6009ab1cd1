using System.Text.Json.Nodes;
using NJsonSchema;
using PerfSpecs.SpecFiles;
using static PerfSpecs.Tests.SpecFileCases;

namespace PerfSpecs.Tests;

[TestClass]
public class SpecSchemaTests
{
    private static readonly Lazy<JsonSchema> Schema = new(() => JsonSchema.FromJsonAsync(SpecSchema.Generate(Known)).GetAwaiter().GetResult());

    [TestMethod]
    [DataRow(Minimal)]
    [DataRow(Rich)]
    public void The_examples_of_the_format_are_valid(string text) => Assert.IsEmpty(Schema.Value.Validate(text));

    [TestMethod]
    [DataRow("PS110", "[]")]
    [DataRow("PS111", "{ \"specs\": [], \"spec\": [] }")]
    [DataRow("PS112", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"Samples\": 5 } ] }")]
    [DataRow("PS116", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"id\": \"a|b\" } ] }")]
    [DataRow("PS116", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"id\": \"\" } ] }")]
    [DataRow("PS117", "{}")]
    [DataRow("PS117", "{ \"specs\": [ { \"metric\": \"iteration/duration\" } ] }")]
    [DataRow("PS118", "{ \"specs\": [ { \"metric\": \"iteration/durations\", \"target\": \"< 5 ms\" } ] }")]
    [DataRow("PS118", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"reference\": \"bare/duration\" } ] }")]
    [DataRow("PS118", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"stop\": \"newer\" } ] }")]
    [DataRow("PS118", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"params\": { \"size\": 5 } } ] }")]
    [DataRow("PS118", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"avg < 5 ms\" } ] }")]
    [DataRow("PS121", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"5 ms\" } ] }")]
    [DataRow("PS122", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"=< 5 ms\" } ] }")]
    [DataRow("PS124", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 m\" } ] }")]
    [DataRow("PS125", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 msec\" } ] }")]
    [DataRow("PS127", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< NaN ms\" } ] }")]
    [DataRow("PS130", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"samples\": \"5\" } ] }")]
    [DataRow("PS130", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"title\": 5 } ] }")]
    [DataRow("PS131", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"samples\": 0 } ] }")]
    [DataRow("PS131", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"samples\": 1.5 } ] }")]
    [DataRow("PS131", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"samples\": 1e9 } ] }")]
    [DataRow("PS132", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"launches\": 0 } ] }")]
    [DataRow("PS134", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"confidence\": 95 } ] }")]
    [DataRow("PS135", "{ \"specs\": [], \"suite\": { \"falseAlarmRate\": 0.6 } }")]
    [DataRow("PS137", "{ \"specs\": [], \"suite\": { \"maxTime\": \"1m30\" } }")]
    [DataRow("PS138", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 1,5 ms\" } ] }")]
    [DataRow("PS138", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 1_000 ms\" } ] }")]
    [DataRow("PS139", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"params\": {} } ] }")]
    [DataRow("PS139", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"params\": { \"concurrency\": [] } } ] }")]
    [DataRow("PS139", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"params\": { \"concurrency\": [[1]] } } ] }")]
    [DataRow("PS142", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"quarantine\": { } } ] }")]
    [DataRow("PS152", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"quarantine\": { \"reason\": \"x\", \"until\": \"15.01.2027\" } } ] }")]
    [DataRow("PS143", "{ \"specs\": [], \"version\": 2 }")]
    public void What_is_wrong_by_its_form_the_reader_and_the_schema_refuse_alike(string code, string text)
    {
        Assert.Contains(code, Parse(text).Problems.Select(problem => problem.Code));
        Assert.IsNotEmpty(Schema.Value.Validate(text));
    }

    [TestMethod]
    [DataRow("PS115", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"id\": \"a\u200Bb\" } ] }")]
    [DataRow("PS119", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"exact < 5 ms\" } ] }")]
    [DataRow("PS148", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"mean < 5 ms\" } ] }")]
    [DataRow("PS120", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5\" } ] }")]
    [DataRow("PS123", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 MB\" } ] }")]
    [DataRow("PS126", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 0 ms\" } ] }")]
    [DataRow("PS128", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 1e999 ms\" } ] }")]
    [DataRow("PS129", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 0.01 ns\" } ] }")]
    [DataRow("PS132", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"timeout\": \"0 s\" } ] }")]
    [DataRow("PS134", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"confidence\": \"101 %\" } ] }")]
    [DataRow("PS136", "{ \"specs\": [ { \"metric\": \"iteration/success\", \"target\": \"rate >= 101 %\" } ] }")]
    [DataRow("PS140", "{ \"machines\": { \"none\": { \"name\": \"no such machine\" } }, \"specs\": [ { \"metric\": \"iteration/duration\", \"targets\": { \"none\": \"< 5 ms\" } } ] }")]
    [DataRow("PS141", "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"reference\": \"iteration/duration\" } ] }")]
    public void What_is_wrong_by_its_meaning_the_reader_alone_refuses(string code, string text)
    {
        Assert.Contains(code, Parse(text).Problems.Select(problem => problem.Code));
        Assert.IsEmpty(Schema.Value.Validate(text));
    }

    [TestMethod]
    [DataRow("\"target\": \"  p99.9≤1.5e3us \"")]
    [DataRow("\"target\": \"< .5 μs\"")]
    [DataRow("\"target\": \"mean<+5ms\", \"max\": \"2 s\"")]
    [DataRow("\"target\": \"< 5 ms\", \"catches\": \"1.5 x\", \"confidence\": \"99.9 %\", \"warmup\": \"auto\"")]
    [DataRow("\"target\": \"< 5 ms\", \"catches\": 1.5, \"confidence\": 0.999, \"warmup\": 0, \"stride\": 2, \"samples\": 100")]
    [DataRow("\"target\": \"< 5 ms\", \"params\": { \"depth\": [0.5, 1], \"concurrency\": 3 }, \"stop\": \"never\", \"severity\": \"info\"")]
    [DataRow("\"target\": \"< 5 ms\", \"id\": \"über/a.b_c-1\", \"tags\": [], \"focus\": true, \"skip\": \"later\"")]
    [DataRow("\"target\": \"<= 1 x\", \"reference\": \"iteration/duration\", \"timeout\": \"0.5 min\"")]
    public void What_the_reader_accepts_the_schema_accepts_too(string spec)
    {
        var text = $"{{ \"version\": 1, \"specs\": [ {{ \"metric\": \"orchestrator/duration\", {spec} }} ] }}";
        Assert.IsEmpty(Parse(text).Problems);
        Assert.IsEmpty(Schema.Value.Validate(text));
    }

    [TestMethod]
    public void Its_text_is_stable_and_ends_its_lines_alike()
    {
        var text = SpecSchema.Generate(Known);
        Assert.AreEqual(text, SpecSchema.Generate(Known), StringComparer.Ordinal);
        Assert.DoesNotContain("\r", text, StringComparison.Ordinal);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        Assert.StartsWith("{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",", text, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Every_property_is_described_and_its_examples_and_defaults_are_accepted()
    {
        var spec = JsonNode.Parse(SpecSchema.Generate(Known))!["properties"]!["specs"]!["items"]!["properties"]!.AsObject();
        Assert.HasCount(21, spec);
        foreach (var (name, property) in spec)
        {
            Assert.IsGreaterThan(10, property!["description"]!.GetValue<string>().Length);
            foreach (var value in (property["examples"]?.AsArray() ?? []).Append(property["default"]).OfType<JsonNode>().Where(_ => name is not "target" and not "targets" and not "max"))
            {
                var file = ParseSpecs($"{{ \"metric\": \"iteration/duration\", \"target\": \"< 5 ms\", \"{name}\": {value.ToJsonString()} }}");
                Assert.IsTrue(file.IsUsable, $"{name}: {string.Join('\n', file.Problems)}");
            }
        }
    }

    [TestMethod]
    public void The_defaults_it_states_are_those_that_hold()
    {
        var root = JsonNode.Parse(SpecSchema.Generate(Known))!["properties"]!;
        static string Defaults(JsonNode table) => string.Join(", ", table["properties"]!.AsObject()
            .Where(pair => pair.Value!["default"] is not null)
            .Select(pair => $"\"{pair.Key}\": {pair.Value!["default"]!.ToJsonString()}"));
        const string Specs = "\"specs\": [ { \"metric\": \"iteration/duration\", \"target\": \"< 5 ms\" } ]";
        var stated = Parse($"{{ {Specs}, \"suite\": {{ {Defaults(root["suite"]!)} }}, \"defaults\": {{ {Defaults(root["defaults"]!)} }} }}");
        var unstated = Parse($"{{ {Specs} }}");
        Assert.IsEmpty(stated.Problems);
        Assert.AreEqual(unstated.Suite, stated.Suite);
        Assert.AreEqual(unstated.Specs.Single() with { Tags = [] }, stated.Specs.Single() with { Tags = [] });
        Assert.AreEqual(new Spec { Id = "a", Metric = "a/b", Target = unstated.Specs[0].Target }.Timeout, stated.Specs[0].Timeout);
    }

    [TestMethod]
    public void Metrics_and_parameters_are_those_of_the_workloads()
    {
        var spec = JsonNode.Parse(SpecSchema.Generate(Known))!["properties"]!["specs"]!["items"]!["properties"]!;
        Assert.AreEqual(39, spec["metric"]!["enum"]!.AsArray().Count);
        Assert.AreEqual(39, spec["reference"]!["enumDescriptions"]!.AsArray().Count);
        CollectionAssert.AreEqual(new[] { "concurrency", "depth" }, spec["params"]!["properties"]!.AsObject().Select(pair => pair.Key).ToArray());
        Assert.IsNull(JsonNode.Parse(SpecSchema.Generate([]))!["properties"]!["specs"]!["items"]!["properties"]!["metric"]!["enum"]);
    }
}
