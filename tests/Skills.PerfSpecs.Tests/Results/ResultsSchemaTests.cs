using System.Text;
using System.Text.Json.Nodes;
using NJsonSchema;
using PerfSpecs.Reports;
using PerfSpecs.Results;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class ResultsSchemaTests
{
    private static readonly Lazy<JsonSchema> Schema = new(() => JsonSchema.FromJsonAsync(ResultsSchema.Generate()).GetAwaiter().GetResult());

    [TestMethod]
    public void What_is_written_is_valid()
    {
        var run = Finished.Run(Finished.Pass("good"), Finished.Fail("bad"), Finished.Undecided("open"), Finished.Error(Finished.Hostile, Finished.Hostile), Finished.Skipped("aside", "later"));

        Assert.IsEmpty(Schema.Value.Validate(new JsonReport().Text(run)));
    }

    [TestMethod]
    [DataRow("version", "2")]
    [DataRow("seed", "\"7\"")]
    [DataRow("specs", "[ {} ]")]
    [DataRow("specs", null)]
    [DataRow("environment", "{}")]
    public void What_is_missing_or_of_another_kind_is_refused(string property, string? value)
    {
        var results = JsonNode.Parse(new JsonReport().Text(Finished.Run(Finished.Pass("good"))))!.AsObject();
        results.Remove(property);
        if (value is not null)
            results[property] = JsonNode.Parse(value);

        Assert.IsNotEmpty(Schema.Value.Validate(results.ToJsonString()));
    }

    [TestMethod]
    public void Every_property_is_described()
    {
        var properties = JsonNode.Parse(ResultsSchema.Generate())!["properties"]!;
        var spec = properties["specs"]!["items"]!["properties"]!.AsObject();

        Assert.HasCount(typeof(SpecRecord).GetConstructors()[0].GetParameters().Length, spec);
        foreach (var (name, property) in properties.AsObject().Concat(spec).Concat(properties["environment"]!["properties"]!.AsObject()))
            Assert.IsGreaterThan(5, property!["description"]!.GetValue<string>().Length, name);
    }

    [TestMethod]
    [DataRow("""{ "version": 2, "specs": "of another shape" }""", "version 2 of the results format, and this runner knows versions up to 1")]
    [DataRow("""{ "version": 0 }""", "which there never was")]
    [DataRow("""{ "version": "1" }""", "no results file")]
    [DataRow("""{ "specs": [] }""", "it has no version")]
    [DataRow("[]", "it has no version")]
    [DataRow("""{ "version": 1 }""", "$.file is missing")]
    [DataRow("""{ "version": 1, "specs": [ {} ], "environment": {} }""", "$.file is missing")]
    public void A_file_of_another_version_or_kind_is_refused_in_words(string text, string expected)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, text, Encoding.UTF8);

        var (results, problem) = ResultsFile.Read(path);

        File.Delete(path);
        Assert.IsNull(results);
        StringAssert.Contains(problem, expected);
    }
}
