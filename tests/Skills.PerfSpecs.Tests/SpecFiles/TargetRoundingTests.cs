using PerfSpecs.SpecFiles;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class TargetRoundingTests
{
    [TestMethod]
    [DataRow(1519, 2, "p95 <= 1600 B")]
    [DataRow(1519, 3, "p95 <= 1520 B")]
    [DataRow(1500, 2, "p95 <= 1500 B")]
    [DataRow(9999, 2, "p95 <= 10000 B")]
    [DataRow(0.0123, 2, "p95 <= 0.013 B")]
    public void An_upper_bound_is_rounded_up(double level, int digits, string expected) =>
        Assert.AreEqual(expected, (P95 <= 1.Bytes).Including(level, digits).ToString());

    [TestMethod]
    [DataRow(0.643, "p5 >= 64 %")]
    [DataRow(0.64, "p5 >= 64 %")]
    [DataRow(0.0999, "p5 >= 9.9 %")]
    public void A_lower_bound_is_rounded_down(double level, string expected) =>
        Assert.AreEqual(expected, (P5 >= 1.Percent).Including(level, 2).ToString());

    [TestMethod]
    [DataRow(21_566, "p95 < 22 us")]
    [DataRow(2_156_600_000, "p95 < 2.2 s")]
    [DataRow(9.31e12, "p95 < 9400 s")]
    public void A_bound_is_stated_in_the_unit_that_makes_it_easy_to_read(double level, string expected) =>
        Assert.AreEqual(expected, (P95 < 1.Seconds).Including(level, 2).ToString());

    [TestMethod]
    public void A_strict_bound_goes_on_beyond_a_round_level()
    {
        Assert.AreEqual("median < 111 things", (Median < 1.Of("things")).Including(110, 3).ToString());
        Assert.AreEqual("median > 99 things", (Median > 1.Of("things")).Including(100, 2).ToString());
    }

    [TestMethod]
    public void The_loosest_bound_that_excludes_a_level_is_rounded_towards_the_good_side()
    {
        Assert.AreEqual("p95 <= 1500 B", (P95 <= 1.Bytes).Excluding(1519, 2).ToString());
        Assert.AreEqual("p95 <= 1400 B", (P95 <= 1.Bytes).Excluding(1500, 2).ToString());
        Assert.AreEqual("p95 < 1500 B", (P95 < 1.Bytes).Excluding(1500, 2).ToString());
        Assert.AreEqual("p95 <= 990 B", (P95 <= 1.Bytes).Excluding(1000, 2).ToString());
        Assert.AreEqual("p5 >= 65 %", (P5 >= 1.Percent).Excluding(0.643, 2).ToString());
        Assert.AreEqual("p5 > 64 %", (P5 > 1.Percent).Excluding(0.64, 2).ToString());
        Assert.AreEqual("p5 >= 100 %", (P5 >= 1.Percent).Excluding(0.996, 2).ToString());
    }

    [TestMethod]
    public void Whatever_the_level_it_is_excluded_and_one_step_looser_it_would_not_be()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var level = Math.Exp((random.NextDouble() * 40) - 10);
            Target target = random.Next(4) switch { 0 => P95 <= 1.Milliseconds, 1 => P95 < 1.Milliseconds, 2 => P5 >= 1.Milliseconds, _ => P5 > 1.Milliseconds };
            var rounded = target.Excluding(level, 2);

            Assert.IsFalse(rounded.Includes(level), $"{level:R} {rounded}");
            Assert.IsTrue(Math.Abs((rounded.Bound.Value / level) - 1) <= 0.1000001, $"{level:R} {rounded}");
        }
    }

    [TestMethod]
    public void Whatever_the_level_it_lies_within_and_one_step_tighter_it_would_not()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var level = Math.Exp((random.NextDouble() * 40) - 10);
            Target target = random.Next(4) switch { 0 => P95 <= 1.Milliseconds, 1 => P95 < 1.Milliseconds, 2 => P5 >= 1.Milliseconds, _ => P5 > 1.Milliseconds };
            var rounded = target.Including(level, 2);

            Assert.IsTrue(rounded.Includes(level), $"{level:R} {rounded}");
            Assert.IsTrue(Math.Abs((rounded.Bound.Value / level) - 1) <= 0.1000001, $"{level:R} {rounded}");
            Assert.IsTrue(TargetParser.TryParse(rounded.ToString(), Measure.BuiltIn[0], hasReference: false, out var read, out _) || rounded.Bound.Value < 0.1, rounded.ToString());
            Assert.IsTrue(read is null || read == rounded, rounded.ToString());
        }
    }
}
