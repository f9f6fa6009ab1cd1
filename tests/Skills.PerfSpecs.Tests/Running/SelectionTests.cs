using PerfSpecs.Running;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class SelectionTests
{
    private static readonly PlannedSpec Spec = Planned("throughput[concurrency:100]", ["skills", "orchestrator"], "plan", "slow");

    private static readonly PlannedSpec Sorting = Planned("sorting", ["text=utf8", "big"], "guard");

    [TestMethod]
    [DataRow("skills", true)]
    [DataRow("skill", true)]
    [DataRow("skills/orch", true)]
    [DataRow("/skills/orchestrator/", true)]
    [DataRow("skills/orchestrator/throughput[concurrency:10", true)]
    [DataRow("skills/orchestrator/throughput[concurrency=100]", true)]
    [DataRow("skills/orchestrator/throughput[concurrency:10]", false)]
    [DataRow("skills/*/throughput", false)]
    [DataRow("orchestrator", false)]
    [DataRow("Skills", false)]
    public void A_filter_is_the_beginning_of_the_full_name_as_in_Expecto(string filter, bool expected) =>
        Assert.AreEqual(expected, new Selection { Filter = filter }.Includes(Spec));

    [TestMethod]
    [DataRow("through", true)]
    [DataRow("put[con", true)]
    [DataRow("[concurrency=100", true)]
    [DataRow("orchestrator", false)]
    [DataRow("throughput*", false)]
    public void A_filter_of_cases_is_a_part_of_the_id_as_in_Expecto(string part, bool expected) =>
        Assert.AreEqual(expected, new Selection { Case = part }.Includes(Spec));

    [TestMethod]
    [DataRow("orch", true)]
    [DataRow("skills", true)]
    [DataRow("skills/orchestrator", false)]
    [DataRow("throughput", false)]
    public void A_filter_of_lists_is_a_part_of_a_lists_name_as_in_Expecto(string part, bool expected) =>
        Assert.AreEqual(expected, new Selection { List = part }.Includes(Spec));

    [TestMethod]
    [DataRow("throughput[concurrency:100]", true)]
    [DataRow("throughput[concurrency=100]", true)]
    [DataRow("throughput[concurrency:10]", false)]
    [DataRow("throughput", false)]
    [DataRow("throughput*", true)]
    [DataRow("skills/orchestrator/throughput[concurrency:100]", true)]
    public void A_run_names_the_id_or_the_full_name(string id, bool expected) =>
        Assert.AreEqual(expected, new Selection { Run = [id] }.Includes(Spec));

    [TestMethod]
    public void An_id_is_found_as_an_earlier_version_wrote_it()
    {
        Assert.IsTrue(new Selection { Ids = ["throughput[concurrency=100]"] }.Includes(Spec));
        Assert.IsTrue(new Selection { Run = ["text=utf8/big/sorting"] }.Includes(Sorting));
        Assert.IsTrue(new Selection { Filter = "text=utf8/b" }.Includes(Sorting));
    }

    [TestMethod]
    public void What_matches_nothing_is_compared_with_everything_that_would()
    {
        Assert.AreEqual("sorting", Nearest(new Selection { Run = ["sortng"] }));
        Assert.AreEqual("sorting", Nearest(new Selection { Run = ["sortin*x"] }));
        Assert.AreEqual("sorting", Nearest(new Selection { Ids = ["Sorting"] }));
        Assert.AreEqual("guard", Nearest(new Selection { Tags = ["gaurd"] }));
        Assert.AreEqual("skills/orchestrator", Nearest(new Selection { Filter = "skills/orchestrater" }));
        Assert.AreEqual("orchestrator", Nearest(new Selection { List = "orchestrater" }));
        Assert.AreEqual("sorting", Nearest(new Selection { Case = "srting" }));
        Assert.IsNull(Nearest(new Selection { Run = ["something-else"] }));
        Assert.IsNull(Nearest(new Selection { Tags = ["guard"], Filter = "skills" }));
    }

    [TestMethod]
    public void Any_tag_selects_and_every_kind_of_condition_must_hold()
    {
        Assert.IsTrue(new Selection { Tags = ["guard", "slow"] }.Includes(Spec));
        Assert.IsFalse(new Selection { Tags = ["Plan"] }.Includes(Spec));
        Assert.IsFalse(new Selection { Tags = ["plan"], Filter = "other" }.Includes(Spec));
    }

    private static string? Nearest(Selection selection) => selection.Nearest([Spec, Sorting]);

    private static PlannedSpec Planned(string id, IReadOnlyList<string> path, params string[] tags) =>
        new(new Spec { Id = id, Metric = "orchestrator/throughput", Target = Median >= 1.PerSecond, Tags = tags }, Measure.BuiltIn[5], path, SetAside: null);
}
