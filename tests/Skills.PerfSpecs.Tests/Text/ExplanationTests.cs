using PerfSpecs.Judging;
using PerfSpecs.Reports;
using PerfSpecs.Text;

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
    public void An_error_names_the_innermost_frame_that_is_the_users()
    {
        const string trace = """
            System.FormatException: no number
               at System.Int32.Parse(String s)
               at Mine.Work.<>c.<Run>b__0(Sample _) in Work.cs:line 3
               at PerfSpecs.Sampling.Sampler.Take(CancellationToken token)
            """;
        Assert.AreEqual("Mine.Work.<>c.<Run>b__0(Sample _) in Work.cs:line 3", OwnFrame.Of(trace));
        Assert.IsNull(OwnFrame.Of("System.Exception: at home\n   at System.Int32.Parse(String s)"));
    }

    [TestMethod]
    [DataRow(1, true)]
    [DataRow(2, false)]
    public void A_fault_that_harms_the_process_advises_one_of_its_own_where_there_is_none(int launches, bool isAdvised)
    {
        var result = Finished.Error("broken", "x").With(spec => spec with { Launches = launches });
        var exhausted = result with { Judgement = result.Judgement with { Cause = new Cause.Threw(new OutOfMemoryException()) } };

        Assert.AreEqual(isAdvised, Explanation.Lines(exhausted, 7, Commands).Any(line => line.StartsWith("advice  \"launches\": 2", StringComparison.Ordinal)));
        Assert.IsFalse(Explanation.Lines(result, 7, Commands).Any(line => line.StartsWith("advice", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("iteration/duration", "iteration_2f_duration")]
    [DataRow("throughput[concurrency=50]", "throughput_5b_concurrency_3d_50_5d_")]
    [DataRow("..", "_2e_.")]
    [DataRow("-v1.2", "_2d_v1.2")]
    public void A_file_of_a_spec_has_a_name_that_any_file_system_takes(string id, string name) => Assert.AreEqual(name, IdFileName.Of(id));
}
