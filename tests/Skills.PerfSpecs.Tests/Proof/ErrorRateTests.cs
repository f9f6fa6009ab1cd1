using Perfolizer.Mathematics.Distributions.ContinuousDistributions;
using Perfolizer.Mathematics.Reference;
using PerfSpecs.Judging;
using PerfSpecs.Statistics;
using PerfSpecs.Text;

namespace PerfSpecs.Tests;

/// <summary>The errors that a verdict states, on data of many shapes, through the judge that the runner uses.</summary>
[TestClass]
public sealed class ErrorRateTests
{
    private const double Error = 0.05;
    private const int Cap = 200;
    private const int Seed = 20261123;

    /// <summary>A shape is drawn from its quantiles at 2,000 even steps, so that its own quantiles are known exactly.</summary>
    private const int Steps = 2_000;

    [ClassCleanup]
    public static void WriteTable() => ProofTable.Write();

    [TestMethod]
    [DataRow(0.95)]
    [DataRow(0.5)]
    public void On_every_latency_shape_neither_side_errs_more_often_than_stated(double quantile)
    {
        var suites = ProofTable.Suites(40);
        var random = new Random(Seed);
        var (fails, passes, all) = (0, 0, 0);
        foreach (var values in Shapes())
        {
            var at = (int)(quantile * Steps) - 1;
            fails += Count(suites, values, SpecOf(quantile, Comparison.LessOrEqual, values[at]), Verdict.Fail, random);
            passes += Count(suites, values, SpecOf(quantile, Comparison.Less, values[at]), Verdict.Pass, random);
            all += suites;
        }

        var name = new Statistic.Quantile(quantile).ToString();
        ProofTable.Hold($"{name} on 55 shapes: fails although within", Error, fails, all);
        ProofTable.Hold($"{name} on 55 shapes: passes although beyond", Error, passes, all);
    }

    [TestMethod]
    public void Lower_bounds_err_no_more_often_than_upper_ones()
    {
        var suites = ProofTable.Suites(2_000);
        var values = Quantiles(new LogNormalDistribution(0, 1));
        var at = Steps - (int)(0.95 * Steps);

        ProofTable.Hold("p5 >=: fails although within", Error, Count(suites, values, SpecOf(0.05, Comparison.GreaterOrEqual, values[at]), Verdict.Fail), suites);
        ProofTable.Hold("p5 >: passes although beyond", Error, Count(suites, values, SpecOf(0.05, Comparison.Greater, values[at]), Verdict.Pass), suites);
    }

    [TestMethod]
    public void Ties_at_the_target_do_not_move_the_errors()
    {
        var suites = ProofTable.Suites(2_000);
        // Five levels; exactly 95 % lie at or below the fourth.
        double[] values = [.. Enumerable.Range(0, Steps).Select(i => i < 800 ? 1.0 : i < 1_400 ? 2 : i < 1_700 ? 3 : i < 1_900 ? 4 : 5)];

        ProofTable.Hold("five levels, p95 <= the fourth: fails although within", Error, Count(suites, values, SpecOf(0.95, Comparison.LessOrEqual, 4), Verdict.Fail), suites);
        ProofTable.Hold("five levels, p95 < the fourth: passes although beyond", Error, Count(suites, values, SpecOf(0.95, Comparison.Less, 4), Verdict.Pass), suites);
    }

    /// <summary>The published false-fail rates at the boundary with this stride are 5.2 to 6.2 %; the bound is the upper one.</summary>
    [TestMethod]
    [DataRow(0.2)]
    [DataRow(0.5)]
    [DataRow(0.8)]
    public void Dependent_samples_are_thinned_until_they_err_like_independent_ones(double correlation)
    {
        var suites = ProofTable.Suites(400);
        var random = new Random(Seed);
        var fails = 0;
        for (var suite = 0; suite < suites; suite++)
        {
            var series = new Autoregressive(correlation, random);
            var stride = Stride.Of([.. Enumerable.Range(0, Stride.Pilot).Select(_ => series.Next())]);
            var judge = SpecJudge.For(SpecOf(0.5, Comparison.LessOrEqual, 10), Error);
            while (judge.Wanted > 0)
            {
                for (var skipped = stride.Draw(random) - 1; skipped > 0; skipped--)
                    series.Next();
                judge.Add(series.Next());
            }

            fails += judge.Conclude().Verdict is Verdict.Fail && !stride.Remains ? 1 : 0;
        }

        ProofTable.Hold(FormattableString.Invariant($"AR(1) {correlation:0.0}, thinned: fails although within"), 0.062, fails, suites);
    }

