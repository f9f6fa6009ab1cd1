namespace Skills;

/// <summary>Rules out that a short text holds one of some words: it compares the first three characters of the words with each three of the text.</summary>
/// <remarks>It looks at ASCII letters of either case, hyphens and underscores; everything else is one kind of character. It needs about a nanosecond a character.</remarks>
internal sealed class WordBeginnings
{
    private const int Bits = 5;
    private const int Triples = (1 << (3 * Bits)) - 1;

    /// <summary>The kinds of characters.</summary>
    public const int Kinds = 1 << Bits;

    private static readonly byte[] KindOf = [.. Enumerable.Range(0, 128).Select(character => Kind((char)character))];

    /// <summary>A bit for each triple of kinds.</summary>
    private readonly uint[] _begins = new uint[(Triples + 1) / 32];

    /// <summary>The words.</summary>
    /// <param name="words">Each has at least three characters.</param>
    public WordBeginnings(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            var triple = (((Kind(word[0]) << Bits) | Kind(word[1])) << Bits) | Kind(word[2]);
            _begins[triple / 32] |= 1u << triple;
        }
    }

    /// <summary>Whether a text may hold one of the words; false where it holds none for certain.</summary>
    public bool MayBeIn(ReadOnlySpan<char> text)
    {
        var (begins, kinds) = (_begins, KindOf);
        var triple = Triples;
        var found = 0u;
        foreach (var character in text)
        {
            triple = ((triple << Bits) | (character < kinds.Length ? kinds[character] : Kinds - 1)) & Triples;
            found |= begins[triple / 32] >> triple;
        }

        return (found & 1) is not 0;
    }

    /// <summary>The kind of a character, below <see cref="Kinds"/>.</summary>
    public static byte Kind(char character) => character switch
    {
        >= 'a' and <= 'z' => (byte)(character - 'a'),
        >= 'A' and <= 'Z' => (byte)(character - 'A'),
        '-' => 26,
        '_' => 27,
        _ => Kinds - 1,
    };
}
