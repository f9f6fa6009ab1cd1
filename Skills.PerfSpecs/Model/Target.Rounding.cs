using System.Globalization;

namespace PerfSpecs;

public sealed partial record Target
{
    /// <summary>The tightest target of this kind, in this unit or the one in which the level is easy to read, that includes a level and whose bound has few digits: rounded away from the level.</summary>
    /// <param name="level">What it must include, in base units; above 0.</param>
    /// <param name="digits">The bound's significant digits; 1 to 15.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public Target Including(double level, int digits)
    {
        // From one step inside outwards, so that neither "<" at a round level nor the rounding of doubles can leave the level out.
        var unit = Bound.Unit.For(level);
        var (steps, step) = Steps(level / unit.Factor, digits, isUpwards: !IsUpper);
        while (true)
        {
            var rounded = this with { Bound = new Quantity(Decimal(steps * step, digits), unit) };
            if (rounded.Includes(level))
                return rounded;
            (steps, step) = Next(steps + (IsUpper ? 1 : -1), step, digits);
        }
    }

    /// <summary>The loosest target of this kind, in this unit or the one in which the level is easy to read, that does not include a level and whose bound has few digits: rounded towards the good side.</summary>
    /// <param name="level">What it must not include, in base units; above 0.</param>
    /// <param name="digits">The bound's significant digits; 1 to 15.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public Target Excluding(double level, int digits)
    {
        var unit = Bound.Unit.For(level);
        var (steps, step) = Steps(level / unit.Factor, digits, isUpwards: IsUpper);
        while (true)
        {
            var rounded = this with { Bound = new Quantity(Decimal(steps * step, digits), unit) };
            if (!rounded.Includes(level))
                return rounded;
            (steps, step) = Next(steps + (IsUpper ? -1 : 1), step, digits);
        }
    }

    /// <summary>Whether everything that keeps this target keeps the other one too, and not the reverse: the bounds differ in the right direction.</summary>
    /// <param name="other">A target of the same statistic and side.</param>
    public bool IsTighterThan(Target other) => IsUpper ? Bound.Value < other.Bound.Value : Bound.Value > other.Bound.Value;

    private static (double Steps, double Step) Steps(double number, int digits, bool isUpwards)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 15);
        var step = Math.Pow(10, Math.Floor(Math.Log10(number)) + 1 - digits);
        return (isUpwards ? Math.Ceiling(number / step) : Math.Floor(number / step), step);
    }

    // Below a power of ten as many digits reach ten times as fine: 99 comes before 100, not 90.
    private static (double Steps, double Step) Next(double steps, double step, int digits) =>
        steps < Math.Pow(10, digits - 1) ? (Math.Pow(10, digits) - 1, step / 10) : (steps, step);

    /// <summary>The double nearest to the decimal, so that the bound reads back as itself.</summary>
    private static double Decimal(double number, int digits) => double.Parse(
        number.ToString("E" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
