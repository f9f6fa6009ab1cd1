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

    /// <summary>A line through points, or steps where a value holds until the next.</summary>
    public static string Path(IEnumerable<(double X, double Y)> points, bool steps = false)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in points)
        {
            if (path.Length is 0)
                path.Append('M').Append(HtmlText.Number(x)).Append(' ').Append(HtmlText.Number(y));
            else if (steps)
                path.Append('H').Append(HtmlText.Number(x)).Append('V').Append(HtmlText.Number(y));
            else
                path.Append('L').Append(HtmlText.Number(x)).Append(' ').Append(HtmlText.Number(y));
        }

        return path.ToString();
    }

    /// <summary>Points, drawn as the round ends of lines without length.</summary>
    public static string Dots(IEnumerable<(double X, double Y)> points) =>
        string.Concat(points.Select(point => $"M{HtmlText.Number(point.X)} {HtmlText.Number(point.Y)}h0"));

    private void Frame(HtmlText html)
    {
        foreach (var tick in Up.Ticks(4))
        {
            var y = Up.At(tick);
            html.Empty("path", ("class", "grid"), ("d", $"M{Left} {HtmlText.Number(y)}H{Right}"));
            html.Element("text", LabelUp(tick), ("x", HtmlText.Number(Left - 6)), ("y", HtmlText.Number(y + 4)), ("text-anchor", "end"));
        }

        foreach (var tick in Across.Ticks(5))
        {
            var x = Across.At(tick);
            html.Empty("path", ("class", "grid"), ("d", $"M{HtmlText.Number(x)} {Bottom}v4"));
            html.Element("text", LabelAcross(tick), ("x", HtmlText.Number(x)), ("y", HtmlText.Number(Bottom + 18)), ("text-anchor", x > Right - 24 ? "end" : "middle"));
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
