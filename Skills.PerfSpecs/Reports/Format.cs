using System.Globalization;
using Perfolizer.Mathematics.Common;
using PerfSpecs.Specs;

namespace PerfSpecs.Reports;

/// <summary>Numbers as people read them: in the unit that suits their size, rounded to what the interval supports.</summary>
public static class Format
{
    private const int MostDigits = 4;
    private const int LeastDigits = 2;

    /// <summary>An estimate with its unit, such as <c>3.1 us</c>.</summary>
    /// <param name="value">In base units.</param>
    /// <param name="unit">The unit to use where the value is of its size; else another of the same dimension is chosen.</param>
    /// <param name="interval">What the rounding follows; null for four significant digits.</param>
    public static string Value(double value, Unit unit, ConfidenceInterval? interval = null)
    {
        var scale = ScaleFor(value, unit);
        return $"{Number(value / scale.Factor, Decimals(value, scale, interval))} {scale.Symbol}";
    }

    /// <summary>
    /// An interval in the unit that <see cref="Value"/> chooses for the estimate, such as <c>[2.9, 3.6]</c>. An end that is not
    /// known shows as 0 where the quantity cannot be less, else as ∞.
    /// </summary>
    public static string Interval(ConfidenceInterval interval, Unit unit)
    {
        var (lower, upper) = Ends(interval, unit);
        return $"[{lower}, {upper}]";
    }

    /// <summary>The two ends of <see cref="Interval"/>.</summary>
    public static (string Lower, string Upper) Ends(ConfidenceInterval interval, Unit unit)
    {
        var scale = ScaleFor(interval.Estimation, unit);
        var decimals = Decimals(interval.Estimation, scale, interval);
        var lower = double.IsNegativeInfinity(interval.Lower) && unit.Dimension is not (Dimension.Share or Dimension.Size) ? 0 : interval.Lower;
        return (Number(lower / scale.Factor, decimals), Number(interval.Upper / scale.Factor, decimals));
    }

    /// <summary>A factor, such as <c>1.34x</c> or <c>164,000x</c>.</summary>
    public static string Factor(double factor) =>
        factor >= 100
            ? RoundTo(factor, 3).ToString("N0", CultureInfo.InvariantCulture) + "x"
            : factor.ToString(factor >= 10 ? "0.#" : "0.##", CultureInfo.InvariantCulture) + "x";

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

    /// <summary>The given unit where it shows the value with one to four digits before the point, else the largest of the dimension that leaves at least one.</summary>
    public static Unit ScaleFor(double value, Unit unit)
    {
        var size = Math.Abs(value);
        if (unit.Dimension is not (Dimension.Time or Dimension.Size) || (size >= unit.Factor && size < unit.Factor * 10_000))
            return unit;
        return Unit.Known
            .Where(known => known.Dimension == unit.Dimension && known != Unit.Minute)
            .Aggregate((best, next) => size >= next.Factor ? next : best);
    }

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

    private static string Number(double value, int decimals) =>
        double.IsPositiveInfinity(value) ? "∞" :
        double.IsNegativeInfinity(value) ? "-∞" :
        value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
