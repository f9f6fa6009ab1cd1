using System.Globalization;

namespace PerfSpecs.Reports.Html;

/// <summary>Maps values to places of a drawing; what lies outside is drawn at the edge.</summary>
/// <param name="From">The value at the start.</param>
/// <param name="To">The value at the end; above <paramref name="From"/>.</param>
/// <param name="Start">The place of <paramref name="From"/>.</param>
/// <param name="End">The place of <paramref name="To"/>.</param>
/// <param name="IsLogarithmic">Whether equal factors take equal room; both values are then above 0.</param>
internal sealed record Scale(double From, double To, double Start, double End, bool IsLogarithmic = false)
{
    /// <summary>From this ratio of the greatest to the least on, factors are drawn instead of differences.</summary>
    private const double Wide = 30;

    /// <summary>A scale that holds the values with some room: from 0 where they are near it, logarithmic where they lie far apart.</summary>
    public static Scale Of(IEnumerable<double> values, double start, double end)
    {
        var finite = values.Where(double.IsFinite).ToList();
        if (finite.Count is 0)
            return new Scale(0, 1, start, end);
        var (least, most) = (finite.Min(), finite.Max());
        if (least > 0 && most / least > Wide)
            return new Scale(least / 1.6, most * 1.6, start, end, IsLogarithmic: true);
        var room = (most - least) * 0.08;
        if (room is 0)
            room = least is 0 ? 1 : Math.Abs(least) * 0.1;
        var from = least >= 0 && least - room < 0.35 * most ? 0 : least - room;
        return new Scale(from, most + room, start, end);
    }

    /// <summary>The place of a value.</summary>
    public double At(double value)
    {
        var share = IsLogarithmic
            ? Math.Log(Math.Max(value, From) / From) / Math.Log(To / From)
            : (value - From) / (To - From);
        return Start + (Math.Clamp(double.IsNaN(share) ? 0 : share, 0, 1) * (End - Start));
    }

    /// <summary>Round values to mark, in order.</summary>
    /// <param name="most">About how many.</param>
    public IReadOnlyList<double> Ticks(int most)
    {
        if (IsLogarithmic)
        {
            var (first, last) = ((int)Math.Ceiling(Math.Log10(From)), (int)Math.Floor(Math.Log10(To)));
            var every = Math.Max(1, (int)Math.Ceiling((last - first + 1) / (double)most));
            return [.. Enumerable.Range(first, Math.Max(0, last - first + 1)).Where(power => (power - first) % every is 0).Select(power => Math.Pow(10, power))];
        }

        var rough = (To - From) / most;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = unit * ((rough / unit) switch { <= 1.5 => 1, <= 3 => 2, <= 7 => 5, _ => 10 });
        var (begin, count) = (Math.Ceiling(From / step), Math.Floor(To / step) - Math.Ceiling(From / step) + 1);
        return [.. Enumerable.Range(0, (int)Math.Max(0, count)).Select(i => (begin + i) * step)];
    }

    /// <summary>A mark's label, such as <c>20 ms</c>.</summary>
    public static string Label(double value, Unit unit)
    {
        var scale = unit.For(value);
        return $"{(value / scale.Factor).ToString("#,0.###", CultureInfo.InvariantCulture)} {(value is 0 ? unit : scale).Symbol}";
    }
}
