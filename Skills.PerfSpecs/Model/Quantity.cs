using System.Globalization;

namespace PerfSpecs;

/// <summary>A number with its unit.</summary>
/// <param name="Number">The number as it was written.</param>
/// <param name="Unit">The unit it was written in.</param>
public readonly record struct Quantity(double Number, Unit Unit)
{
    /// <summary>The value in the dimension's base unit.</summary>
    public double Value => Number * Unit.Factor;

    /// <summary>As people write it, such as <c>500 ms</c>.</summary>
    public override string ToString() => Unit.Format(Number);

    /// <summary>The same with all digits of the number.</summary>
    internal string ToExactString() => string.Create(CultureInfo.InvariantCulture, $"{Number:R} {Unit.Symbol}");
}
