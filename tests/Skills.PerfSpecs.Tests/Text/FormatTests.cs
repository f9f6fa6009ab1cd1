using Perfolizer.Mathematics.Common;
using PerfSpecs.Text;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class FormatTests
{
    [TestMethod]
    [DataRow(3_123.0, 2_900.0, 3_600.0, "3.12 us", "2.90 to 3.60 us")]
    [DataRow(3_123.0, 900.0, 36_000.0, "3.1 us", "0.9 to 36.0 us")]
    [DataRow(512_345_678.0, 512_000_000.0, 513_000_000.0, "512.3 ms", "512.0 to 513.0 ms")]
    [DataRow(512_345_678.0, double.NegativeInfinity, double.PositiveInfinity, "512.3 ms", "not known")]
    [DataRow(2_500_000_000.0, 2_400_000_000.0, 2_600_000_000.0, "2,500 ms", "2,400 to 2,600 ms")]
    public void Times_are_rounded_to_what_the_interval_supports(double value, double lower, double upper, string expected, string expectedInterval)
    {
        var interval = new ConfidenceInterval(value, lower, upper, 0.99);

        Assert.AreEqual(expected, Format.Value(value, Unit.Millisecond, interval));
        Assert.AreEqual(expectedInterval, Format.Interval(interval, Unit.Millisecond));
    }

    [TestMethod]
    public void Whole_numbers_stay_whole_and_shares_are_percentages()
    {
        Assert.AreEqual("212 lines", Format.Value(212, Unit.Count("lines"), new ConfidenceInterval(212, 212, 212, 0.99)));
        Assert.AreEqual("64.3 %", Format.Value(0.6432, Unit.Percent, new ConfidenceInterval(0.6432, 0.60, 0.69, 0.99)));
        Assert.AreEqual("1,652 B", Format.Value(1652, Unit.Byte, new ConfidenceInterval(1652, 1652, 1652, 0.99)));
        Assert.AreEqual("0 B", Format.Value(1e-13, Unit.Byte));
    }

    [TestMethod]
    [DataRow(1.3412, "1.34x")]
    [DataRow(12.34, "12.3x")]
    [DataRow(163_988.0, "164,000x")]
    public void Factors_keep_three_digits(double factor, string expected) => Assert.AreEqual(expected, Format.Factor(factor));

    [TestMethod]
    public void A_picture_shows_where_the_interval_lies_of_its_target()
    {
        var target = Statistic.Median < new Quantity(100, Unit.Nanosecond);

        Assert.AreEqual("········│···├●┤··", IntervalPicture.Draw(new ConfidenceInterval(233, 200, 277, 0.99), target, 17));
        Assert.AreEqual("◂─●┤····│········", IntervalPicture.Draw(new ConfidenceInterval(35, double.NegativeInfinity, 42, 0.99), target, 17));
        Assert.AreEqual("········│·······▸", IntervalPicture.Draw(new ConfidenceInterval(77_000, 49_000, double.PositiveInfinity, 0.99), target, 17));
    }
}
