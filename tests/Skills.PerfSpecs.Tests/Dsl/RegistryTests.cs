using System.Runtime.CompilerServices;
using PerfSpecs.SpecFiles;
using PerfSpecs.Text;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class RegistryTests
{
    [TestMethod]
    public void A_tree_is_flattened_into_paths_in_order()
    {
        IReadOnlyList<Test> shared = [workload("shared", _ => { })];
        var registry = new Registry(testList("outer", [.. shared, testTheory("inner", [1, 2], n => workload($"size-{n}", _ => { }))]));

        CollectionAssert.AreEqual(new[] { "shared", "size-1", "size-2" }, registry.Known.Select(workload => workload.Name).ToArray());
        CollectionAssert.AreEqual(new[] { "outer", "inner" }, registry["size-2"].Path.ToArray());
        Assert.IsEmpty(registry.Problems);
    }

    [TestMethod]
    public void A_list_takes_any_sequence_and_a_theory_takes_tuples_apart()
    {
        var registry = new Registry(testList("all",
        [
            testList("sequence", Enumerable.Range(1, 2).Select(n => workload($"w{n}", () => { }))),
            testTheory("pairs", [(1, "a"), (2, "b")], (number, text) => workload($"{text}{number}", () => { })),
            testTheory("triples", [(1, "c", 'x')], (number, text, letter) => workload($"{text}{number}{letter}", () => { })),
        ]));

        CollectionAssert.AreEqual(new[] { "w1", "w2", "a1", "b2", "c1x" }, registry.Known.Select(workload => workload.Name).ToArray());
    }

    [TestMethod]
    public void A_parameter_is_read_as_it_is_or_not_at_all()
    {
        var setup = new Setup(1, new Dictionary<string, double> { ["rows"] = 10, ["load"] = 0.75, ["large"] = 1e10 }, CancellationToken.None);

        Assert.AreEqual(10, setup["rows"]);
        Assert.AreEqual(0.75, setup.Number("load"));
        Assert.AreEqual(1e10, setup.Number("large"));
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => setup["load"]).Message, "setup.Number(\"load\")");
        Assert.ThrowsExactly<InvalidOperationException>(() => setup["large"]);
        StringAssert.Contains(Assert.ThrowsExactly<KeyNotFoundException>(() => setup.Number("lines")).Message, "parameter(\"lines\"");
    }

    [TestMethod]
    public void A_budget_in_code_reads_like_the_one_in_the_file()
    {
        var registry = new Registry(testList("all",
        [
            workload("w", _ => { }, [measure("depth", Unit.Count("levels"), "a depth", MetricKind.Exact)]),
            spec("w/duration", P95 <= 500.Milliseconds, new() { Samples = 100 }), spec("w/duration", "p95 <= 500 ms", new() { Id = "w2", Samples = 100 }),
            spec("w/depth", "<= 3 levels"),
        ]));

        Assert.IsEmpty(registry.Problems);
        Assert.AreEqual(registry.Specs[0] with { Id = "w2", Tags = registry.Specs[1].Tags, Parameters = registry.Specs[1].Parameters }, registry.Specs[1]);
        Assert.AreEqual("p95 <= 500 ms", registry.Specs[0].Target.ToString());
        Assert.AreEqual(500e6, registry.Specs[0].Target.Bound.Value);
        Assert.AreEqual("exact <= 3 levels", registry.Specs[2].Target.ToString());
    }

    [TestMethod]
    public void A_budget_in_code_has_everything_that_the_file_has()
    {
        var options = new SpecOptions
        {
            Id = "all-of-it",
            Title = "a title",
            Tags = ["a", "b"],
            Severity = Severity.Warning,
            Parameters = { ["rows"] = [10, 1000], ["share"] = [0.5] },
            Catches = 1.5,
            Timeout = TimeSpan.FromMilliseconds(1500),
            Launches = 3,
            Confidence = 0.999,
            Stride = 4,
            Warmup = 7,
            Samples = 5000,
            Max = 2.Seconds,
            Stop = StopRule.Never,
            Skip = "not now",
            Quarantine = new Quarantine("moved", new DateOnly(2999, 1, 2)),
        };
        var registry = new Registry(testList("all", [Sized("w"), spec("w/duration", "mean < 0.1 s", options)]));
        var json = """
            { "specs": [ { "id": "all-of-it", "title": "a title", "tags": ["a", "b"], "severity": "warning", "params": { "rows": [10, 1000], "share": 0.5 },
              "catches": 1.5, "timeout": "1500 ms", "launches": 3, "confidence": 0.999, "stride": 4, "warmup": 7, "samples": 5000, "max": "2 s",
              "stop": "never", "skip": "not now", "quarantine": { "reason": "moved", "until": "2999-01-02" }, "metric": "w/duration", "target": "mean < 0.1 s" } ] }
            """;
        var file = SpecFile.Parse("specs.json", System.Text.Encoding.UTF8.GetBytes(json), registry.Known);

        Assert.IsEmpty(registry.Problems);
        Assert.IsEmpty(file.Problems);
        CollectionAssert.AreEqual(new[] { "all-of-it[rows:10+share:0.5]", "all-of-it[rows:1000+share:0.5]" }, registry.Specs.Select(spec => spec.Id).ToArray());
        foreach (var (inCode, inFile) in registry.Specs.Zip(file.Specs))
        {
            CollectionAssert.AreEqual(inFile.Tags.ToArray(), inCode.Tags.ToArray());
            CollectionAssert.AreEqual(inFile.Parameters.ToArray(), inCode.Parameters.ToArray());
            Assert.AreEqual(inFile with { Where = null, Tags = [], Parameters = file.Specs[0].Parameters }, inCode with { IsInCode = false, Where = null, Tags = [], Parameters = file.Specs[0].Parameters });
            Assert.IsTrue(inCode.IsInCode);
        }
    }

    [TestMethod]
    public void Focus_and_pending_come_from_the_combinator_or_from_a_list_above()
    {
        var registry = new Registry(testList("all",
        [
            workload("w", _ => { }),
            fspec("w/duration", P95 <= 5.Seconds), pspec("w/duration", "p95 <= 5 s", new() { Id = "pending" }),
            fspec("w/duration", "p95 <= 5 s", new() { Id = "focused-too" }), pspec("w/duration", P95 <= 5.Seconds, new() { Id = "pending-too" }),
            ftestList("focused", [spec("w/allocated", P95 <= 5.Kilobytes)]),
            ptestList("set aside", [fspec("w/gc.gen0", "<= 1 collections")]),
            spec("w/gc.gen1", "<= 1 collections", new() { Focus = true }),
        ]));

        Assert.IsEmpty(registry.Problems);
        CollectionAssert.AreEqual(
            new[] { "w/duration", "focused-too", "w/allocated", "w/gc.gen1" },
            registry.Specs.Where(spec => spec.Focus).Select(spec => spec.Id).ToArray());
        CollectionAssert.AreEqual(
            new[] { "pending", "pending-too", "w/gc.gen0" },
            registry.Specs.Where(spec => spec.Skip is "pending in code").Select(spec => spec.Id).ToArray());
    }

    [TestMethod]
    public void All_mistakes_in_code_are_reported_at_once_with_the_files_codes_and_their_places()
    {
        var line = LineOfCall();
        var registry = new Registry(testList("all",
        [
            workload("w", _ => { }), workload("w", _ => { }),
            workload("My Workload", _ => { }),
            workload("twice", _ => { }, [measure("duration", Unit.Second, "mine"), measure("a b", Unit.Second, "mine")]),
            spec("w/durations", P95 <= 5.Seconds),
            spec("w/duration", P95 <= 5.Kilobytes, new() { Id = "kilobytes" }),
            spec("w/duration", "p95 < 5 msec", new() { Id = "msec" }),
            spec("w/duration", "p95 < 5 ms", new() { Id = "a|b", Samples = 0, Confidence = double.NaN }),
            spec("w/duration", "mean < 5 ms"), spec("w/duration", "median < 5 ms"),
            spec("w/duration", "p95 < 5 x", new() { Id = "self", Reference = "w/duration" }),
        ]));

        CollectionAssert.AreEqual(
            new[]
            {
                "PS301 ", "PS303 ", "PS303 ", "PS302 ",
                "PS118 6", "PS123 7", "PS125 8", "PS116 9", "PS131 9", "PS127 9", "PS148 10", "PS114 10", "PS141 11",
            },
            registry.Problems.Select(problem => $"{problem.Code} {problem.Where?.Line - line}").ToArray(),
            string.Join('\n', registry.Problems));
        Assert.AreEqual(
            """
            error PS303: the workload name "My Workload" in the list "all" breaks test filters; use letters, digits and - _ ., with / between parts, such as "my-workload"
            """,
            ProblemText.Render(registry.Problems[1]));
        var unknown = ProblemText.Render(registry.Problems[4]).Split('\n');
        StringAssert.EndsWith(unknown[0], "RegistryTests.cs:" + (line + 6) + ":1: error PS118: unknown metric \"w/durations\"; did you mean \"w/duration\"?");
        Assert.AreEqual("""  {"metric":"w/durations","target":"p95 <= 5 s"},""", unknown[1]);
        Assert.AreEqual("            ^^^^^^^^^^^^^", unknown[2]);
    }

    [TestMethod]
    [DataRow("My Workload", "my-workload")]
    [DataRow("  Sort (fast) ", "sort-fast")]
    [DataRow("a//b/", "a/b")]
    [DataRow("ĞÜZEL iş", "ğüzel-iş")]
    [DataRow("()", null)]
    public void A_bad_name_gets_a_proposal_that_is_good(string name, string? proposal)
    {
        Assert.AreEqual(proposal, WorkloadChecks.Proposal(name, "/"));
        var problem = new Registry(workload(name, _ => { })).Problems.Single();
        Assert.AreEqual("PS303", problem.Code);
        if (proposal is not null)
            Assert.IsEmpty(new Registry(workload(proposal, _ => { })).Problems);
    }

    [TestMethod]
    public void An_exact_target_keeps_every_digit()
    {
        var registry = new Registry(testList("all", [workload("w", _ => { }), spec("w/duration", Percentile(99.95) < 1.23456789012345678.Milliseconds)]));

        Assert.IsEmpty(registry.Problems);
        Assert.AreEqual(1.23456789012345678, registry.Specs[0].Target.Bound.Number);
        Assert.AreEqual(new Statistic.Quantile(99.95 / 100), registry.Specs[0].Target.Statistic);
    }

    private static Test Sized(string name) =>
        workload(name, setup: _ => 0, run: (int _, Sample _) => { }, parameters: [parameter("rows", 10), parameter("share", 1)]);

    private static int LineOfCall([CallerLineNumber] int line = 0) => line;
}
