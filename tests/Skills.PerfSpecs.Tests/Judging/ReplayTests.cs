using PerfSpecs.Judging;
using PerfSpecs.Statistics;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class ReplayTests
{
    private static readonly double[] Shape = [.. Enumerable.Range(1, 100).Select(i => 100.0 + i)];

    [TestMethod]
    public void The_slower_the_code_becomes_the_more_often_the_spec_fails()
    {
        var spec = new Spec { Id = "s", Metric = "w/value", Target = P95 < 250.Of("things"), Samples = 200 };

        var fails = new[] { 1, 1.25, 1.3, 1.5, 2, 3 }.Select(factor => Replay.At(spec, 0.01, Shape, factor)!.Fails).ToList();

        Assert.AreEqual(0, fails[0], 1e-9);
        Assert.IsTrue(fails.Zip(fails.Skip(1)).All(pair => pair.First <= pair.Second + 1e-9));
        Assert.AreEqual(1, fails[^1], 1e-6);
    }

    [TestMethod]
    public void A_target_far_away_notices_nothing_of_what_is_asked() =>
        Assert.AreEqual(0, Replay.At(new Spec { Id = "s", Metric = "w/value", Target = P95 < 1e6.Of("things") }, 0.01, Shape, 2)!.Fails, 1e-9);

    [TestMethod]
    public void A_lower_bound_is_the_mirror_image_of_an_upper_one()
    {
        var upper = new Spec { Id = "s", Metric = "w/value", Target = Median <= 32.Of("things"), Samples = 100 };
        var lower = upper with { Target = Median >= 8.Of("things") };
        double[] values = [1, 2, 4, 8, 16, 32, 64, 128, 256];

        // The shape is symmetric in its logarithms around 16, and so are the bounds.
        Assert.AreEqual(Replay.At(upper, 0.01, values, 3)!.Fails, Replay.At(lower, 0.01, values, 3)!.Fails, 1e-12);
        Assert.IsGreaterThan(0.1, Replay.At(upper, 0.01, values, 3)!.Fails);
    }

    [TestMethod]
    public void Values_that_reach_zero_are_moved_as_no_factor_makes_them_worse()
    {
        var upper = new Spec { Id = "s", Metric = "w/growth", Target = P95 < 60.Of("things"), Samples = 200 };
        double[] growth = [.. Enumerable.Range(0, 101).Select(i => i - 50.0)];
        var gate = new QuantileGate(0.95, 0.01, 0.01, 200);

        // Today's p95 is 45; twice that moves every value by 45, so that 65 of 101 stay within.
        Assert.AreEqual(NextRun.At(gate, 65, 101).Fail, Replay.At(upper, 0.01, growth, 2)!.Fails, 1e-12);
        Assert.IsNull(Replay.At(upper, 0.01, [.. growth.Select(value => value - 100)], 2), "nothing is twice zero or less");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void What_a_pass_notices_fails_nine_times_in_ten(bool isUpper)
    {
        var target = isUpper ? P95 < 300.Of("things") : P5 > 60.Of("things");
        var spec = new Spec { Id = "s", Metric = "w/value", Target = target, Samples = 200 };

        var notices = SpecJudge.Derive(spec, 0.01, [.. Shape, .. Shape]).Notices!.Value;
        var values = SpecJudge.Derive(spec, 0.01, [.. Shape, .. Shape]).Values;

        Assert.IsGreaterThanOrEqualTo(0.9, Replay.At(spec, 0.01, values, notices)!.Fails);
        Assert.IsLessThan(0.9, Replay.At(spec, 0.01, values, notices * 0.95)!.Fails);
    }

    [TestMethod]
    public void Only_a_pass_promises_to_notice()
    {
        var spec = new Spec { Id = "s", Metric = "w/value", Target = P95 < 50.Of("things"), Samples = 200 };

        Assert.IsNull(SpecJudge.Derive(spec, 0.01, Shape).Notices);
        Assert.IsNull(SpecJudge.Derive(spec with { Target = P95 < 199.Of("things") }, 0.01, Shape).Notices);
    }

    [TestMethod]
    public void An_exact_value_notices_what_takes_it_beyond_the_target_and_not_just_to_it()
    {
        Assert.AreEqual(5.01, Exact(Exactly <= 500.Of("lines"), 100));
        Assert.AreEqual(1.99, Exact(Exactly < 200.Of("lines"), 101));
        Assert.AreEqual(1.01, Exact(Exactly >= 100.Of("executions"), 100));
        Assert.IsNull(Exact(Exactly <= 500.Of("lines"), 0));

        static double? Exact(Target target, double value) => SpecJudge.Derive(new Spec { Id = "s", Metric = "w/value", Target = target }, 0.01, [value, value]).Notices;
    }

    [TestMethod]
    public void A_promise_is_rounded_up_to_the_three_digits_that_are_shown()
    {
        Assert.AreEqual(1.13, Power.RoundUp(1.1201));
        Assert.AreEqual(1.12, Power.RoundUp(1.12));
        Assert.AreEqual(12.4, Power.RoundUp(12.31));
        Assert.AreEqual(471_000, Power.RoundUp(470_001));
    }
}