    [TestMethod]
    public void A_suite_of_fifty_specs_that_sit_on_their_budgets_is_red_no_more_often_than_its_rate()
    {
        var suites = ProofTable.Suites(200);
        var values = Quantiles(new LogNormalDistribution(0, 0.5));
        var specs = Enumerable.Range(0, 50).Select(i => SpecOf(0.95, Comparison.LessOrEqual, values[1_899]) with { Id = $"s{i}" }).ToList();
        var failError = ErrorBudget.FailError(new SuiteSettings { FalseAlarmRate = Error }, specs);
        var random = new Random(Seed);
        var red = 0;
        for (var suite = 0; suite < suites; suite++)
        {
            red += specs.Exists(spec => Judged(spec, failError, values, random).Verdict is Verdict.Fail) ? 1 : 0;
        }

        ProofTable.Hold("50 specs on their budgets: any fails", Error, red, suites);
    }

    [TestMethod]
    public void Looking_after_every_sample_without_a_spending_rule_would_cry_wolf()
    {
        var ranks = Enumerable.Range(1, Cap).Select(n => new QuantileGate(0.5, Error, Error, n, SpendingFunction.AtTheCap).Ranks(n)).ToList();
        var random = new Random(Seed);
        var fails = Enumerable.Range(0, 1_000).Count(_ =>
        {
            var within = 0;
            return Enumerable.Range(1, Cap).Any(n => (within += random.Next(2)) < ranks[n - 1].Lower);
        });

        Assert.IsGreaterThan(200, fails, "the naive rule errs in more than a fifth of the suites, where the gate stays at a twentieth");
    }

    [TestMethod]
    [DataRow(0.95, 1.25)]
    [DataRow(0.5, 1.1)]
    public void Power_and_samples_are_what_the_exact_recursion_says(double quantile, double factor)
    {
        var suites = ProofTable.Suites(2_000);
        var values = Quantiles(new LogNormalDistribution(0, 0.3));
        var target = values[(int)(quantile * Steps) - 1] / factor;
        var spec = SpecOf(quantile, Comparison.LessOrEqual, target);
        var exact = new QuantileGate(quantile, Error, Error, Cap).At(values.Count(value => value <= target) / (double)Steps);
        var random = new Random(Seed);
        var judged = Enumerable.Range(0, suites).Select(_ => Judged(spec, Error, values, random)).ToList();

        Assert.AreEqual(exact.Fail, judged.Count(j => j.Verdict is Verdict.Fail) / (double)suites, (3 * Math.Sqrt(exact.Fail * (1 - exact.Fail) / suites)) + 1e-9);
        Assert.AreEqual(exact.ExpectedSamples, judged.Average(j => j.Values.Count), (ProofTable.IsLong ? 0.02 : 0.05) * exact.ExpectedSamples);
    }

    private static int Count(int suites, double[] values, Spec spec, Verdict wrong, Random? random = null)
    {
        // One generator for all suites: those of neighbouring seeds begin alike.
        random ??= new Random(Seed);
        return Enumerable.Range(0, suites).Count(_ => Judged(spec, Error, values, random).Verdict == wrong);
    }

    private static (Verdict Verdict, IReadOnlyList<double> Values) Judged(Spec spec, double failError, double[] values, Random random)
    {
        var judge = SpecJudge.For(spec, failError);
        while (judge.Wanted > 0)
            judge.Add(values[random.Next(values.Length)]);
        return (judge.VerdictSoFar, judge.Values);
    }

    private static Spec SpecOf(double quantile, Comparison comparison, double bound) => new()
    {
        Id = "s",
        Metric = "w/value",
        Target = new Target(new Statistic.Quantile(quantile), comparison, new Quantity(bound, Unit.Count("things"))),
        Samples = Cap,
        Confidence = 1 - Error,
    };

    private static IEnumerable<double[]> Shapes() =>
        SyntheticLatencyBrendanGreggSet.Instance.Distributions.Select(reference => reference.Distribution)
            .Append(new ParetoDistribution(1, 1.5))
            .Append(new MixtureDistribution([new NormalDistribution(10, 1), new NormalDistribution(100, 10)], [0.9, 0.1]))
            .Select(Quantiles);

    private static double[] Quantiles(IContinuousDistribution shape) =>
        [.. Enumerable.Range(0, Steps).Select(i => shape.Quantile((i + 0.5) / Steps))];

    /// <summary>A series in which each value remembers the one before; its median is 10.</summary>
    private sealed class Autoregressive(double correlation, Random random)
    {
        private double _last;

        public double Next()
        {
            // Box and Muller (1958).
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            _last = (correlation * _last) + (Math.Sqrt(1 - (correlation * correlation)) * normal);
            return 10 + _last;
        }
    }
}
