using PerfSpecs.Specs;
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
            spec("w/duration", P95 <= 500.Milliseconds, samples: 100),
            spec("w/duration", "p95 <= 500 ms", samples: 100),
            spec("w/depth", "<= 3 levels"),
        ]));

        Assert.AreEqual(registry.Specs[0], registry.Specs[1]);
        Assert.AreEqual("p95 <= 500 ms", registry.Specs[0].Target.ToString());
        Assert.AreEqual(500e6, registry.Specs[0].Target.Bound.Value);
        Assert.AreEqual("exact <= 3 levels", registry.Specs[2].Target.ToString());
    }

    [TestMethod]
    public void Two_workloads_of_one_name_are_refused() =>
        Assert.ThrowsExactly<ArgumentException>(() => new Registry(testList("all", [workload("w", _ => { }), workload("w", _ => { })])));

    [TestMethod]
    public void A_measure_declared_twice_or_like_a_built_in_is_refused() =>
        Assert.ThrowsExactly<ArgumentException>(() => new Registry(workload("w", _ => { }, [measure("duration", Unit.Second, "mine")])));

    [TestMethod]
    public void A_budget_in_code_of_an_unknown_metric_or_dimension_is_refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => new Registry(testList("all", [workload("w", _ => { }), spec("w/durations", P95 <= 5.Seconds)])));
        Assert.ThrowsExactly<ArgumentException>(() => new Registry(testList("all", [workload("w", _ => { }), spec("w/duration", P95 <= 5.Kilobytes)])));
        var wrong = Assert.ThrowsExactly<ArgumentException>(() => new Registry(testList("all", [workload("w", _ => { }), spec("w/duration", "p95 < 5 msec")])));
        StringAssert.Contains(wrong.Message, "msec");
    }
}
