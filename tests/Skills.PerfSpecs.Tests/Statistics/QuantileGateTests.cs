using CsCheck;
using Perfolizer.Mathematics.Distributions.DiscreteDistributions;
using PerfSpecs.Statistics;

namespace PerfSpecs.Tests;

/// <summary>The gate against exact figures, an independent enumeration, and the binomial distribution itself.</summary>
[TestClass]
public sealed class QuantileGateTests
{
    [TestMethod]
    [DataRow(59, null, 59, null, null, 3, 53, 59, 0.04849, 0.04315)]
    [DataRow(100, null, 70, 100, null, 3, 91, 99, 0.04940, 0.04704)]
    [DataRow(200, null, 84, 120, 149, 4, 184, 196, 0.04903, 0.04804)]
    [DataRow(500, null, 105, 146, 178, 4, 465, 485, 0.04891, 0.04929)]
    [DataRow(1000, null, 74, 127, 170, 3, 931, 968, 0.04990, 0.04989)]
    [DataRow(1000, SpendingFunction.Power, 121, 166, 201, 4, 936, 964, 0.04979, 0.04955)]
    public void The_oracle_table_of_p95_at_five_percent_holds(int cap, SpendingFunction? spending, int pass, int? withOne, int? withTwo, int fail, int lower, int upper, double passes, double fails)
    {
        var gate = new QuantileGate(0.95, 0.05, 0.05, cap, spending);

        Assert.AreEqual(pass, gate.FirstPass);
        Assert.AreEqual(withOne, FirstPassWith(gate, 1));
        Assert.AreEqual(withTwo, FirstPassWith(gate, 2));
        Assert.AreEqual(fail, gate.FirstFail);
        Assert.AreEqual(new Ranks(lower, upper), gate.Ranks(cap));
        Assert.AreEqual(passes, gate.At(0.95).Pass, 0.5e-5);
        Assert.AreEqual(fails, gate.At(0.95).Fail, 0.5e-5);
    }

    [TestMethod]
    [DataRow(0.05, 5, 11, 29, 59, 299, 2995)]
    [DataRow(0.01, 7, 17, 44, 90, 459, 4603)]
    [DataRow(0.001, 10, 25, 66, 135, 688, 6905)]
    public void The_least_number_of_samples_that_can_pass_is_the_logarithms_quotient(double error, int median, int p75, int p90, int p95, int p99, int p999)
    {
        double[] quantiles = [0.5, 0.75, 0.9, 0.95, 0.99, 0.999];
        CollectionAssert.AreEqual(new[] { median, p75, p90, p95, p99, p999 }, quantiles.Select(q => QuantileGate.MinimumForPass(q, error)).ToArray());
        foreach (var quantile in quantiles.Take(5))
        {
            var least = QuantileGate.MinimumForPass(quantile, error);
            Assert.AreEqual(least, new QuantileGate(quantile, error, error, least).FirstPass);
            Assert.IsNull(new QuantileGate(quantile, error, error, least - 1).FirstPass);
        }
    }

