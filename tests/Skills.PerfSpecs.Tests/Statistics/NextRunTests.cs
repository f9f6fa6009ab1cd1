using PerfSpecs.Statistics;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class NextRunTests
{
    [TestMethod]
    public void Ranks_agree_with_the_closed_form_where_every_sample_must_lie_within()
    {
        // A single look at 7 samples, all of which must lie within: the chance of a pass is the mean of p^7 over Beta(k, n + 1 - k).
        var gate = new QuantileGate(0.5, 0.01, 0.01, 7, SpendingFunction.AtTheCap);
        foreach (var recorded in new[] { 50, 100, 200 })
        {
            var most = Enumerable.Range(1, recorded).Cast<int?>().LastOrDefault(rank => MeanOfPower(recorded + 1 - rank!.Value, recorded, 7) >= 0.9);

            Assert.AreEqual(most, NextRun.MostFailing(gate, recorded, 0.9));
            foreach (var within in new[] { recorded / 2, recorded - 10, recorded - 1 })
                Assert.AreEqual(MeanOfPower(within + 1, recorded, 7), NextRun.At(gate, within, recorded).Pass, 0.003);
            Assert.AreEqual(1, NextRun.At(gate, recorded, recorded).Pass, 1e-9);
        }
    }

    [TestMethod]
    public void A_gate_that_can_hardly_fail_promises_nothing()
    {
        // A single look at one sample fails where it lies beyond; no recorded value is so deep that this is sure in nine runs of ten.
        var gate = new QuantileGate(0.95, 0.96, 0.06, 1, SpendingFunction.AtTheCap);

        Assert.IsNull(NextRun.MostFailing(gate, 5, 0.9));
        Assert.AreEqual(2, NextRun.MostFailing(gate, 20, 0.9));
    }

    [TestMethod]
    public void A_next_run_fails_as_often_as_was_promised()
    {
        const int Samples = 100;
        const int Repetitions = 2000;
        var gate = new QuantileGate(0.75, 0.01, 0.001, Samples);
        var failing = NextRun.MostFailing(gate, Samples, 0.9)!.Value;
        var random = new Random(11);
        var fails = 0;
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            var recorded = Enumerable.Range(0, Samples).Select(_ => random.NextDouble()).Order().ToList();
            fails += Judged(gate, random, recorded[failing - 1]) is Verdict.Fail ? 1 : 0;
        }

        // Three standard errors of 2,000 repetitions at 90 % are 2 points; a rank further would promise several points more.
        Assert.IsGreaterThan(0.88, (double)fails / Repetitions);
        Assert.IsLessThan(0.97, (double)fails / Repetitions);
    }

    private static Verdict Judged(QuantileGate gate, Random random, double target)
    {
        var within = 0;
        for (var n = 1; n <= gate.Cap; n++)
        {
            within += random.NextDouble() <= target ? 1 : 0;
            if (gate.Judge(n, within) is var verdict and not Verdict.Inconclusive)
                return verdict;
        }

        return Verdict.Inconclusive;
    }

    private static double MeanOfPower(int rank, int recorded, int power) =>
        Enumerable.Range(0, power).Aggregate(1.0, (product, i) => product * (rank + i) / (recorded + 1 + i));
}
