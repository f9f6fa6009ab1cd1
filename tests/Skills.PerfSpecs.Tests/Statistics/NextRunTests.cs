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
            var least = Enumerable.Range(1, recorded).Cast<int?>().FirstOrDefault(rank => MeanOfPower(rank!.Value, recorded, 7) >= 0.9);
            var most = Enumerable.Range(1, recorded).Cast<int?>().LastOrDefault(rank => MeanOfPower(recorded + 1 - rank!.Value, recorded, 7) >= 0.9);

            Assert.AreEqual(least, NextRun.LeastPassing(gate, recorded, 0.9, recorded));
            Assert.AreEqual(most, NextRun.MostFailing(gate, recorded, 0.9, recorded));
        }
    }

    [TestMethod]
    public void Too_few_recorded_samples_promise_nothing()
    {
        var gate = new QuantileGate(0.95, 0.01, 0.001, 200);

        Assert.IsNull(NextRun.LeastPassing(gate, 20, 0.9, 20));
        Assert.IsNotNull(NextRun.LeastPassing(gate, 20, 0.9, 1000));
    }

    [TestMethod]
    public void A_next_run_passes_and_fails_as_often_as_was_promised()
    {
        const int Samples = 100;
        const int Repetitions = 2000;
        var gate = new QuantileGate(0.75, 0.01, 0.001, Samples);
        var (passing, failing) = (NextRun.LeastPassing(gate, Samples, 0.9, Samples)!.Value, NextRun.MostFailing(gate, Samples, 0.9, Samples)!.Value);
        var random = new Random(11);
        var (passes, fails) = (0, 0);
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            var recorded = Enumerable.Range(0, Samples).Select(_ => random.NextDouble()).Order().ToList();
            passes += Judged(gate, random, recorded[passing - 1]) is Verdict.Pass ? 1 : 0;
            fails += Judged(gate, random, recorded[failing - 1]) is Verdict.Fail ? 1 : 0;
        }

        // Three standard errors of 2,000 repetitions at 90 % are 2 points; a rank further would promise several points more.
        Assert.IsGreaterThan(0.88, (double)passes / Repetitions);
        Assert.IsLessThan(0.97, (double)passes / Repetitions);
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
