using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using Perfolizer.Mathematics.Common;
using PerfSpecs.Judging;
using PerfSpecs.Reports;
using PerfSpecs.Reports.Html;
using PerfSpecs.Running;
using PerfSpecs.Text;

namespace PerfSpecs.Tests;

[TestClass]
public sealed partial class NumbersAgainstTargetsTests
{
    private static readonly Unit[] Units = [.. Unit.Known, Unit.Count("lines")];

    /// <summary>Bounds, and values from far away to one bit beside them.</summary>
    private static readonly Gen<Draw> Drawn =
        from unit in Gen.Int[0, Units.Length - 1].Select(i => Units[i])
        from number in Gen.OneOf(
            Gen.Int[1, 2000].Select(i => (double)i), Gen.Int[1, 9999].Select(i => i / 100.0), Gen.Int[1, 999].Select(i => i * 1000.0))
        from first in Distance
        from second in Distance
        from share in Gen.Double[0, 1]
        from hasLower in Gen.Bool
        from hasUpper in Gen.Bool
        from isUpper in Gen.Bool
        let bound = new Quantity(number, unit).Value
        let one = first(bound)
        let other = second(bound)
        select new Draw(unit, number, Math.Min(one, other), Math.Max(one, other), share, hasLower, hasUpper, isUpper);

    private static Gen<Func<double, double>> Distance => Gen.OneOf(
        Gen.Double[-12, -1].Select(exponent => (Func<double, double>)(bound => bound * (1 + Math.Pow(10, exponent)))),
        Gen.Double[-12, -1].Select(exponent => (Func<double, double>)(bound => bound * (1 - Math.Pow(10, exponent)))),
        Gen.Double[-4, 4].Select(exponent => (Func<double, double>)(bound => bound * Math.Pow(10, exponent))),
        Gen.Const((Func<double, double>)(bound => bound)),
        Gen.Const((Func<double, double>)Math.BitIncrement),
        Gen.Const((Func<double, double>)Math.BitDecrement));

    [TestMethod]
    public void No_rounded_end_or_estimate_crosses_its_target_in_any_unit() => Drawn.Sample(
        drawn =>
        {
            var bound = new Quantity(drawn.Bound, drawn.Unit);
            var estimate = drawn.Lower + (drawn.Share * (drawn.Upper - drawn.Lower));
            var (lower, upper) = (drawn.HasLower ? drawn.Lower : double.NegativeInfinity, drawn.HasUpper ? drawn.Upper : double.PositiveInfinity);
            var interval = new ConfidenceInterval(estimate, lower, upper, 0.99);
            double[] ends = [.. new[] { interval.Lower, interval.Upper }.Where(double.IsFinite).Distinct()];

            AssertOnTheirSides(Format.Interval(interval, drawn.Unit, bound), ends, bound);
            AssertOnTheirSides(Format.Value(estimate, drawn.Unit, interval, bound), [estimate], bound);
        },
        iter: 20_000);

    [TestMethod]
    public void No_broken_budget_is_over_or_short_by_nothing() => Drawn.Sample(
        drawn =>
        {
            var bound = new Quantity(drawn.Bound, drawn.Unit);
            var target = new Target(Statistic.Median, drawn.IsUpper ? Comparison.Less : Comparison.Greater, bound);
            var interval = new ConfidenceInterval(drawn.Lower, drawn.Lower, drawn.Upper, 0.99);
            if (target.Includes(interval.Lower) || target.Includes(interval.Upper))
                return;
            var text = TargetDistance.Of(ResultOf(target, interval));

            StringAssert.Matches(text, DistanceText());
            Assert.DoesNotMatchRegex(Nothing(), text);
            if (drawn.Unit.Dimension is Dimension.Share)
                Assert.DoesNotMatchRegex(FactorText(), text);
        },
        iter: 5000);

    [TestMethod]
    [DataRow(0.62, 0.9889, 0.99, "short by 0.11 to 37 points")]
    [DataRow(0.62, 0.88, 0.99, "short by 11 to 37 points")]
    [DataRow(0.62, 0.98, 0.99, "short by 1 to 37 points")]
    [DataRow(double.NegativeInfinity, 0.98, 0.99, "short by at least 1 point")]
    [DataRow(-0.05, -0.02, 0.4, "short by 42 to 45 points")]
    public void Shares_differ_in_points(double lower, double upper, double bound, string expected)
    {
        var interval = new ConfidenceInterval(Math.Max(lower, 0), lower, upper, 0.99);

        Assert.AreEqual(expected, TargetDistance.Of(ResultOf(Statistic.Median >= new Quantity(bound * 100, Unit.Percent), interval)));
    }

    [TestMethod]
    public void An_end_keeps_the_digits_that_show_on_which_side_it_is()
    {
        var interval = new ConfidenceInterval(0.88, 0.62, 0.9889, 0.99);

        Assert.AreEqual("62 to 98.9 %", Format.Interval(interval, Unit.Percent, new Quantity(99, Unit.Percent)));
        var near = new ConfidenceInterval(0.85, 0.7999997, double.PositiveInfinity, 0.99);
        Assert.AreEqual("at least 79.99997 %", Format.Interval(near, Unit.Percent, new Quantity(80, Unit.Percent)));
        Assert.AreEqual("1.0004x", Format.Factor(1.0004));
        Assert.AreEqual("1x", Format.Factor(1));
    }

