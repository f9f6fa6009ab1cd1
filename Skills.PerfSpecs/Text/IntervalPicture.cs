using Perfolizer.Mathematics.Common;

namespace PerfSpecs.Text;

/// <summary>Draws an interval and its target on one line of text.</summary>
/// <remarks>The scale is logarithmic in multiples of the target, four times to either side, so that pictures of different specs compare.</remarks>
public static class IntervalPicture
{
    private const double Octaves = 2;
    private const double Farthest = Octaves + 1;

    /// <summary>The picture: <c>│</c> marks the target, <c>●</c> the estimate, <c>├──┤</c> the interval; an arrow where it leaves the picture.</summary>
    /// <param name="interval">The interval, in base units.</param>
    /// <param name="target">The target.</param>
    /// <param name="width">Characters; at least 9.</param>
    public static string Draw(ConfidenceInterval interval, Target target, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 9);
        var line = new char[width];
        Array.Fill(line, '·');
        var bound = target.Bound.Value;
        var (lower, upper) = (Position(interval.Lower, bound, width), Position(interval.Upper, bound, width));
        for (var i = lower; i <= upper; i++)
            line[i] = '─';
        line[width / 2] = '│';
        line[lower] = IsOutside(interval.Lower, bound) ? '◂' : '├';
        line[upper] = IsOutside(interval.Upper, bound) ? '▸' : '┤';
        if (!IsOutside(interval.Estimation, bound))
            line[Position(interval.Estimation, bound, width)] = '●';
        return new string(line);
    }

    private static int Position(double value, double bound, int width) =>
        Math.Clamp((int)Math.Round((width / 2) * (1 + (Octave(value, bound) / Octaves))), 0, width - 1);

    private static bool IsOutside(double value, double bound) => Math.Abs(Octave(value, bound)) > Octaves;

    // A value on the other side of zero is as far away as the picture reaches. Of a bound that is not above 0 there are no multiples:
    // distances in bounds, or for 0 the mere side, keep what is more on the right.
    private static double Octave(double value, double bound) => bound switch
    {
        > 0 => value / bound is > 0 and var ratio ? Math.Clamp(Math.Log2(ratio), -Farthest, Farthest) : -Farthest,
        < 0 => Math.Clamp((value - bound) / -bound, -Farthest, Farthest),
        _ => value.CompareTo(bound) * Farthest,
    };
}
