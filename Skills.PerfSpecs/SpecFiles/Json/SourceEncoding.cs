using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace PerfSpecs.SpecFiles;

/// <summary>Whether bytes are UTF-8, and what they look like where they are not.</summary>
internal static class SourceEncoding
{
    private const int ByteOrderMark = 3;

    /// <summary>The content without a byte order mark.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? bytes[ByteOrderMark..] : bytes;

    /// <summary>The problem of bytes that cannot be read as UTF-8, or null.</summary>
    public static Problem? Check(SourceText source)
    {
        if (Utf16(source.Bytes) is { } name)
        {
            return new Problem(ProblemCodes.Encoding, IsError: true,
                $"the file looks like {name} from byte offset 0; save it as UTF-8", new Location(source.Path, 1, 1));
        }

        var invalid = FirstInvalid(source.Bytes);
        if (invalid < 0)
            return null;
        var value = source.Bytes[invalid];
        // Every byte from 0xA0 on is the letter of the same number in Latin-1, by far the likeliest origin.
        var likely = value >= 0xA0 ? $"; it looks like Latin-1 or Windows-1252, where it is \"{(char)value}\"" : "";
        return source.Problem(ProblemCodes.Encoding, isError: true,
            string.Create(CultureInfo.InvariantCulture, $"byte 0x{value:X2} at byte offset {invalid} is not UTF-8{likely}; save the file as UTF-8"),
            invalid, invalid + 1);
    }

    private static string? Utf16(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, 0, 0, ..] => "UTF-32 (little endian)",
        [0xFF, 0xFE, ..] => "UTF-16 (little endian)",
        [0xFE, 0xFF, ..] => "UTF-16 (big endian)",
        [not 0, 0, not 0, 0, ..] => "UTF-16 (little endian, without a byte order mark)",
        [0, not 0, 0, not 0, ..] => "UTF-16 (big endian, without a byte order mark)",
        _ => null,
    };

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
            return -1;
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) is System.Buffers.OperationStatus.Done)
            at += length;
        return at;
    }
}