    [TestMethod]
    [DataRow(0.5, 0.05, 100, new[] { 100, 0, 0, 10, 100, 0, 0, 27, 82.5, 17.5, 0, 63, 4.8, 90.5, 4.8, 96, 0, 24.8, 75.1, 68, 0, 0, 100, 27, 0, 0, 100, 10 })]
    [DataRow(0.5, 0.01, 100, new[] { 100, 0, 0, 13, 99.9, 0.1, 0, 34, 59.5, 40.5, 0, 79, 1.0, 98.1, 1.0, 99, 0, 50.5, 49.5, 83, 0, 0.1, 99.9, 34, 0, 0, 100, 13 })]
    [DataRow(0.95, 0.05, 200, new[] { 100, 0, 0, 84, 97.7, 2.3, 0, 114, 57.3, 42.7, 0, 165, 4.9, 90.3, 4.8, 193, 0, 26.3, 73.7, 132, 0, 0, 100, 39, 0, 0, 100, 5 })]
    [DataRow(0.95, 0.01, 500, new[] { 100, 0, 0, 130, 100, 0, 0, 194, 71.4, 28.6, 0, 373, 1.0, 98.0, 1.0, 496, 0, 10.3, 89.7, 277, 0, 0, 100, 60, 0, 0, 100, 7 })]
    public void The_operating_characteristics_for_lognormal_data_hold(double quantile, double error, int cap, double[] expected)
    {
        // The medians' rows of the published table were computed with t^1.5, although their caps are generous enough for the logarithm.
        var gate = new QuantileGate(quantile, error, error, cap, SpendingFunction.Power);
        double[] factors = [0.5, 0.8, 0.9, 1, 1.1, 1.25, 2];
        for (var i = 0; i < factors.Length; i++)
        {
            var at = gate.At(Power.WithinLogNormal(quantile, 0.3, factors[i]));
            Assert.AreEqual(expected[4 * i], at.Pass * 100, 0.0501, $"pass at {factors[i]}");
            Assert.AreEqual(expected[(4 * i) + 1], at.Inconclusive * 100, 0.0501, $"inconclusive at {factors[i]}");
            Assert.AreEqual(expected[(4 * i) + 2], at.Fail * 100, 0.0501, $"fail at {factors[i]}");
            Assert.AreEqual(expected[(4 * i) + 3], at.ExpectedSamples, 0.501, $"samples at {factors[i]}");
        }
    }

    [TestMethod]
    [DataRow(0.5, 0.05, 0.05, 16)]
    [DataRow(0.5, 0.2, 0.01, 14)]
    [DataRow(0.8, 0.1, 0.05, 16)]
    [DataRow(0.9, 0.3, 0.1, 15)]
    public void The_recursion_agrees_with_every_path_walked_one_by_one(double quantile, double passError, double failError, int cap)
    {
        var gate = new QuantileGate(quantile, passError, failError, cap);
        foreach (var p in new[] { quantile, 0.3, 0.7, 0.95 })
        {
            double pass = 0, fail = 0, samples = 0;
            for (var path = 0; path < 1 << cap; path++)
            {
                var (weight, within, n, verdict) = (1.0, 0, 0, Verdict.Inconclusive);
                for (var step = 0; step < cap; step++)
                {
                    var isWithin = (path >> step & 1) is 1;
                    weight *= isWithin ? p : 1 - p;
                    if (verdict is not Verdict.Inconclusive)
                        continue;
                    within += isWithin ? 1 : 0;
                    verdict = gate.Judge(++n, within);
                }

                pass += verdict is Verdict.Pass ? weight : 0;
                fail += verdict is Verdict.Fail ? weight : 0;
                samples += n * weight;
            }

            var at = gate.At(p);
            Assert.AreEqual(pass, at.Pass, 1e-12);
            Assert.AreEqual(fail, at.Fail, 1e-12);
            Assert.AreEqual(samples, at.ExpectedSamples, 1e-9);
        }
    }

    [TestMethod]
    public void A_single_look_is_the_binomial_tail()
    {
        const int Cap = 100;
        var gate = new QuantileGate(0.9, 0.05, 0.05, Cap, SpendingFunction.AtTheCap);
        var binomial = new BinomialDistribution(Cap, 0.9);
        var (lower, upper) = (gate.Ranks(Cap).Lower, gate.Ranks(Cap).Upper);

        Assert.AreEqual(Cap, gate.FirstPass);
        Assert.AreEqual(Cap, gate.FirstFail);
        Assert.IsLessThanOrEqualTo(0.05, 1 - binomial.Cdf(upper - 1));
        Assert.IsGreaterThan(0.05, 1 - binomial.Cdf(upper - 2));
        Assert.IsLessThanOrEqualTo(0.05, binomial.Cdf(lower - 1));
        Assert.IsGreaterThan(0.05, binomial.Cdf(lower));
    }

