using System.Globalization;
using System.Text;
using PerfSpecs.Text;

namespace PerfSpecs.Reports.Html;

/// <summary>Writes HTML whose texts and attributes are always escaped; elements are closed in the order in which they were opened.</summary>
internal sealed class HtmlText(TextWriter output)
{
    private readonly Stack<string> _open = new();

    /// <summary>Opens an element; what is given closes it.</summary>
    /// <param name="tag">The element's name.</param>
    /// <param name="attributes">Its attributes; one whose value is null is left out.</param>
    public Scope In(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(tag, attributes);
        output.Write('>');
        _open.Push(tag);
        return new Scope(this);
    }

    /// <summary>An element that holds a text.</summary>
    public void Element(string tag, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        using (In(tag, attributes))
            Text(text);
    }

    /// <summary>An element that holds nothing.</summary>
    public void Empty(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(tag, attributes);
        output.Write("/>");
    }

    /// <summary>A text.</summary>
    public void Text(string text) => output.Write(Escaped(text));

    /// <summary>Markup of our own.</summary>
    public void Raw(string markup) => output.Write(markup);

    /// <summary>Ends the line, for people who read the source.</summary>
    public void Line() => output.Write('\n');

    /// <summary>A coordinate with one decimal at most.</summary>
    public static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Escaped(string text)
    {
        text = VisibleText.Of(text);
        if (text.AsSpan().IndexOfAny("&<>\"'") < 0)
            return text;
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }

    private void Begin(string tag, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        output.Write('<');
        output.Write(tag);
        foreach (var (name, value) in attributes)
        {
            if (value is null)
                continue;
            output.Write(' ');
            output.Write(name);
            output.Write("=\"");
            output.Write(Escaped(value));
            output.Write('"');
        }
    }

    private void Close()
    {
        output.Write("</");
        output.Write(_open.Pop());
        output.Write('>');
    }

    /// <summary>An open element.</summary>
    public readonly ref struct Scope(HtmlText html)
    {
        public void Dispose() => html.Close();
    }
}
