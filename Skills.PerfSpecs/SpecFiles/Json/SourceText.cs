using System.Text;

namespace PerfSpecs.SpecFiles;

/// <summary>A file's UTF-8 bytes, and where in its lines each of them stands.</summary>
/// <remarks>A column counts Unicode scalar values from 1: a tab, an accented letter and an emoji are one each, whatever bytes they take.</remarks>
internal sealed class SourceText
{
    private readonly ReadOnlyMemory<byte> utf8;
    private const int Block = 1024;
    private const int Near = 4096;

    private readonly List<int> lineStarts = [0];
    private readonly IReadOnlyList<Location?>? origins;
    private readonly Lazy<int[]> charactersBefore;
    private (int Line, string Text) shown = (-1, "");

    /// <param name="path">The path as it is shown.</param>
    /// <param name="utf8">The content without a byte order mark.</param>
    /// <param name="origins">Where each line was written, for a text that was made from code; null for a file.</param>
    public SourceText(string path, ReadOnlyMemory<byte> utf8, IReadOnlyList<Location?>? origins = null)
    {
        Path = path;
        this.origins = origins;
        charactersBefore = new Lazy<int[]>(CountBlocks);
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
        return origins is null
            ? new Location(Path, line + 1, Characters(lineStarts[line], offset) + 1)
            : origins[line] ?? new Location(Path, 1, 1);
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
        var (from, to) = Shown(line, start);
        return new Problem(code, isError, message, At(start))
        {
            SourceLine = (from, to) == (LineStart(line), LineEnd(line)) ? Line(line) : Text(from, to),
            Caret = origins is null && from == LineStart(line) ? null : Characters(from, start) + 1,
            Width = Math.Max(1, Characters(start, Math.Min(end, to))),
            Known = known,
        };
    }

    /// <summary>The part of a line that is kept with a problem: all of it, or what is near the problem where the line is very long.</summary>
    private (int From, int To) Shown(int line, int at)
    {
        var (from, to) = (LineStart(line), LineEnd(line));
        if (to - from <= 2 * Near)
            return (from, to);
        (from, to) = (Math.Max(from, at - Near), Math.Min(to, at + Near));
        while (from > LineStart(line) && !IsCharacterStart(from))
            from--;
        while (to < LineEnd(line) && !IsCharacterStart(to))
            to++;
        return (from, to);
    }

    private bool IsCharacterStart(int at) => (Bytes[at] & 0xC0) != 0x80;

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

    // Each place on a line of some megabytes is found without reading the line again.
    private int Characters(int start, int end) => end <= start ? 0 : CharactersBefore(end) - CharactersBefore(start);

    private int CharactersBefore(int offset)
    {
        var block = offset / Block;
        return charactersBefore.Value[block] + CharactersIn(Bytes[(block * Block)..offset]);
    }

    private int[] CountBlocks()
    {
        var before = new int[(utf8.Length / Block) + 1];
        for (var block = 1; block < before.Length; block++)
            before[block] = before[block - 1] + CharactersIn(Bytes[((block - 1) * Block)..(block * Block)]);
        return before;
    }

    private static int CharactersIn(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var b in bytes)
            count += (b & 0xC0) != 0x80 ? 1 : 0;
        return count;
    }
}
