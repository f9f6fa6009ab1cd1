using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace PerfSpecs.CommandLine;

/// <summary>Reads the numbers and texts of a trace, one after the other. All of them are little-endian.</summary>
/// <param name="bytes">What is read.</param>
internal ref struct TraceCursor(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>How many bytes were read.</summary>
    public int Position { get; private set; }

    public readonly bool IsAtEnd => Position >= _bytes.Length;

    public byte Byte() => Bytes(1)[0];

    public short Int16() => BinaryPrimitives.ReadInt16LittleEndian(Bytes(sizeof(short)));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(sizeof(int)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(sizeof(long)));

    /// <summary>A whole number in as few groups of seven bits as it needs, the lowest first.</summary>
    public ulong Compressed()
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var group = Byte();
            value |= (group & 0x7FUL) << shift;
            if (group < 0x80)
                return value;
        }
    }

    /// <summary>A text of UTF-16 that ends with a zero.</summary>
    public string Text()
    {
        var rest = MemoryMarshal.Cast<byte, char>(_bytes[Position..]);
        var length = rest.IndexOf('\0');
        if (length < 0)
            throw new InvalidDataException("A text of the trace has no end.");
        Skip((length + 1) * sizeof(char));
        return new string(rest[..length]);
    }

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > _bytes.Length - Position)
            throw new InvalidDataException($"The trace breaks off at byte {Position}.");
        var read = _bytes.Slice(Position, count);
        Position += count;
        return read;
    }

    public void Skip(int count) => Bytes(count);

    /// <summary>Goes on at the next position that four divides.</summary>
    public void Align() => Skip((4 - (Position % 4)) % 4);
}
