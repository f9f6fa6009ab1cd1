using CsCheck;
using PerfSpecs.Judging;
using PerfSpecs.Proposals;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class VerdictAndIntervalTests
{
    private static readonly Statistic SuccessRate = new Statistic.Rate();
    private static readonly Statistic Expected = new Statistic.Mean();

    private static readonly Target[] Rates =
    [
        SuccessRate >= 80.Percent, SuccessRate > 80.Percent, SuccessRate >= 99.Percent, SuccessRate >= 64.3.Percent,
        SuccessRate <= 5.Percent, SuccessRate < 5.Percent, SuccessRate <= 33.3.Percent,
    ];

    [TestMethod]
    public void Of_every_number_of_successes_the_interval_lies_where_the_verdict_says()
    {
        foreach (var target in Rates)
        {
            for (var n = 1; n <= 40; n++)
            {
                for (var successes = 0; successes <= n; successes++)
                    AssertAgrees(RateOf(target, n, successes, 40, 0.95, 0.01), target, $"{successes} of {n}");
            }
        }
    }

    [TestMethod]
    public void Of_drawn_rates_samples_and_errors_the_interval_lies_where_the_verdict_says() =>
        (from cap in Gen.Int[1, 400]
         from n in Gen.Int[1, cap]
         from successes in Gen.Int[0, n]
         from bound in Gen.Int[1, 999]
         from isUpper in Gen.Bool
         from isStrict in Gen.Bool
         from confidence in Gen.Double[0.5, 0.999]
         from failError in Gen.Double[1e-6, 0.4]
         select (cap, n, successes, bound, isUpper, isStrict, confidence, failError)).Sample(
            drawn =>
            {
                var bound = (drawn.bound / 10.0).Percent;
                var target = (drawn.isUpper, drawn.isStrict) switch
                {
                    (true, true) => SuccessRate < bound,
                    (true, false) => SuccessRate <= bound,
                    (false, true) => SuccessRate > bound,
                    _ => SuccessRate >= bound,
                };
                var judgement = RateOf(target, drawn.n, drawn.successes, drawn.cap, drawn.confidence, drawn.failError);
                AssertAgrees(judgement, target, drawn.ToString());
            },
            iter: 400);

    [TestMethod]
    public void A_rates_ends_are_those_of_Clopper_and_Pearson_where_the_gate_looks_once()
    {
        // 188 of 212, one-sided errors of 0.05 and 0.01: solutions of P(X >= 188 | p) = 0.05 and P(X <= 188 | p) = 0.01.
        var judgement = RateOf(SuccessRate >= 80.Percent, 212, 188, 212, 0.95, 0.01, StopRule.Never);

        Assert.AreEqual(Verdict.Pass, judgement.Verdict);
        Assert.AreEqual(0.05, AtLeast(188, 212, judgement.Interval!.Value.Lower), 1e-9);
        Assert.AreEqual(0.01, 1 - AtLeast(189, 212, judgement.Interval.Value.Upper), 1e-9);
    }

    [TestMethod]
    public void Of_drawn_means_the_interval_lies_where_the_verdict_says_also_where_sampling_went_on() =>
        (from values in Gen.Double[0, 1].Array[1, 120]
         from centre in Gen.Double[0, 1]
         from bound in Gen.Double[0.05, 0.95]
         from isUpper in Gen.Bool
         from isStrict in Gen.Bool
         select (values, centre, bound, isUpper, isStrict)).Sample(
            drawn =>
            {
                var bound = drawn.bound.Of("things");
                var target = (drawn.isUpper, drawn.isStrict) switch
                {
                    (true, true) => Expected < bound,
                    (true, false) => Expected <= bound,
                    (false, true) => Expected > bound,
                    _ => Expected >= bound,
                };
                double[] values = [.. drawn.values.Select(value => (0.3 * value) + (0.7 * drawn.centre))];
                var spec = SpecOf(target, values.Length, 0.95) with { Max = 1 };
                AssertAgrees(MeasuredLevel.Of(spec, 0.05, values), target, $"{target}");
            },
            iter: 200);

    [TestMethod]
    [DataRow(0.2, 0.95)]
    [DataRow(0.95, 0.2)]
    public void What_a_mean_has_shown_later_samples_take_back_and_its_interval_agrees(double first, double then)
    {
        var target = Expected < 0.5.Of("things");
        var judgement = MeasuredLevel.Of(SpecOf(target, 120, 0.95) with { Max = 1 }, 0.05, [.. Enumerable.Repeat(first, 60), .. Enumerable.Repeat(then, 60)]);

        Assert.AreEqual(Verdict.Inconclusive, judgement.Verdict);
        AssertAgrees(judgement, target, "60 of each");
    }

    [TestMethod]
    public void Of_drawn_quantiles_with_ties_the_interval_lies_where_the_verdict_says() =>
        (from values in Gen.Int[-3, 6].Array[1, 150]
         from bound in Gen.Int[-2, 5]
         from comparison in Gen.Enum<Comparison>()
         from percent in Gen.Int[1, 99]
         from confidence in Gen.Double[0.2, 0.999]
         from failError in Gen.Double[1e-4, 0.9]
         select (values, bound, comparison, percent, confidence, failError)).Sample(
            drawn =>
            {
                var bound = new Quantity(drawn.bound, Unit.Count("things"));
                var target = new Target(new Statistic.Quantile(drawn.percent / 100.0), drawn.comparison, bound);
                var spec = SpecOf(target, 150, drawn.confidence);
                AssertAgrees(SpecJudge.Derive(spec, drawn.failError, [.. drawn.values.Select(value => (double)value)]), target, $"{target}");
            },
            iter: 1000);

    private static void AssertAgrees(Judgement judgement, Target target, string what)
    {
        var interval = judgement.Interval!.Value;
        var ends = (target.Includes(interval.Lower), target.Includes(interval.Upper));
        var expected = judgement.Verdict switch
        {
            Verdict.Pass => (true, true),
            Verdict.Fail => (false, false),
            _ => target.IsUpper ? (true, false) : (false, true),
        };
        Assert.AreEqual(expected, ends, $"{what}: {judgement.Verdict} by {target}, but {interval.Lower:R} to {interval.Upper:R}");
        Assert.IsLessThanOrEqualTo(interval.Upper, interval.Lower, what);
    }

    private static Judgement RateOf(
        Target target, int n, int successes, int cap, double confidence, double failError, StopRule stop = StopRule.WhenCertain)
    {
        var judge = SpecJudge.For(SpecOf(target, cap, confidence) with { Stop = stop }, failError);
        for (var i = 0; i < n; i++)
            judge.Add(i < successes ? 1 : 0);
        return judge.Conclude();
    }

    private static Spec SpecOf(Target target, int samples, double confidence) =>
        new() { Id = "s", Metric = "w/value", Target = target, Samples = samples, Confidence = confidence };

    private static double AtLeast(int successes, int n, double rate)
    {
        var (mass, sum) = (1.0, 0.0);
        for (var k = n; k >= successes; k--)
        {
            sum += mass * Math.Pow(rate, k) * Math.Pow(1 - rate, n - k);
            mass *= (double)k / (n - k + 1);
        }

        return sum;
    }
}
