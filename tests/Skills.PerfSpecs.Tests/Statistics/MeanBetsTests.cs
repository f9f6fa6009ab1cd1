using Perfolizer.Mathematics.Distributions.ContinuousDistributions;
using PerfSpecs.Judging;
using PerfSpecs.Statistics;
using PerfSpecs.Text;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class MeanBetsTests
{
    private const double Target = 100;
    private const double Max = 300;

    /// <summary>Lognormal values (log standard deviation 0.3) with a mean of 80 % of the target and a maximum of three times the target: 65 samples pass, give or take the distribution.</summary>
    [TestMethod]
    public void A_mean_of_four_fifths_of_the_target_passes_after_some_sixty_samples()
    {
        var values = new LogNormalDistribution(Math.Log(80) - (0.3 * 0.3 / 2), 0.3);
        var needed = Enumerable.Range(0, 400).Select(seed =>
        {
            var random = new Random(seed);
            var bets = MeanBets.Below(Target, Max);
            var n = 0;
            for (; bets.LogEvidence < -Math.Log(0.05); n++)
                bets.Add(Math.Min(Max, values.Quantile(random.NextDouble())));
            return n;
        }).Order().ToList();

        Assert.AreEqual(65, needed[200], 10);
    }

    /// <summary>A mean exactly at the target, with rare values at the maximum: neither side errs more often than stated (5 %), within three standard errors of 2,000 suites.</summary>
    [TestMethod]
    public void Both_errors_hold_for_a_mean_at_the_target()
    {
        const int Suites = 2_000;
        var tolerance = 3 * Math.Sqrt(0.05 * 0.95 / Suites);

        Assert.IsLessThanOrEqualTo(0.05 + tolerance, Errors(() => MeanBets.Above(Target)));
        Assert.IsLessThanOrEqualTo(0.05 + tolerance, Errors(() => MeanBets.Below(Target, Max)));

        static double Errors(Func<MeanBets> side) => (double)Enumerable.Range(0, Suites).Count(seed =>
        {
            var (random, bets) = (new Random(seed), side());
            for (var n = 0; n < 200; n++)
            {
                bets.Add(random.NextDouble() < 1.0 / 3 ? Max : 0);
                if (bets.LogEvidence >= -Math.Log(0.05))
                    return true;
            }

            return false;
        }) / Suites;
    }

    [TestMethod]
    public void Interval_and_verdict_agree_and_a_value_beyond_the_maximum_errs()
    {
        var random = new Random(1);
        var passed = Judged(() => 120 * random.NextDouble(), 1000);
        var failed = Judged(() => 100 + (200 * random.NextDouble()), 1000);

        Assert.AreEqual(Verdict.Pass, passed.Verdict);
        Assert.IsLessThanOrEqualTo(Target + 1e-6, passed.Interval!.Value.Upper);
        Assert.AreEqual(Verdict.Fail, failed.Verdict);
        Assert.IsGreaterThanOrEqualTo(Target - 1e-6, failed.Interval!.Value.Lower);
        Assert.AreEqual(new Cause.OutOfRange(301, Max), Judged(() => 301, 10).Cause);
    }

    private static Judgement Judged(Func<double> next, int cap)
    {
        var spec = new Spec { Id = "s", Metric = "w/value", Target = new Statistic.Mean() <= Target.Of("things"), Max = Max, Samples = cap, Confidence = 0.95 };
        var judge = SpecJudge.For(spec, 0.05);
        while (judge.Wanted > 0)
            judge.Add(next());
        return judge.Conclude();
    }
}
