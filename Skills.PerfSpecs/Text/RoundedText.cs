using System.Globalization;

namespace PerfSpecs.Text;

/// <summary>A number rounded for reading, with as many decimals as it needs to stay on its own side of a bound.</summary>
internal static class RoundedText
{
    /// <summary>Of a double's nearly sixteen digits as many as survive a division and a multiplication.</summary>
    private const int CertainDigits = 14;

    /// <summary>The number with thousands parted by commas.</summary>
    /// <param name="value">In base units; finite.</param>
    /// <param name="factor">Base units in one of the unit that is shown.</param>
    /// <param name="decimals">The decimals that would do without a bound.</param>
    /// <param name="bound">The bound in base units; null for none.</param>
    public static string Of(double value, double factor, int decimals, double? bound)
    {
        if (bound is not { } limit || !double.IsFinite(limit))
            return Text(value / factor, decimals);
        var most = Math.Max(decimals, CertainDecimals(Math.Max(Math.Abs(value), Math.Abs(limit)) / factor));
        for (var digits = decimals; digits <= most; digits++)
        {
            var text = Text(value / factor, digits);
            if (IsOnItsSide(text, value, factor, limit))
                return text;
        }

        // So near that no rounding parts them: the next number on the right side of the bound.
        var step = Math.Pow(10, -most);
        return Text(Math.Round(limit / factor / step) * step + (value > limit ? step : -step), most);
    }

    /// <summary>The number without zeros at its end, on its own side of a bound.</summary>
    /// <param name="value">The number; finite.</param>
    /// <param name="decimals">The decimals that would do without a bound.</param>
    /// <param name="bound">The bound.</param>
    public static string Trimmed(double value, int decimals, double bound)
    {
        var text = Of(value, 1, decimals, bound);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    private static int CertainDecimals(double size) =>
        size > 0 && double.IsFinite(size) ? Math.Clamp(CertainDigits - 1 - (int)Math.Floor(Math.Log10(size)), 0, 40) : 0;

    private static bool IsOnItsSide(string text, double value, double factor, double bound)
    {
        var shown = double.Parse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture) * factor;
        return shown.CompareTo(bound) == value.CompareTo(bound);
    }

    private static string Text(double number, int decimals)
    {
        var text = number.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text[0] is '-' && !text.AsSpan().ContainsAnyInRange('1', '9') ? text[1..] : text;
    }
}
