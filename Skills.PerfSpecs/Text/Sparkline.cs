namespace PerfSpecs.Text;

/// <summary>Draws a series on one line of text.</summary>
public static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>A bar for each value, the least the lowest and the greatest the highest; a series that never changes is drawn in the middle.</summary>
    /// <param name="values">Finite values, in order.</param>
    /// <param name="width">The most bars: the last values are drawn.</param>
    public static string Draw(IReadOnlyList<double> values, int width)
    {
        var shown = values.Skip(Math.Max(0, values.Count - width)).ToList();
        if (shown.Count is 0)
            return "";
        var (least, range) = (shown.Min(), shown.Max() - shown.Min());
        return string.Concat(shown.Select(value => range > 0 ? Bars[(int)Math.Round((value - least) / range * (Bars.Length - 1))] : Bars[Bars.Length / 2]));
    }
}