    [TestMethod]
    public void An_end_that_was_not_needed_is_no_number()
    {
        var (minus, plus) = (double.NegativeInfinity, double.PositiveInfinity);

        Assert.AreEqual("at most 10.30 us", Format.Interval(new ConfidenceInterval(9e3, minus, 10.3e3, 0.99), Unit.Microsecond));
        Assert.AreEqual("at least 13.00 KB", Format.Interval(new ConfidenceInterval(15e3, 13 * 1024, plus, 0.99), Unit.Kilobyte));
        Assert.AreEqual("at most -5.000 %", Format.Interval(new ConfidenceInterval(-0.06, minus, -0.05, 0.99), Unit.Percent));
        Assert.AreEqual("-7.0 to -5.0 %", Format.Interval(new ConfidenceInterval(-0.06, -0.07, -0.05, 0.99), Unit.Percent));
        Assert.AreEqual("not known", Format.Interval(new ConfidenceInterval(1, minus, plus, 0.99), Unit.Percent));
        Assert.AreEqual("not known", Format.Value(double.NaN, Unit.Byte));
        Assert.AreEqual("3.000 ns to 512.0 ms", Format.Interval(new ConfidenceInterval(1e6, 3, 512e6, 0.99), Unit.Millisecond));
    }

    [TestMethod]
    public void A_picture_of_values_below_zero_has_more_on_its_right()
    {
        var loss = Statistic.Median >= new Quantity(-10, Unit.Percent);

        Assert.AreEqual("········│···├●┤··", IntervalPicture.Draw(new ConfidenceInterval(0.025, 0, 0.05, 0.99), loss, 17));
        Assert.AreEqual("··├●┤···│········", IntervalPicture.Draw(new ConfidenceInterval(-0.225, -0.25, -0.2, 0.99), loss, 17));
        var none = Statistic.Median <= new Quantity(0, Unit.Count("lines"));
        Assert.AreEqual('▸', IntervalPicture.Draw(new ConfidenceInterval(3, 2, 4, 0.99), none, 17)[^1]);
    }

    [TestMethod]
    public void No_writer_shows_an_unknown_end_as_a_number_or_infinity()
    {
        var interval = new ConfidenceInterval(-0.06, double.NegativeInfinity, -0.05, 0.99);
        var loss = ResultOf(Statistic.Median <= new Quantity(40, Unit.Percent), interval, Verdict.Pass);
        var run = Finished.Run(loss, Finished.Fail("open"));
        IReportWriter[] writers =
        [
            new MarkdownReport(), new JunitReport(), new NunitReport(), new OpenMetricsReport(), new JsonReport(), new CsvReport(), new HtmlReport(),
        ];
        var annotations = string.Join('\n', new GitHubReport(null, null).Annotations(run));

        foreach (var text in writers.Select(writer => Script().Replace(writer.Text(run), "")).Append(annotations))
            Assert.DoesNotMatchRegex(Infinite(), text);
        StringAssert.Contains(new MarkdownReport().Text(run), "-6.000 % (at most -5.000 %)");
        StringAssert.Contains(Words.Sentence(loss), "The median is at most -5.000 % (99 % confidence, 1 samples)");
    }

    private static void AssertOnTheirSides(string text, double[] values, Quantity bound)
    {
        var shown = Quantities().Matches(text);
        Assert.HasCount(values.Length, shown, text);
        foreach (var (match, value) in shown.Zip(values))
        {
            // Of two ends in one unit only the second shows it.
            var symbol = match.Groups["unit"].Value is "to" ? shown[^1].Groups["unit"].Value : match.Groups["unit"].Value;
            var unit = Units.First(known => known.Symbol == symbol);
            const NumberStyles Styles = NumberStyles.Float | NumberStyles.AllowThousands;
            var number = double.Parse(match.Groups["number"].Value, Styles, CultureInfo.InvariantCulture) * unit.Factor;
            var what = $"{text} against {bound} for {value:R} and {bound.Value:R}";
            Assert.AreEqual(value.CompareTo(bound.Value), number.CompareTo(bound.Value), what);
        }
    }

    private static SpecResult ResultOf(Target target, ConfidenceInterval interval, Verdict verdict = Verdict.Fail)
    {
        var result = Finished.Fail("a").With(spec => spec with { Target = target });
        var judgement = new Judgement(verdict, new Cause.Certain(), [interval.Estimation]) { Interval = interval, Estimate = interval.Estimation };
        return result with { Judgement = judgement };
    }

    /// <summary>A bound, an interval and an estimate within it.</summary>
    private sealed record Draw(Unit Unit, double Bound, double Lower, double Upper, double Share, bool HasLower, bool HasUpper, bool IsUpper);

    [GeneratedRegex("<script>.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("(?<number>-?[0-9][0-9,.]*) (?<unit>[^ ]+)")]
    private static partial Regex Quantities();

    [GeneratedRegex("^(over by|short by|not below|not above) ")]
    private static partial Regex DistanceText();

    [GeneratedRegex(@"(?<![0-9.,])(1x|0(\.0+)?( |x))")]
    private static partial Regex Nothing();

    [GeneratedRegex("[0-9]x")]
    private static partial Regex FactorText();

    [GeneratedRegex(@"∞|(?<![a-zA-Z])[+-]?(Inf|Infinity|NaN)(?![a-z])")]
    private static partial Regex Infinite();
}
