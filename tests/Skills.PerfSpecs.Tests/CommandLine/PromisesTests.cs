using PerfSpecs.CommandLine;
using PerfSpecs.Running;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class PromisesTests
{
    private static readonly Spec Plan = new() { Id = "start", Metric = "w/value", Target = P95 < 1.Of("things"), Tags = ["slow", "plan"] };

    [TestMethod]
    public void A_plan_is_a_promise_until_its_tag_its_id_or_its_full_name_is_named()
    {
        Assert.IsTrue(IsPromise(Plan, Selection.All));
        Assert.IsTrue(IsPromise(Plan, new Selection { Tags = ["slow"] }));
        Assert.IsFalse(IsPromise(Plan, new Selection { Tags = ["plan"] }));
        Assert.IsFalse(IsPromise(Plan, new Selection { Run = ["start"] }));
        Assert.IsFalse(IsPromise(Plan, new Selection { Run = ["list/start"] }));
    }

    [TestMethod]
    public void A_pattern_that_happens_to_match_names_no_promise() => Assert.IsTrue(IsPromise(Plan, new Selection { Run = ["sta*"] }));

    [TestMethod]
    public void What_has_no_such_tag_is_no_promise() => Assert.IsFalse(IsPromise(Plan with { Tags = ["guard"] }, Selection.All));

    private static bool IsPromise(Spec spec, Selection selection) => Promises.IsPromise(new PlannedSpec(spec, Run.Value, ["list"], SetAside: null), selection);
}
