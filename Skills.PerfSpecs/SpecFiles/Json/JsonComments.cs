namespace PerfSpecs.SpecFiles;

/// <summary>Comments in JSON.</summary>
internal static class JsonComments
{
    /// <summary>The same bytes with blanks in place of every comment, line ends kept: comments may then stand between any two tokens, and every offset stays.</summary>
    /// <remarks>A comment that is not closed is left as it is, for the reader to refuse.</remarks>
    public static byte[] Blanked(ReadOnlySpan<byte> utf8)
    {
        var text = utf8.ToArray();
        for (var at = 0; at < text.Length;)
        {
            var length = text.AsSpan(at) switch
            {
                [(byte)'"', ..] => TextLength(text.AsSpan(at)),
                [(byte)'/', (byte)'/' or (byte)'*', ..] => CommentLength(text.AsSpan(at)),
                _ => 1,
            };
            if (text[at] is (byte)'/' && length > 1)
                Blank(text.AsSpan(at, length));
            // Nothing behind an unclosed comment is read, and to look for its end again and again would take quadratic time.
            if (length is 0)
                break;
            at += length;
        }

        return text;
    }

    /// <summary>The bytes of the comment that begins here, its line end excluded; 0 where it is not closed.</summary>
    public static int CommentLength(ReadOnlySpan<byte> text)
    {
        var isLine = text[1] is (byte)'/';
        var end = isLine ? text.IndexOf((byte)'\n') : text[2..].IndexOf("*/"u8);
        return (isLine, end) switch
        {
            (true, < 0) => text.Length,
            (true, _) => end,
            (false, < 0) => 0,
            _ => end + 4,
        };
    }

    // The reader refuses a text that its line does not close, so that nothing behind it matters.
    private static int TextLength(ReadOnlySpan<byte> text)
    {
        var at = 1;
        for (; at < text.Length && text[at] is not (byte)'\n'; at++)
        {
            if (text[at] is (byte)'"')
                return at + 1;
            if (text[at] is (byte)'\\')
                at++;
        }

        return Math.Min(at, text.Length);
    }

    private static void Blank(Span<byte> comment)
    {
        foreach (ref var b in comment)
        {
            if (b is not ((byte)'\n' or (byte)'\r'))
                b = (byte)' ';
        }
    }
}
