using System.Text;

namespace PerfSpecs.CommandLine;

/// <summary>Takes one event of a trace.</summary>
internal delegate void TraceEventHandler(TraceEvent happened);

/// <summary>One event of a trace.</summary>
internal readonly ref struct TraceEvent(string provider, int id, long thread, long ticks, IReadOnlyList<ulong> stack, ReadOnlySpan<byte> payload)
{
    /// <summary>Who wrote it.</summary>
    public string Provider { get; } = provider;

    /// <summary>Which of the provider's events it is.</summary>
    public int Id { get; } = id;

    /// <summary>The system's number of the thread that it tells of.</summary>
    public long Thread { get; } = thread;

    /// <summary>When, in ticks of the trace's clock.</summary>
    public long Ticks { get; } = ticks;

    /// <summary>The addresses on the thread's stack, innermost first; empty where none were taken.</summary>
    public IReadOnlyList<ulong> Stack { get; } = stack;

    /// <summary>What it tells.</summary>
    public ReadOnlySpan<byte> Payload { get; } = payload;
}

/// <summary>Reads a trace as the runtime's event pipe writes it: the format "nettrace", version 4.</summary>
/// <remarks>The format is described in the runtime's diagnostics documents and in the trace library that PerfView is made of ("NetTraceFormat").</remarks>
internal sealed class TraceReader
{
    private const byte BeginObject = 5;
    private const byte EndObject = 6;
    private const byte NullReference = 1;
    private const int Version = 4;
    private const int CompressedHeaders = 1;

    private readonly Dictionary<uint, (string Provider, int Id)> _kinds = [];
    private readonly Dictionary<int, ulong[]> _stacks = [];
    private readonly TraceEventHandler _take;
    private int _pointerSize;

    private TraceReader(TraceEventHandler take) => _take = take;

    /// <summary>How many ticks of the trace's clock make a second.</summary>
    public long Frequency { get; private set; }

    /// <summary>Reads a whole trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="take">Is given each event. They are in order for each thread, not across threads.</param>
    /// <returns>The reader, which knows the clock.</returns>
    /// <exception cref="InvalidDataException">It is no trace of this format, or breaks off.</exception>
    public static TraceReader Read(ReadOnlySpan<byte> trace, TraceEventHandler take)
    {
        var cursor = new TraceCursor(trace);
        if (!cursor.Bytes(8).SequenceEqual("Nettrace"u8) || !cursor.Bytes(cursor.Int32()).SequenceEqual("!FastSerialization.1"u8))
            throw new InvalidDataException("This is no trace of the runtime's event pipe.");
        var reader = new TraceReader(take);
        while (cursor.Byte() is BeginObject)
            reader.Object(ref cursor);
        return reader;
    }

    private void Object(ref TraceCursor cursor)
    {
        if (cursor.Byte() is not BeginObject || cursor.Byte() is not NullReference)
            throw new InvalidDataException($"The trace holds an object without a type at byte {cursor.Position}.");
        var version = cursor.Int32();
        cursor.Int32();
        var name = Encoding.UTF8.GetString(cursor.Bytes(cursor.Int32()));
        Expect(ref cursor, EndObject);
        if (name is "Trace")
            Header(ref cursor, version);
        else
            Block(ref cursor, name);
        Expect(ref cursor, EndObject);
    }

    private void Header(ref TraceCursor cursor, int version)
    {
        if (version is not Version)
            throw new InvalidDataException($"The trace has version {version} of its format, and {Version} is what can be read.");
        const int dateAndStart = (8 * sizeof(short)) + sizeof(long);
        cursor.Skip(dateAndStart);
        Frequency = cursor.Int64();
        _pointerSize = cursor.Int32();
        cursor.Skip(3 * sizeof(int));
    }

    private void Block(ref TraceCursor cursor, string name)
    {
        var size = cursor.Int32();
        cursor.Align();
        var block = cursor.Bytes(size);
        switch (name)
        {
            case "MetadataBlock":
                Events(block, areKinds: true);
                break;
            case "EventBlock":
                Events(block, areKinds: false);
                break;
            case "StackBlock":
                Stacks(block);
                break;
        }
    }

    private void Stacks(ReadOnlySpan<byte> block)
    {
        var cursor = new TraceCursor(block);
        var first = cursor.Int32();
        var count = cursor.Int32();
        for (var i = 0; i < count; i++)
        {
            var stack = new ulong[cursor.Int32() / _pointerSize];
            for (var j = 0; j < stack.Length; j++)
                stack[j] = _pointerSize is sizeof(long) ? (ulong)cursor.Int64() : (uint)cursor.Int32();
            _stacks[first + i] = stack;
        }
    }

    private void Events(ReadOnlySpan<byte> block, bool areKinds)
    {
        var cursor = new TraceCursor(block);
        var headerSize = cursor.Int16();
        if ((cursor.Int16() & CompressedHeaders) is 0)
            throw new InvalidDataException("The trace's events have headers of an old kind.");
        cursor.Skip(headerSize - cursor.Position);
        var header = default(EventHeader);
        while (!cursor.IsAtEnd)
        {
            header.Next(ref cursor);
            var payload = cursor.Bytes(header.PayloadSize);
            if (areKinds)
                Kind(payload);
            else if (_kinds.TryGetValue(header.Kind, out var kind))
                _take(new TraceEvent(kind.Provider, kind.Id, header.Thread, header.Ticks, _stacks.GetValueOrDefault(header.Stack, []), payload));
        }
    }

    private void Kind(ReadOnlySpan<byte> payload)
    {
        var cursor = new TraceCursor(payload);
        var number = (uint)cursor.Int32();
        var provider = cursor.Text();
        _kinds[number] = (provider, cursor.Int32());
    }

    private static void Expect(ref TraceCursor cursor, byte tag)
    {
        if (cursor.Byte() != tag)
            throw new InvalidDataException($"The trace holds something unknown at byte {cursor.Position}.");
    }

    /// <summary>What stands before an event; each says only how it differs from the one before it.</summary>
    private struct EventHeader
    {
        private const int ActivityIds = 16;

        public uint Kind;
        public int Stack;
        public long Thread;
        public long Ticks;
        public int PayloadSize;

        public void Next(ref TraceCursor cursor)
        {
            var flags = (Fields)cursor.Byte();
            if (flags.HasFlag(Fields.Kind))
                Kind = (uint)cursor.Compressed();
            if (flags.HasFlag(Fields.Writer))
            {
                // Its sequence number, the thread that wrote it and the processor: of no use here.
                cursor.Compressed();
                cursor.Compressed();
                cursor.Compressed();
            }

            if (flags.HasFlag(Fields.Thread))
                Thread = (long)cursor.Compressed();
            if (flags.HasFlag(Fields.Stack))
                Stack = (int)cursor.Compressed();
            Ticks += (long)cursor.Compressed();
            cursor.Skip((flags.HasFlag(Fields.Activity) ? ActivityIds : 0) + (flags.HasFlag(Fields.RelatedActivity) ? ActivityIds : 0));
            if (flags.HasFlag(Fields.PayloadSize))
                PayloadSize = (int)cursor.Compressed();
        }

        [Flags]
        private enum Fields : byte
        {
            Kind = 1,
            Writer = 2,
            Thread = 4,
            Stack = 8,
            Activity = 16,
            RelatedActivity = 32,
            PayloadSize = 128,
        }
    }
}