    /// <summary>Ten thousand suites that sit exactly on their budgets: each error at most as stated, within three standard errors of the simulation.</summary>
    [TestMethod]
    [DataRow(0.95, 0.05, 0.05, 200)]
    [DataRow(0.5, 0.01, 0.01, 100)]
    [DataRow(0.95, 0.01, 0.0005, 300)]
    [DataRow(0.99, 0.05, 0.05, 1000)]
    public void Both_errors_hold_at_the_boundary_under_early_stopping(double quantile, double passError, double failError, int cap)
    {
        const int Suites = 10_000;
        var gate = new QuantileGate(quantile, passError, failError, cap);
        var random = new Random(20261123);
        int passes = 0, fails = 0;
        for (var suite = 0; suite < Suites; suite++)
        {
            var (within, verdict) = (0, Verdict.Inconclusive);
            for (var n = 1; n <= cap && verdict is Verdict.Inconclusive; n++)
            {
                within += random.NextDouble() < quantile ? 1 : 0;
                verdict = gate.Judge(n, within);
            }

            passes += verdict is Verdict.Pass ? 1 : 0;
            fails += verdict is Verdict.Fail ? 1 : 0;
        }

        var (exactPass, exactFail) = (gate.At(quantile).Pass, gate.At(quantile).Fail);
        Assert.IsLessThanOrEqualTo(passError, exactPass);
        Assert.IsLessThanOrEqualTo(failError, exactFail);
        Assert.AreEqual(exactPass, (double)passes / Suites, ThreeStandardErrors(exactPass, Suites));
        Assert.AreEqual(exactFail, (double)fails / Suites, ThreeStandardErrors(exactFail, Suites));
    }

    [TestMethod]
    public void More_within_never_worsens_the_verdict_and_ranks_and_verdict_are_one() =>
        Gen.Select(Gen.Double[0.05, 0.99], Gen.Double[0.001, 0.2], Gen.Double[0.001, 0.2], Gen.Int[1, 150]).Sample((quantile, passError, failError, cap) =>
        {
            var gate = new QuantileGate(quantile, passError, failError, cap);
            for (var n = 1; n <= cap; n++)
            {
                for (var within = 0; within <= n; within++)
                {
                    var ranks = gate.Ranks(n);
                    var expected = ranks.Upper <= within ? Verdict.Pass : ranks.Lower > within ? Verdict.Fail : Verdict.Inconclusive;
                    Assert.AreEqual(expected, gate.Judge(n, within));
                }

                Assert.IsTrue(gate.Ranks(n).Lower <= gate.Ranks(n).Upper, "no count is both a pass and a fail");
            }
        }, iter: 200);

    private static int? FirstPassWith(QuantileGate gate, int exceedances)
    {
        for (var n = exceedances; n <= gate.Cap; n++)
        {
            if (n > 0 && gate.Judge(n, n - exceedances) is Verdict.Pass)
                return n;
        }

        return null;
    }

    private static double ThreeStandardErrors(double probability, int trials) => (3 * Math.Sqrt(probability * (1 - probability) / trials)) + 1e-9;

    [TestMethod]
    [DataRow(0.5, 12)]
    [DataRow(0.5, 20)]
    [DataRow(0.8, 20)]
    public void The_recursion_agrees_with_every_single_path(double quantile, int cap)
    {
        var gate = new QuantileGate(quantile, 0.05, 0.02, cap);
        foreach (var p in new[] { 0.3, quantile, 0.9 })
        {
            var (pass, fail, samples) = (0.0, 0.0, 0.0);
            for (var path = 0; path < 1 << cap; path++)
            {
                var (probability, within, n) = (1.0, 0, 0);
                var verdict = Verdict.Inconclusive;
                while (n < cap)
                {
                    var isWithin = (path >> n++ & 1) is 1;
                    probability *= isWithin ? p : 1 - p;
                    within += isWithin ? 1 : 0;
                    if ((verdict = gate.Judge(n, within)) is not Verdict.Inconclusive)
                        break;
                }

                // A path that has stopped stands for all of its continuations; count it once, where they are all zeros.
                if (path >> n is not 0)
                    continue;
                pass += verdict is Verdict.Pass ? probability : 0;
                fail += verdict is Verdict.Fail ? probability : 0;
                samples += probability * n;
            }

            var at = gate.At(p);
            Assert.AreEqual(pass, at.Pass, 1e-12);
            Assert.AreEqual(fail, at.Fail, 1e-12);
            Assert.AreEqual(samples, at.ExpectedSamples, 1e-9);
        }
    }
}
