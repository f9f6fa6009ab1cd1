using PerfSpecs.Judging;
using PerfSpecs.Running;
using PerfSpecs.SpecFiles;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class RunPlanTests
{
    [TestMethod]
    public void A_suite_that_may_run_several_times_divides_both_errors_over_its_runs()
    {
        Spec[] specs = [Run.Spec("w/value", P95 < 5.Of("things")), Run.Spec("v/value", P95 < 5.Of("things"))];
        var file = new SpecFile(Run.File, new SuiteSettings { Runs = 4, FalseAlarmRate = 0.04 }, specs, []);
        var registry = new Registry(testList("all", [Run.Reporting("w", i => i), Run.Reporting("v", i => i)]));

        Assert.AreEqual(1 - (0.05 / 4), RunPlan.All(file, registry)[0].Confidence, 1e-12);
        Assert.AreEqual(0.04 / 2 / 4, ErrorBudget.FailError(file.Suite, specs), 1e-12);
    }

    [TestMethod]
    public void A_fail_out_of_reach_is_an_error_as_well_as_a_pass()
    {
        // p5 below a bound fails only after ln(.01) / ln(.95) = 90 samples beyond it, and passes after a few.
        var problem = Reachability.Check([Run.Spec("w/value", new Statistic.Quantile(0.05) < 5.Of("things"), samples: 50)], failError: 0.01).Single();

        StringAssert.Contains(problem.Message, "never fail", StringComparison.Ordinal);
        StringAssert.Contains(problem.Message, "90", StringComparison.Ordinal);
    }
}
