using PerfSpecs.Environments;
using PerfSpecs.Results;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class RejudgementTests
{
    private string _file = "";

    [TestInitialize]
    public void MakeFile() => _file = Path.Combine(Directory.CreateTempSubdirectory("perfspecs-").FullName, "results.json");

    [TestCleanup]
    public void RemoveFile() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [TestMethod]
    public async Task Every_kind_of_verdict_follows_from_the_written_samples_bit_for_bit()
    {
        var random = new Random(7);
        var tests = testList("all", [Run.Reporting("w", i => 1 + (i % 10) + (random.NextDouble() / 3)), Run.Reporting("fixed", _ => 5), Run.Reporting("base", _ => 2), workload("flaky", sample => sample.Succeeded = sample.Index % 3 > 0)]);
        var results = await Written(
            tests,
            Run.Spec("w/value", P95 < 100.Of("things")),
            Run.Spec("w/value", P5 >= 100.Of("things")) with { Id = "failing" },
            Run.Spec("w/value", Median < 5.Of("things"), 30) with { Id = "open" },
            Run.Spec("w/value", P95 < 100.Of("things"), 60) with { Id = "at-the-cap", Stop = StopRule.Never },
            Run.Spec("w/value", new Statistic.Mean() < 9.Of("things")) with { Id = "mean", Max = 20 },
            Run.Spec("w/value", Median < 9.Times) with { Id = "ratio", Reference = "base/value" },
            Run.Spec("fixed/fixed", Exactly <= 5.Of("things")),
            Run.Spec("flaky/success", Rate >= 95.Percent));

        foreach (var record in results.Specs)
        {
            var (rejudged, problem) = Rejudgement.Of(record, null, 0.01);
            Assert.IsNull(problem);
            Assert.IsTrue(rejudged!.Agrees, record.Id);
            Assert.AreEqual(record.Samples, rejudged.Then!.Values.Count, record.Id);
        }

        CollectionAssert.AreEquivalent(new[] { "pass", "fail", "inconclusive", "pass", "pass", "pass", "pass", "fail" }, results.Specs.Select(record => record.Verdict).ToArray());
    }

    [TestMethod]
    public async Task An_edited_target_is_answered_without_a_run_and_a_forged_verdict_is_found()
    {
        var results = await Written(Run.Reporting("w", i => i % 10), Run.Spec("w/value", P95 < 100.Of("things")));
        var record = results.Specs.Single();

        var edited = Rejudgement.Of(record, Run.Spec("w/value", P95 < 5.Of("things")), 0.01).Rejudgement!;
        var forged = Rejudgement.Of(record with { Verdict = "fail" }, null, 0.01).Rejudgement!;

        Assert.AreEqual(Verdict.Fail, edited.Now!.Verdict);
        Assert.IsTrue(edited.Agrees);
        Assert.IsFalse(forged.Agrees);
        Assert.IsFalse(Rejudgement.Of(record with { Lower = -1 }, null, 0.01).Rejudgement!.Agrees, "the lower end counts as well as the upper one");
        Assert.IsFalse(Rejudgement.Of(record with { Upper = 99 }, null, 0.01).Rejudgement!.Agrees);
    }

    [TestMethod]
    [DataRow(5, "fail")]
    [DataRow(100, "pass")]
    public async Task A_cap_that_is_not_stated_is_the_one_of_the_run(int bound, string verdict)
    {
        var stated = Run.Spec("w/value", P95 < bound.Of("things"), 1_000);
        var record = (await Written(Run.Reporting("w", i => i % 10), stated)).Specs.Single();
        Assert.AreEqual(verdict, record.Verdict);

        var present = new Spec { Id = stated.Id, Metric = stated.Metric, Target = stated.Target, Confidence = stated.Confidence };
        var judged = Rejudgement.Of(record, present, record.FailError!.Value).Rejudgement!;

        Assert.AreEqual(judged.Then!.Verdict, judged.Now!.Verdict);
    }

    [TestMethod]
    public void What_is_no_results_file_is_said_to_be_none()
    {
        Assert.IsNotNull(ResultsFile.Read(_file).Problem);
        File.WriteAllText(_file, "{");
        StringAssert.Contains(ResultsFile.Read(_file).Problem, "is no results file");
        File.WriteAllText(_file, """{ "version": 99 }""");
        StringAssert.Contains(ResultsFile.Read(_file).Problem, "version 99");
    }

    private async Task<ResultsFile> Written(Test tests, params Spec[] specs)
    {
        ResultsFile.Of(await Run.Of(tests, specs), RunEnvironment.Of(typeof(Run).Assembly), DateTimeOffset.UnixEpoch).Write(_file);
        return ResultsFile.Read(_file).Results!;
    }
}
