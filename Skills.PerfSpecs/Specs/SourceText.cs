using System.Text;

namespace PerfSpecs.Specs;

/// <summary>A file's UTF-8 bytes, and where in its lines each of them stands.</summary>
/// <remarks>A column counts Unicode scalar values from 1: a tab, an accented letter and an emoji are one each, whatever bytes they take.</remarks>
internal sealed class SourceText
{
    private readonly ReadOnlyMemory<byte> utf8;
    private readonly List<int> lineStarts = [0];
    private (int Line, string Text) shown = (-1, "");
    private (int Start, int End, int Characters) counted;

    /// <param name="path">The path as it is shown.</param>
    /// <param name="utf8">The content without a byte order mark.</param>
    public SourceText(string path, ReadOnlyMemory<byte> utf8)
    {
        Path = path;
        this.utf8 = utf8;
        var span = utf8.Span;
        for (var at = span.IndexOf((byte)'\n'); at >= 0;)
        {
            lineStarts.Add(at + 1);
            var next = span[(at + 1)..].IndexOf((byte)'\n');
            at = next < 0 ? -1 : at + 1 + next;
        }
    }

    public string Path { get; }

    public ReadOnlySpan<byte> Bytes => utf8.Span;

    public int LineCount => lineStarts.Count;

    /// <summary>The offset of a line counted from 0, clamped to the text.</summary>
    public int LineStart(int line) => lineStarts[Math.Clamp(line, 0, lineStarts.Count - 1)];

    /// <summary>Where a byte stands; an offset outside the text is clamped to it.</summary>
    public Location At(int offset)
    {
        offset = Math.Clamp(offset, 0, utf8.Length);
        var line = LineOf(offset);
        return new Location(Path, line + 1, Characters(lineStarts[line], offset) + 1);
    }

    /// <summary>A line counted from 0 as text, without its line end.</summary>
    public string Line(int line)
    {
        // Problems come in the file's order, and those of a long line share its text.
        if (shown.Line != line)
            shown = (line, Encoding.UTF8.GetString(Bytes[LineStart(line)..LineEnd(line)]));
        return shown.Text;
    }

    /// <summary>The text between two offsets.</summary>
    public string Text(int start, int end) => Encoding.UTF8.GetString(Bytes[start..Math.Min(end, utf8.Length)]);

    /// <summary>A problem that underlines the bytes from <paramref name="start"/> up to <paramref name="end"/>, as far as they stand on one line.</summary>
    public Problem Problem(string code, bool isError, string message, int start, int end, string? known = null)
    {
        start = Math.Clamp(start, 0, utf8.Length);
        var line = LineOf(start);
        return new Problem(code, isError, message, At(start))
        {
            SourceLine = Line(line),
            Width = Math.Max(1, Characters(start, Math.Min(end, LineEnd(line)))),
            Known = known,
        };
    }

    /// <summary>The offset of a UTF-16 index into a JSON string, whose raw bytes may hold escapes.</summary>
    /// <param name="text">The string's token.</param>
    /// <param name="index">The index into its decoded value.</param>
    public int OffsetIn(Located.Text text, int index)
    {
        var at = text.Start + 1;
        for (var units = 0; units < index && at < text.End - 1;)
        {
            if (Bytes[at] is (byte)'\\')
            {
                at += Bytes[at + 1] is (byte)'u' ? 6 : 2;
                units++;
                continue;
            }

            Rune.DecodeFromUtf8(Bytes[at..], out var rune, out var length);
            at += length;
            units += rune.Utf16SequenceLength;
        }

        return at;
    }

    private int LineOf(int offset)
    {
        var found = lineStarts.BinarySearch(offset);
        return found >= 0 ? found : ~found - 1;
    }

    private int LineEnd(int line)
    {
        var end = line + 1 < lineStarts.Count ? lineStarts[line + 1] - 1 : utf8.Length;
        return end > lineStarts[line] && Bytes[end - 1] is (byte)'\r' ? end - 1 : end;
    }

    private int Characters(int start, int end)
    {
        // What was counted last is most often the beginning of what is counted now.
        var (from, count) = counted.Start == start && counted.End <= end ? (counted.End, counted.Characters) : (start, 0);
        for (var i = from; i < end; i++)
        {
            if ((Bytes[i] & 0xC0) != 0x80)
                count++;
        }

        if (start == lineStarts[LineOf(start)])
            counted = (start, end, count);
        return count;
    }
}
