namespace Skills;

/// <summary>Rules out that a short text holds one of some words: it compares their first and second pairs of characters with each three characters of the text.</summary>
/// <remarks>
/// It looks at ASCII letters of either case, hyphens and underscores; everything else is one kind of character. Its tables are small, so that
/// they stay in the processor's cache.
/// </remarks>
internal sealed class WordBeginnings
{
    /// <summary>The kinds of characters.</summary>
    public const int Kinds = 32;

    private static readonly byte[] KindOf = [.. Enumerable.Range(0, 128).Select(character => Kind((char)character))];

    /// <summary>For each kind the kinds that follow it at the beginning of a word, a bit each.</summary>
    private readonly uint[] _second = new uint[Kinds];

    /// <summary>The same for the second character of a word and its third.</summary>
    private readonly uint[] _third = new uint[Kinds];

    /// <summary>The words.</summary>
    /// <param name="words">Each has at least three characters.</param>
    public WordBeginnings(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            _second[Kind(word[0])] |= 1u << Kind(word[1]);
            _third[Kind(word[1])] |= 1u << Kind(word[2]);
        }
    }

    /// <summary>Whether a text may hold one of the words; false where it holds none for certain.</summary>
    public bool MayBeIn(ReadOnlySpan<char> text)
    {
        var (second, third, kinds) = (_second, _third, KindOf);
        var (before, isSecond, found) = (Kinds - 1, 0u, 0u);
        foreach (var character in text)
        {
            var kind = character < kinds.Length ? kinds[character] : Kinds - 1;
            found |= isSecond & (third[before] >> kind);
            isSecond = second[before] >> kind;
            before = kind;
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
