using PerfSpecs.Reports;
using PerfSpecs.Specs;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class ExplanationTests
{
    private static readonly Commands Commands = new("make perf ONLY={id} SEED={seed}", "make perf ARGS=\"--profile {id}\"");

    [TestMethod]
    public void A_failed_time_says_how_to_ask_for_a_profile()
    {
        var failed = Finished.Fail("slow") with { Spec = Finished.Fail("slow").Spec with { Measure = Measure.BuiltIn[0] } };

        var lines = Explanation.Lines(failed, 7, Commands).ToList();

        CollectionAssert.Contains(lines, "again   make perf ONLY=slow SEED=7");
        CollectionAssert.Contains(lines, "profile make perf ARGS=\"--profile slow\"");
    }

    [TestMethod]
    public void What_a_profile_cannot_tell_of_is_not_to_be_profiled()
    {
        Assert.IsFalse(Explanation.Lines(Finished.Fail("things"), 7, Commands).Any(line => line.StartsWith("profile", StringComparison.Ordinal)));
        Assert.IsFalse(Explanation.Lines(Finished.Error("broken", "x"), 7, Commands).Any(line => line.StartsWith("profile", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("iteration/duration", "iteration_2f_duration")]
    [DataRow("throughput[concurrency=50]", "throughput_5b_concurrency_3d_50_5d_")]
    [DataRow("..", "_2e_.")]
    [DataRow("-v1.2", "_2d_v1.2")]
    public void A_file_of_a_spec_has_a_name_that_any_file_system_takes(string id, string name) => Assert.AreEqual(name, IdFileName.Of(id));
}
