using PerfSpecs.Judging;
using PerfSpecs.Specs;
using PerfSpecs.Statistics;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class ReplayTests
{
    private static readonly double[] Shape = [.. Enumerable.Range(1, 100).Select(i => 100.0 + i)];

    [TestMethod]
    public void At_the_target_it_alarms_at_most_at_its_rate_and_beyond_it_ever_more_often()
    {
        var spec = new Spec { Id = "s", Metric = "w/value", Target = P95 < 1.Of("things"), Samples = 200 };

        var fails = new[] { 1, 1.1, 1.25, 1.5, 2 }.Select(factor => Replay.At(spec, 0.01, Shape, factor)!.Fails).ToList();

        Assert.IsLessThanOrEqualTo(0.01, fails[0]);
        Assert.IsTrue(fails.Zip(fails.Skip(1)).All(pair => pair.First <= pair.Second + 1e-9));
        Assert.AreEqual(1, fails[^1], 1e-6);
    }

    [TestMethod]
    public void A_lower_bound_is_the_mirror_image_of_an_upper_one()
    {
        var upper = new Spec { Id = "s", Metric = "w/value", Target = Median <= 1.Of("things"), Samples = 100 };
        var lower = upper with { Target = Median >= 1.Of("things") };
        double[] values = [1, 2, 4, 8, 16, 32, 64, 128, 256];

        // The shape is symmetric in its logarithms.
        Assert.AreEqual(Replay.At(upper, 0.01, values, 1.5)!.Fails, Replay.At(lower, 0.01, values, 1.5)!.Fails, 1e-12);
    }

    [TestMethod]
    public void Values_that_reach_nought_are_moved_as_no_factor_makes_them_worse()
    {
        var upper = new Spec { Id = "s", Metric = "w/growth", Target = P95 < 10.Of("things"), Samples = 200 };
        var lower = upper with { Target = P5 > 10.Of("things") };
        double[] growth = [.. Enumerable.Range(0, 100).Select(i => i - 50.0)];
        double[] gain = [.. growth.Select(value => -value)];
        var gate = new QuantileGate(0.95, 0.01, 0.01, 200);

        // Moved by ten, a tenth more lies beyond the target: just what twice the target means here, and half of it for a lower bound of twenty.
        Assert.AreEqual(gate.At(0.85).Fail, Replay.At(upper, 0.01, growth, 2)!.Fails, 1e-12);
        Assert.AreEqual(gate.At(0.85).Fail, Replay.At(lower with { Target = P5 > 20.Of("things") }, 0.01, gain, 2)!.Fails, 1e-12);
        Assert.IsNull(Replay.At(upper with { Target = P95 <= 0.Of("things") }, 0.01, growth, 2), "of nothing there is no double");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void What_is_caught_is_caught_of_moved_values_too(bool isUpper)
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => (double)i)];
        var spec = new Spec { Id = "s", Metric = "w/growth", Target = isUpper ? P95 < 500.Of("things") : P5 > 500.Of("things"), Samples = 200 };

        var factor = Power.CatchFactor(new QuantileGate(0.95, 0.01, 0.01, 200), values, bound: 500, isUpper)!.Value;

        Assert.IsGreaterThanOrEqualTo(0.88, Replay.At(spec, 0.01, values, factor * 1.01)!.Fails);
        Assert.IsLessThan(0.9, Replay.At(spec, 0.01, values, factor * 0.97)!.Fails);
    }

    [TestMethod]
    public void The_factor_it_catches_is_the_one_it_fails_nine_times_in_ten()
    {
        var spec = new Spec { Id = "s", Metric = "w/value", Target = P95 < 1.Of("things"), Samples = 200 };
        var gate = new QuantileGate(0.95, 0.01, 0.01, 200);

        var factor = Power.CatchFactor(gate, Shape, bound: 1, isUpper: true)!.Value;

        Assert.IsGreaterThanOrEqualTo(0.89, Replay.At(spec, 0.01, Shape, factor * 1.01)!.Fails);
        Assert.IsLessThan(0.9, Replay.At(spec, 0.01, Shape, factor * 0.97)!.Fails);
    }
}
