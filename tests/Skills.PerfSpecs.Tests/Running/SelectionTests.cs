using PerfSpecs.Running;
using PerfSpecs.Specs;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class SelectionTests
{
    private static readonly PlannedSpec Spec = new(
        new Spec { Id = "throughput[concurrency=100]", Metric = "orchestrator/throughput", Target = Median >= 1.PerSecond, Tags = ["plan", "slow"] },
        Measure.BuiltIn[5],
        ["skills", "orchestrator"],
        SetAside: null);

    [TestMethod]
    [DataRow("skills", true)]
    [DataRow("skills/orchestrator", true)]
    [DataRow("skills/orchestrator/throughput[concurrency=100]", true)]
    [DataRow("skills/*/throughput*", true)]
    [DataRow("skill", false)]
    [DataRow("skills/orchestrator/throughput[concurrency=10]", false)]
    [DataRow("orchestrator", false)]
    [DataRow("skills/orchestrator/throughput[concurrency=100]/more", false)]
    public void A_filter_matches_whole_segments_from_the_root(string filter, bool expected) =>
        Assert.AreEqual(expected, new Selection { Filter = filter }.Includes(Spec));

    [TestMethod]
    [DataRow("throughput[concurrency=100]", true)]
    [DataRow("throughput[concurrency=10]", false)]
    [DataRow("throughput", false)]
    [DataRow("throughput*", true)]
    [DataRow("skills/orchestrator/throughput[concurrency=100]", true)]
    public void A_run_names_the_id_or_the_full_name(string id, bool expected) =>
        Assert.AreEqual(expected, new Selection { Run = [id] }.Includes(Spec));

    [TestMethod]
    public void Any_tag_selects_and_every_kind_of_condition_must_hold()
    {
        Assert.IsTrue(new Selection { Tags = ["guard", "slow"] }.Includes(Spec));
        Assert.IsFalse(new Selection { Tags = ["Plan"] }.Includes(Spec));
        Assert.IsFalse(new Selection { Tags = ["plan"], Filter = "other" }.Includes(Spec));
    }
}
