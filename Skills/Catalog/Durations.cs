using System.Globalization;

namespace Skills;

/// <summary>Durations as people write them in a frontmatter: a number and its unit.</summary>
internal static class Durations
{
    /// <summary><c>500ms</c>, <c>30s</c>, <c>1.5 m</c>, <c>2h</c>; null for anything else, a number without a unit included.</summary>
    public static TimeSpan? Parse(string text)
    {
        var digits = text.AsSpan().IndexOfAnyExcept("0123456789.");
        if (digits <= 0)
            return null;
        var unit = text.AsSpan(digits).Trim() switch
        {
            "ms" => TimeSpan.TicksPerMillisecond,
            "s" => TimeSpan.TicksPerSecond,
            "m" or "min" => TimeSpan.TicksPerMinute,
            "h" => TimeSpan.TicksPerHour,
            _ => 0,
        };
        if (unit == 0 || !decimal.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return null;
        return number <= long.MaxValue / unit ? TimeSpan.FromTicks((long)(number * unit)) : null;
    }
}
