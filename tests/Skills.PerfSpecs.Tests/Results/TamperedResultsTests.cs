using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using PerfSpecs.Environments;
using PerfSpecs.Reports;
using PerfSpecs.Results;
using PerfSpecs.Text;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class TamperedResultsTests
{
    private const string Name = "results.json";

    private static readonly Lazy<Task<string>> Written = new(Write);
    private static readonly Commands Commands = Commands.Of("");

    private static readonly double[] Numbers = [0, -5, 1, 2e9, 1e300];

    private static readonly string[] Texts =
    [
        "pass", "fail", "unfit", "inconclusive", "error", "skipped", "", "w/value",
            "p95 < 100 things", "median >= 1 x", "warning", "certain", "disturbed", "\u0000",
    ];

    /// <summary>What no verdict follows from: layout, texts for people, and numbers that describe the run and its machine.</summary>
    private static readonly string[] OnlySealed =
    [
        "spanSeconds", "spanTurns", "spanRuns", "processes", "independenceAssumed", "warmUpHitLimit", "tooShort", "referenceBatch", "samplesToDecide", "disturbed",
        "started", "elapsedSeconds", "file", "seed", "environment", "machine", "tool", "commit", "path", "line", "tags", "explanation", "title",
        "warmUp", "correlation", "ownSeconds", "stride", "batch", "severity",
    ];

    [TestMethod]
    public async Task What_was_written_is_read_and_follows_from_its_samples()
    {
        var (results, problem) = ResultsFile.Parse(Name, Encoding.UTF8.GetBytes(await Written.Value));

        Assert.IsNull(problem);
        string[] kinds = ["pass", "fail", "inconclusive", "error", "skipped"];
        CollectionAssert.IsSubsetOf(kinds, results!.Specs.Select(record => record.Verdict).ToArray());
        foreach (var record in results.Specs)
            Assert.IsEmpty(Rejudgement.Of(record, null, results.FailError).Rejudgement!.Differences, $"{record.Id}: {record.Verdict}");
        Assert.IsNull(StoredRun.Of(results, new Registry(Tests()), Commands).Problem);
    }

    [TestMethod]
    public async Task Layout_is_no_change()
    {
        var indented = JsonSerializer.Serialize(JsonNode.Parse(await Written.Value), new JsonSerializerOptions { WriteIndented = true });

        Assert.IsNull(ResultsFile.Parse(Name, Encoding.UTF8.GetBytes(indented)).Problem);
        Assert.IsNull(ResultsFile.Parse(Name, Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(indented)).ToArray()).Problem);
    }

    [TestMethod]
    public async Task Every_drawn_change_of_a_number_or_a_word_is_seen_with_its_place()
    {
        var text = await Written.Value;
        Edits(text).Sample(
            edit =>
            {
                var root = JsonNode.Parse(text)!;
                edit.Apply(root);
                var (results, problem) = ResultsFile.Parse(Name, Encoding.UTF8.GetBytes(root.ToJsonString()));
                Assert.IsNull(results, edit.Path);
                StringAssert.StartsWith(problem, Name);
            },
            iter: 1500,
            threads: 1);
    }

    [TestMethod]
    public async Task Without_digests_every_drawn_change_that_a_verdict_follows_from_is_still_seen_and_nothing_throws()
    {
        var text = Unsealed(await Written.Value).ToJsonString();
        Edits(text).Sample(
            edit =>
            {
                var root = JsonNode.Parse(text)!;
                edit.Apply(root);
                var (results, problem) = ResultsFile.Parse(Name, Encoding.UTF8.GetBytes(root.ToJsonString()));
                if (results is null)
                {
                    StringAssert.StartsWith(problem, Name);
                    return;
                }

                var rejudged = results.Specs.Select(record => Rejudgement.Of(record, null, results.FailError).Rejudgement!).ToList();
                var (run, refusal) = StoredRun.Of(results, new Registry(Tests()), Commands);
                Assert.AreEqual(rejudged.TrueForAll(judged => judged.Agrees), run is not null);
                Assert.AreEqual(run is null, refusal is not null);
                if (run is not null)
                {
                    foreach (var writer in new IReportWriter[] { new NunitReport(), new JunitReport(), new OpenMetricsReport(), new MarkdownReport() })
                        Assert.IsNotEmpty(writer.Text(run));
                }

                if (edit.Matters)
                    Assert.IsTrue(rejudged.Exists(judged => !judged.Agrees), $"{edit.Path}: {edit.What}");
            },
            iter: 600,
            threads: 1);
    }

    [TestMethod]
    [DataRow("cap", "0", "$.specs[0].cap is 0")]
    [DataRow("cap", "-5", "$.specs[0].cap is -5")]
    [DataRow("cap", "2000000000", "$.specs[0].cap is 2000000000")]
    [DataRow("cap", "1000000", "$.specs[0].cap is 1000000")]
    [DataRow("cap", "\"many\"", "results.json:1:")]
    [DataRow("samples", "-1", "$.specs[0].samples is -1")]
    [DataRow("stride", "0", "$.specs[0].stride is 0")]
    [DataRow("batch", "-1", "$.specs[0].batch is -1")]
    [DataRow("launches", """{ "launches": 0, "each": 1 }""", "$.specs[0].launches contradicts")]
    [DataRow("launches", """{ "launches": 2, "each": 1 }""", "$.specs[0].launches contradicts")]
    [DataRow("verdict", "\"PASS\"", "$.specs[0].verdict is \"PASS\"")]
    [DataRow("verdict", "\"unfit\"", "$.specs[0].cause is no cause of the verdict \"unfit\"")]
    [DataRow("confidence", "1", "$.specs[0].confidence is no probability")]
    [DataRow("confidence", "0.99999999999999", "are too extreme")]
    [DataRow("target", "\"p99.9999999999999 < 5 things\"", "$.specs[0].target")]
    [DataRow("target", "\"rate >= 100 %\"", "$.specs[0].target")]
    [DataRow("target", "\"mean < 5 things\"", "$.specs[0].target")]
    [DataRow("values", "[]", "$.specs[0].values is empty")]
    [DataRow("values", "[1e999]", "$.specs[0]")]
    [DataRow("values", "[NaN]", "results.json:1:")]
    [DataRow("metric", "\"value\"", "$.specs[0].metric is no metric")]
    [DataRow("id", "null", "$.specs[0].id is missing")]
    [DataRow("elapsedSeconds", "1e300", "$.specs[0].elapsedSeconds is no time")]
    [DataRow("failError", "0.5", "$.specs[0].failError is not the file's")]
    public async Task What_no_run_writes_is_refused_at_its_place_at_once(string property, string json, string expected)
    {
        const string Mark = "\"MARK\"";
        var root = Unsealed(await Written.Value);
        root["specs"]![0]![property] = "MARK";
        var begin = Stopwatch.GetTimestamp();

        var text = root.ToJsonString().Replace(Mark, json, StringComparison.Ordinal);
        var (results, problem) = ResultsFile.Parse(Name, Encoding.UTF8.GetBytes(text));

        Assert.IsNull(results);
        StringAssert.StartsWith(problem, Name);
        StringAssert.Contains(problem, expected);
        Assert.IsLessThan(TimeSpan.FromSeconds(20), Stopwatch.GetElapsedTime(begin), "nothing is computed before the file is possible");
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.3)]
    [DataRow(0.999)]
    public async Task A_file_that_was_cut_off_is_refused_at_its_end(double share)
    {
        var text = await Written.Value;
        var cut = text[..(int)(share * text.Length)];

        StringAssert.StartsWith(ResultsFile.Parse(Name, Encoding.UTF8.GetBytes(cut)).Problem, $"{Name}:1:");
    }

    [TestMethod]
    public async Task A_property_that_is_there_twice_is_refused()
    {
        var twice = (await Written.Value).Replace("\"cap\":", "\"cap\":5,\"cap\":", StringComparison.Ordinal);

        Assert.IsNotNull(ResultsFile.Parse(Name, Encoding.UTF8.GetBytes(twice)).Problem);
    }

    [TestMethod]
    public async Task Values_in_another_order_added_or_left_out_are_seen()
    {
        var text = await Written.Value;
        foreach (var change in (Action<JsonArray>[])[Swapped, values => values.Add(values[0]!.DeepClone()), values => values.RemoveAt(0)])
        {
            var root = JsonNode.Parse(text)!;
            change(root["specs"]![0]!["values"]!.AsArray());
            StringAssert.Contains(ResultsFile.Parse(Name, Encoding.UTF8.GetBytes(root.ToJsonString())).Problem, "$.specs[0]");
        }

        static void Swapped(JsonArray values)
        {
            var other = Enumerable.Range(1, values.Count - 1).First(i => values[i]!.GetValue<double>() != values[0]!.GetValue<double>());
            (values[0], values[other]) = (values[other]!.DeepClone(), values[0]!.DeepClone());
        }
    }

    /// <summary>One change of one value.</summary>
    /// <param name="Path">Where.</param>
    /// <param name="What">What it becomes.</param>
    /// <param name="Matters">Whether a verdict or a number that people rely on follows from it.</param>
    /// <param name="Apply">Makes the change.</param>
    private sealed record Edit(string Path, string What, bool Matters, Action<JsonNode> Apply);

    private static Gen<Edit> Edits(string text)
    {
        var leaves = Leaves(JsonNode.Parse(text)!)
            .Where(leaf => leaf.Path is not "$.version" && !leaf.Path.EndsWith(".digest", StringComparison.Ordinal))
            .ToList();
        return from leaf in Gen.Int[0, leaves.Count - 1].Select(i => leaves[i])
               from number in Gen.OneOf(
                   Gen.Double[-2, 2], Gen.Int[0, Numbers.Length - 1].Select(i => Numbers[i]), Gen.Int[-10, 300].Select(i => (double)i))
               from word in Gen.Int[0, Texts.Length - 1].Select(i => Texts[i])
               from kind in Gen.Int[0, 5]
               let old = JsonNode.Parse(text)!.At(leaf.Keys)
               let changed = Changed(old, number, word, kind)
               where !JsonNode.DeepEquals(old, changed)
               // A file that is too old for digests has no such number either.
               let isOld = changed is null && leaf.Path.EndsWith(".notices", StringComparison.Ordinal)
               select new Edit(leaf.Path, changed?.ToJsonString() ?? "null", !isOld && Matters(leaf.Path), root => root.Put(leaf.Keys, changed));
    }

    private static JsonNode? Changed(JsonNode? old, double number, string word, int kind) => (kind, old?.GetValueKind()) switch
    {
        (0, _) => null,
        (1, JsonValueKind.Number) => JsonValue.Create(word),
        (1, _) => JsonValue.Create(number),
        (2, JsonValueKind.Number) => JsonValue.Create(old!.GetValue<double>() * (1 + 1e-12)),
        (_, JsonValueKind.Number) => JsonValue.Create(number),
        (_, JsonValueKind.True or JsonValueKind.False) => JsonValue.Create(!old!.GetValue<bool>()),
        _ => JsonValue.Create(word),
    };

    // One sample may move within its side of everything that is derived, a cause that withholds a verdict cannot be derived, and another
    // target, cap or error may well give the same verdict.
    private static readonly string[] Underivable = [".values", ".cause", ".launches"];

    private static readonly string[] Harmless =
        [".id", ".metric", ".reference", ".unit", ".target", ".cap", ".max", ".stopsEarly", ".confidence", "$.cancelled", "$.falseAlarmRate", "$.failError"];

    private static bool Matters(string path) =>
        !OnlySealed.Any(name => path.Contains($".{name}", StringComparison.Ordinal))
        && !Underivable.Any(name => path.Contains(name, StringComparison.Ordinal))
        && !Harmless.Any(name => path.EndsWith(name, StringComparison.Ordinal));

    private static IEnumerable<(string Path, object[] Keys)> Leaves(JsonNode node, string path = "$", object[]? keys = null)
    {
        keys ??= [];
        return node switch
        {
            JsonObject json => json.Where(member => member.Value is not null)
                .SelectMany(member => Leaves(member.Value!, $"{path}.{member.Key}", [.. keys, member.Key])),
            JsonArray list => list.Index().Where(item => item.Item is not null)
                .SelectMany(item => Leaves(item.Item!, FormattableString.Invariant($"{path}[{item.Index}]"), [.. keys, item.Index])),
            _ => [(path, keys)],
        };
    }

    private static JsonNode Unsealed(string text)
    {
        var root = JsonNode.Parse(text)!.AsObject();
        root.Remove("digest");
        foreach (var spec in root["specs"]!.AsArray())
            spec!.AsObject().Remove("digest");
        return root;
    }

    private static Test Tests()
    {
        var random = new Random(7);
        return testList("all",
        [
            Run.Reporting("w", i => 1 + (i % 10) + (random.NextDouble() / 3)),
            Run.Reporting("fixed", _ => 5),
            Run.Reporting("base", _ => 2),
            Run.Reporting("changing", i => i),
            workload("flaky", sample => sample.Succeeded = sample.Index % 3 > 0),
            workload("bad", _ => throw new InvalidOperationException("broken"), [Run.Value]),
        ]);
    }

    private static async Task<string> Write()
    {
        var result = await Run.Of(
            Tests(),
            Run.Spec("w/value", P95 < 100.Of("things")),
            Run.Spec("w/value", P5 >= 100.Of("things")) with { Id = "failing", Severity = Severity.Warning },
            Run.Spec("w/value", Median < 5.Of("things"), 30) with { Id = "open" },
            Run.Spec("w/value", new Statistic.Mean() < 9.Of("things")) with { Id = "mean", Max = 20 },
            Run.Spec("w/value", Median < 9.Times) with { Id = "ratio", Reference = "base/value" },
            Run.Spec("fixed/fixed", Exactly <= 5.Of("things")),
            Run.Spec("changing/fixed", Exactly <= 5.Of("things")),
            Run.Spec("bad/value", Median < 5.Of("things")),
            Run.Spec("w/value", Median < 5.Of("things")) with { Id = "aside", Skip = "later" },
            Run.Spec("flaky/success", Rate >= 95.Percent));
        using var bytes = new MemoryStream();
        var started = new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
        ResultsFile.Of(result, RunEnvironment.Of(typeof(Run).Assembly), started).Write(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}

/// <summary>Reads and writes a value by the keys that lead to it.</summary>
internal static class JsonNodes
{
    public static JsonNode? At(this JsonNode root, IEnumerable<object> keys) =>
        keys.Aggregate((JsonNode?)root, (node, key) => key is int index ? node![index] : node![(string)key]);

    public static void Put(this JsonNode root, object[] keys, JsonNode? value)
    {
        var parent = root.At(keys[..^1])!;
        if (keys[^1] is int index)
            parent[index] = value?.DeepClone();
        else
            parent[(string)keys[^1]] = value?.DeepClone();
    }
}
