using System.Globalization;
using System.Text;

namespace PerfSpecs.Reports.Html;

/// <summary>A plot with its caption in words and its figures as a table, for those who do not see it.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Alternative">What is to be seen, in a sentence.</param>
/// <param name="Across">The scale from left to right.</param>
/// <param name="Up">The scale from bottom to top.</param>
internal sealed record Figure(string Title, string Alternative, Scale Across, Scale Up)
{
    public const double Width = 480;
    public const double Height = 200;
    public const double Left = 62;
    public const double Right = 470;
    public const double Top = 10;
    public const double Bottom = 172;

    /// <summary>The labels below; a mark each.</summary>
    public required Func<double, string> LabelAcross { get; init; }

    /// <summary>The labels at the left; a mark each.</summary>
    public required Func<double, string> LabelUp { get; init; }

    /// <summary>The table's headings.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The table's rows.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }

    /// <summary>Writes the figure.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="draw">Draws what stands within the frame.</param>
    public void Write(HtmlText html, Action draw)
    {
        using (html.In("figure"))
        {
            html.Element("figcaption", Title);
            using (html.In("svg", ("viewBox", $"0 0 {Width} {Height}"), ("role", "img"), ("aria-label", Alternative)))
            {
                Frame(html);
                draw();
            }

            html.Element("p", Alternative, ("class", "seen"));
            using (html.In("details", ("class", "figures")))
            {
                html.Element("summary", "as a table");
                Table(html);
            }
        }

        html.Line();
    }

    /// <summary>A line through points.</summary>
    public static string Path(IEnumerable<(double X, double Y)> points) =>
        string.Concat(points.Select((point, i) => $"{(i is 0 ? 'M' : 'L')}{HtmlText.Number(point.X)} {HtmlText.Number(point.Y)}"));

    /// <summary>A line of steps: each value holds until the next.</summary>
    public static string Steps(IEnumerable<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        var (x, y) = (0.0, double.NaN);
        foreach (var point in points)
        {
            if (double.IsNaN(y))
                path.Append(CultureInfo.InvariantCulture, $"M{HtmlText.Number(point.X)} {HtmlText.Number(point.Y)}");
            else if (!point.Y.Equals(y))
                path.Append(CultureInfo.InvariantCulture, $"H{HtmlText.Number(point.X)}V{HtmlText.Number(point.Y)}");
            (x, y) = point;
        }

        return path.Length is 0 ? "" : path.Append('H').Append(HtmlText.Number(x)).ToString();
    }

    /// <summary>Points, drawn as the round ends of lines without length.</summary>
    public static string Dots(IEnumerable<(double X, double Y)> points) =>
        string.Concat(points.Select(point => FormattableString.Invariant($"M{Math.Round(point.X)} {Math.Round(point.Y)}h0")));

    private void Frame(HtmlText html)
    {
        var (up, across) = (Up.Ticks(4), Across.Ticks(5));
        html.Empty("path", ("class", "grid"), ("d", string.Concat([.. up.Select(tick => $"M{Left} {HtmlText.Number(Up.At(tick))}H{Right}"), .. across.Select(tick => $"M{HtmlText.Number(Across.At(tick))} {Bottom}v4")])));
        using (html.In("g", ("text-anchor", "end")))
        {
            foreach (var tick in up)
                html.Element("text", LabelUp(tick), ("x", HtmlText.Number(Left - 6)), ("y", HtmlText.Number(Up.At(tick) + 4)));
        }

        using (html.In("g", ("text-anchor", "middle")))
        {
            foreach (var tick in across)
                html.Element("text", LabelAcross(tick), ("x", HtmlText.Number(Math.Min(Across.At(tick), Right - 14))), ("y", HtmlText.Number(Bottom + 18)));
        }

        html.Empty("path", ("class", "axis"), ("d", $"M{Left} {Top}V{Bottom}H{Right}"));
    }

    private void Table(HtmlText html)
    {
        using (html.In("table"))
        {
            using (html.In("thead"))
            using (html.In("tr"))
            {
                foreach (var column in Columns)
                    html.Element("th", column, ("scope", "col"));
            }

            using (html.In("tbody"))
            {
                foreach (var row in Rows)
                {
                    using (html.In("tr"))
                    {
                        foreach (var cell in row)
                            html.Element("td", cell);
                    }
                }
            }
        }
    }
}
