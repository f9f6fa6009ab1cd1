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
    public void The_factor_it_catches_is_the_one_it_fails_nine_times_in_ten()
    {
        var spec = new Spec { Id = "s", Metric = "w/value", Target = P95 < 1.Of("things"), Samples = 200 };
        var gate = new QuantileGate(0.95, 0.01, 0.01, 200);

        var factor = Power.CatchFactor(gate, Shape, isUpper: true)!.Value;

        Assert.IsGreaterThanOrEqualTo(0.89, Replay.At(spec, 0.01, Shape, factor * 1.01)!.Fails);
        Assert.IsLessThan(0.9, Replay.At(spec, 0.01, Shape, factor * 0.97)!.Fails);
    }
}
