namespace PerfSpecs.SpecFiles;

/// <summary>A JSON value with the bytes it takes in its file: a closed family.</summary>
/// <param name="Start">The offset of its first byte.</param>
/// <param name="End">The offset after its last byte.</param>
internal abstract record Located(int Start, int End)
{
    /// <summary>What it is, with its article, for messages.</summary>
    public abstract string Kind { get; }

    public sealed record Object(int Start, int End, IReadOnlyList<Member> Members) : Located(Start, End)
    {
        public override string Kind => "an object";
    }

    public sealed record Array(int Start, int End, IReadOnlyList<Located> Items) : Located(Start, End)
    {
        public override string Kind => "a list";
    }

    public sealed record Text(int Start, int End, string Value) : Located(Start, End)
    {
        public override string Kind => "a text";
    }

    /// <summary>A number; its value is the nearest double, infinite where it overflows.</summary>
    public sealed record Number(int Start, int End, string Raw, double Value) : Located(Start, End)
    {
        public override string Kind => "a number";
    }

    public sealed record Flag(int Start, int End, bool Value) : Located(Start, End)
    {
        public override string Kind => Value ? "true" : "false";
    }

    public sealed record Null(int Start, int End) : Located(Start, End)
    {
        public override string Kind => "null";
    }
}

/// <summary>A property of an object with the place of its name, the quotes included.</summary>
internal sealed record Member(string Name, int Start, int End, Located Value);
