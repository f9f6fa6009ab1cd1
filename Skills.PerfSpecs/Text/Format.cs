using System.Globalization;
using Perfolizer.Mathematics.Common;

namespace PerfSpecs.Text;

/// <summary>Numbers as people read them: in the unit that suits their size, rounded to what the interval supports, and never across their target.</summary>
public static class Format
{
    private const int MostDigits = 4;
    private const int LeastDigits = 2;

    /// <summary>From this ratio of its ends on, each end of an interval is shown in a unit of its own.</summary>
    private const double WideRange = 1000;

    /// <summary>A value with its unit, such as <c>3.1 us</c>.</summary>
    /// <param name="value">In base units.</param>
    /// <param name="unit">The unit to use where the value is of its size; else another of the same dimension is chosen.</param>
    /// <param name="interval">What the rounding follows; null for four significant digits.</param>
    /// <param name="bound">A bound whose side the value must not leave by rounding: it keeps as many digits as that takes; null for none.</param>
    public static string Value(double value, Unit unit, ConfidenceInterval? interval = null, Quantity? bound = null)
    {
        if (!double.IsFinite(value))
            return "not known";
        var scale = ScaleAgainst(value, unit, bound, value);
        return WithUnit(RoundedText.Of(value, scale.Factor, Decimals(value, scale, interval), bound?.Value), scale);
    }

    /// <summary>
    /// An interval such as <c>2.9 to 3.6 us</c>. An end that is not known is left out, as in <c>at most 10.3 us</c> or <c>at least 13.0 KB</c>;
    /// a single value stands alone, and what is not known at all is <c>not known</c>.
    /// </summary>
    /// <param name="interval">The interval, in base units.</param>
    /// <param name="unit">The unit to use where the ends are of its size.</param>
    /// <param name="bound">A bound whose side no end must leave by rounding; null for none.</param>
    public static string Interval(ConfidenceInterval interval, Unit unit, Quantity? bound = null)
    {
        var (lower, upper) = (interval.Lower, interval.Upper);
        if (!double.IsFinite(lower) || !double.IsFinite(upper))
            return double.IsFinite(upper) ? $"at most {Value(upper, unit, null, bound)}" : double.IsFinite(lower) ? $"at least {Value(lower, unit, null, bound)}" : "not known";
        if (lower.Equals(upper))
            return Value(lower, unit, interval, bound);
        if (lower > 0 && upper / lower >= WideRange && unit.For(lower) != unit.For(upper))
            return $"{Value(lower, unit, null, bound)} to {Value(upper, unit, null, bound)}";
        var scale = ScaleAgainst(interval.Estimation, unit, bound, lower, upper);
        var decimals = Decimals(interval.Estimation, scale, interval);
        return $"{End(lower)} to {WithUnit(End(upper), scale)}";

        string End(double end) => RoundedText.Of(end, scale.Factor, decimals, bound?.Value);
    }

    /// <summary>A factor, such as <c>1.34x</c> or <c>164,000x</c>; one that is not 1 never shows as <c>1x</c>.</summary>
    public static string Factor(double factor) =>
        !double.IsFinite(factor) ? "not known" :
        factor >= 100 ? RoundTo(factor, 3).ToString("N0", CultureInfo.InvariantCulture) + "x" :
        RoundedText.Trimmed(factor, factor >= 10 ? 1 : 2, 1) + "x";

    /// <summary>A distance between shares in percentage points, such as <c>11 points</c>; never zero where it is above.</summary>
    /// <param name="distance">In shares of 1; at least 0.</param>
    public static string Points(double distance) => PointsNumber(distance) is var number && number is "1" ? "1 point" : $"{PointsNumber(distance)} points";

    /// <summary>The number of <see cref="Points"/> alone.</summary>
    internal static string PointsNumber(double distance)
    {
        var points = distance * 100;
        var decimals = points is 0 || points >= 10 ? 0 : Math.Clamp(1 - (int)Math.Floor(Math.Log10(points)), 1, 12);
        return RoundedText.Trimmed(points, decimals, 0);
    }

    /// <summary>A probability in percent, such as <c>99 %</c>.</summary>
    public static string Percent(double share) => (share * 100).ToString("0.####", CultureInfo.InvariantCulture) + " %";

    /// <summary>A time for people who wait: <c>0.1 s</c>.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";

    /// <summary>The value rounded to a number of significant digits.</summary>
    public static double RoundTo(double value, int digits)
    {
        if (value is 0 || !double.IsFinite(value))
            return value;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) + 1 - digits);
        return Math.Round(value / unit) * unit;
    }

    /// <summary>What equals its bound shows in the bound's unit, in which it is a short number.</summary>
    private static Unit ScaleAgainst(double value, Unit unit, Quantity? bound, params ReadOnlySpan<double> ends) =>
        bound is { } limit && limit.Unit.Dimension == unit.Dimension && ends.Contains(limit.Value) ? limit.Unit : unit.For(value);

    /// <summary>Decimals such that the interval's width shows two significant digits; at least two and at most four digits of the value in all, and none of a whole number.</summary>
    private static int Decimals(double value, Unit scale, ConfidenceInterval? interval)
    {
        var shown = Math.Abs(value / scale.Factor);
        var width = interval is { } i ? (i.Upper - i.Lower) / scale.Factor : double.PositiveInfinity;
        if (shown < 1e-9 || (width is 0 && shown.Equals(Math.Floor(shown))))
            return 0;
        var first = (int)Math.Floor(Math.Log10(shown));
        var supported = width > 0 && double.IsFinite(width) ? 1 - (int)Math.Floor(Math.Log10(width)) : MostDigits;
        return Math.Clamp(Math.Clamp(supported, LeastDigits - 1 - first, MostDigits - 1 - first), 0, 6);
    }

    private static string WithUnit(string number, Unit unit) => unit.Symbol.Length is 0 ? number : $"{number} {unit.Symbol}";
}
