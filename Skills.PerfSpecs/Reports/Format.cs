using System.Globalization;
using Perfolizer.Mathematics.Common;
using PerfSpecs.Specs;

namespace PerfSpecs.Reports;

/// <summary>Numbers as people read them: in the unit that suits their size, rounded to what the interval supports.</summary>
public static class Format
{
    private const int Significant = 4;

    /// <summary>An estimate with its unit, such as <c>3.1 us</c>.</summary>
    /// <param name="value">In base units.</param>
    /// <param name="unit">The unit of the measure; one of its dimension that suits the size is chosen.</param>
    /// <param name="interval">What the rounding follows; null for four significant digits.</param>
    public static string Value(double value, Unit unit, ConfidenceInterval? interval = null)
    {
        var scale = ScaleFor(value, unit);
        return $"{Number(value / scale.Factor, Decimals(value, scale, interval))} {scale.Symbol}";
    }

    /// <summary>An interval in the unit that <see cref="Value"/> chooses for the estimate, such as <c>[2.9, 3.6]</c>; an infinite end shows as ∞.</summary>
    public static string Interval(ConfidenceInterval interval, Unit unit)
    {
        var scale = ScaleFor(interval.Estimation, unit);
        var decimals = Decimals(interval.Estimation, scale, interval);
        return $"[{Number(interval.Lower / scale.Factor, decimals)}, {Number(interval.Upper / scale.Factor, decimals)}]";
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

    /// <summary>The largest unit of the dimension that leaves at least 1 before the point.</summary>
    public static Unit ScaleFor(double value, Unit unit)
    {
        if (unit.Dimension is not (Dimension.Time or Dimension.Size))
            return unit.Dimension is Dimension.Share ? Unit.Percent : unit;
        var size = Math.Abs(value);
        return Unit.Known
            .Where(known => known.Dimension == unit.Dimension && known != Unit.Minute)
            .Aggregate((best, next) => size >= next.Factor ? next : best);
    }

    /// <summary>Decimals such that the interval's width shows two significant digits, and no more than four digits in all where it is narrower.</summary>
    private static int Decimals(double value, Unit scale, ConfidenceInterval? interval)
    {
        var size = Math.Abs(value / scale.Factor);
        var most = size is 0 ? Significant - 1 : Significant - 1 - (int)Math.Floor(Math.Log10(size));
        var width = interval is { } i ? (i.Upper - i.Lower) / scale.Factor : 0;
        var decimals = width > 0 && double.IsFinite(width) ? 1 - (int)Math.Floor(Math.Log10(width)) : most;
        return Math.Clamp(Math.Min(decimals, most), 0, 6);
    }

    private static string Number(double value, int decimals) =>
        double.IsPositiveInfinity(value) ? "∞" :
        double.IsNegativeInfinity(value) ? "-∞" :
        Math.Round(value, decimals) is var rounded && rounded == Math.Floor(rounded) && decimals > 3
            ? rounded.ToString("#,0", CultureInfo.InvariantCulture)
            : rounded.ToString("#,0." + new string(decimals > 3 ? '#' : '0', decimals), CultureInfo.InvariantCulture);
}
