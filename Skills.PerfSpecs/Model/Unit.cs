using System.Globalization;
using Perfolizer.Horology;
using Perfolizer.Metrology;

namespace PerfSpecs;

/// <summary>What kind of quantity a metric is; two values compare only within one dimension.</summary>
public enum Dimension
{
    /// <summary>A duration; base unit nanosecond.</summary>
    Time,

    /// <summary>An amount of memory; base unit byte.</summary>
    Size,

    /// <summary>A part of a whole; base unit 1 (so 40 % is 0.4).</summary>
    Share,

    /// <summary>A multiple of the reference; base unit 1.</summary>
    Ratio,

    /// <summary>Operations a second; base unit 1/s.</summary>
    Frequency,

    /// <summary>A number of things that have a noun of their own, such as lines or tokens; base unit 1.</summary>
    Count,
}

/// <summary>A unit as people write it.</summary>
/// <param name="Symbol">The symbol, such as <c>ms</c>, <c>%</c> or the noun of a count.</param>
/// <param name="Dimension">What it measures.</param>
/// <param name="Factor">Base units in one of it; greater than 0.</param>
public sealed record Unit(string Symbol, Dimension Dimension, double Factor)
{
    /// <summary>Nanosecond, the base unit of <see cref="Dimension.Time"/>.</summary>
    public static Unit Nanosecond { get; } = Of(TimeUnit.Nanosecond, "ns");

    /// <summary>Microsecond.</summary>
    public static Unit Microsecond { get; } = Of(TimeUnit.Microsecond, "us");

    /// <summary>Millisecond.</summary>
    public static Unit Millisecond { get; } = Of(TimeUnit.Millisecond, "ms");

    /// <summary>Second.</summary>
    public static Unit Second { get; } = Of(TimeUnit.Second, "s");

    /// <summary>Minute, written <c>min</c>; <c>m</c> alone is ambiguous and refused.</summary>
    public static Unit Minute { get; } = Of(TimeUnit.Minute, "min");

    /// <summary>Byte, the base unit of <see cref="Dimension.Size"/>.</summary>
    public static Unit Byte { get; } = Of(SizeUnit.B, "B");

    /// <summary>Kilobyte of 1,024 bytes, as in Perfolizer.</summary>
    public static Unit Kilobyte { get; } = Of(SizeUnit.KB, "KB");

    /// <summary>Megabyte of 1,024 KB.</summary>
    public static Unit Megabyte { get; } = Of(SizeUnit.MB, "MB");

    /// <summary>Gigabyte of 1,024 MB.</summary>
    public static Unit Gigabyte { get; } = Of(SizeUnit.GB, "GB");

    /// <summary>Hundredths of a whole.</summary>
    public static Unit Percent { get; } = new("%", Dimension.Share, 0.01);

    /// <summary>Times the reference.</summary>
    public static Unit Times { get; } = new("x", Dimension.Ratio, 1);

    /// <summary>Operations a second.</summary>
    public static Unit PerSecond { get; } = new("/s", Dimension.Frequency, 1);

    /// <summary>The units with a fixed symbol, smallest first within a dimension; counts have nouns of their own.</summary>
    public static IReadOnlyList<Unit> Known { get; } =
    [
        Nanosecond, Microsecond, Millisecond, Second, Minute,
        Byte, Kilobyte, Megabyte, Gigabyte,
        Percent, Times, PerSecond,
    ];

    /// <summary>The unit of a count, named by its noun.</summary>
    /// <param name="noun">The noun in the plural, such as <c>lines</c>.</param>
    public static Unit Count(string noun) => new(noun, Dimension.Count, 1);

    /// <summary>The unit that a base symbol stands for; what is none of the known ones is the noun of a count.</summary>
    /// <param name="symbol">As <see cref="BaseSymbol"/> gives it.</param>
    public static Unit OfBase(string symbol) =>
        symbol is "1" ? Percent : Known.FirstOrDefault(unit => string.Equals(unit.Symbol, symbol, StringComparison.Ordinal)) ?? Count(symbol);

    /// <summary>The symbol of the dimension's base unit: <c>ns</c>, <c>B</c>, <c>1</c>, <c>x</c>, <c>/s</c> or the count's noun.</summary>
    public string BaseSymbol => Dimension switch
    {
        Dimension.Time => Nanosecond.Symbol,
        Dimension.Size => Byte.Symbol,
        Dimension.Share => "1",
        _ => Symbol,
    };

    /// <summary>The unit in which a value of this dimension is easy to read.</summary>
    /// <param name="value">The value in base units.</param>
    /// <returns>This unit where the number has one to four digits before the point in it; else the largest of the dimension that leaves at least one.</returns>
    internal Unit For(double value)
    {
        var size = Math.Abs(value);
        if (Dimension is not (Dimension.Time or Dimension.Size) || (size >= Factor && size < Factor * 10_000))
            return this;
        return Known.Where(known => known.Dimension == Dimension && known != Minute).Aggregate((best, next) => size >= next.Factor ? next : best);
    }

    /// <summary>A quantity of this unit as people write it, such as <c>500 ms</c> or <c>40 %</c>.</summary>
    public string Format(double number) => string.Create(CultureInfo.InvariantCulture, $"{number:0.############} {Symbol}");

    private static Unit Of(Pragmastat.Metrology.MeasurementUnit unit, string symbol) =>
        new(symbol, unit is TimeUnit ? Dimension.Time : Dimension.Size, unit.BaseUnits);
}
