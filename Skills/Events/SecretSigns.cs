using System.Buffers;

namespace Skills;

/// <summary>Tells fast whether a text holds a sign of a secret. Often wrong on the safe side, never on the other: what it finds is looked at closely.</summary>
/// <remarks>
/// One automaton for all signs (Aho and Corasick, 1975), which takes two nanoseconds a character and can go on where a piece of text ends. Short
/// texts are asked first for the beginnings of signs; long texts are searched by vectors.
/// </remarks>
internal static class SecretSigns
{
    private const int Long = 64;
    private const int Classes = WordBeginnings.Kinds;

    private static readonly string[] Signs =
    [
        "password", "passwd", "passphrase", "pwd", "secret", "token", "api_key", "api-key", "apikey", "authorization", "credential", "private_key", "private-key", "privatekey",
        "bearer", "basic", "sk-", "pk-", "rk-", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "xoxa-", "xoxb-", "xoxp-", "xoxr-", "xoxs-", "akia", "eyj", "-----begin",
    ];

    /// <summary>The characters of the longest sign.</summary>
    public static int Longest { get; } = Signs.Max(sign => sign.Length);

    private static readonly SearchValues<string> Vectors = SearchValues.Create(Signs, StringComparison.OrdinalIgnoreCase);

    private static readonly WordBeginnings Beginnings = new(Signs);

    private static readonly byte[] ClassOf = [.. Enumerable.Range(0, 128).Select(character => WordBeginnings.Kind((char)character))];

    /// <summary>For each state and class of character the next state, with a bit where a sign ends there.</summary>
    private static readonly ushort[] Next = Build();

    private const ushort SignBit = 0x8000;

    /// <summary>Whether a text holds a sign.</summary>
    public static bool AreIn(ReadOnlySpan<char> text)
    {
        if (text.Length >= Long)
            return text.IndexOfAny(Vectors) >= 0;
        if (!Beginnings.MayBeIn(text))
            return false;
        ushort state = 0;
        return Walk(text, ref state);
    }

    /// <summary>Where the first sign of a text begins; -1 where it holds none.</summary>
    public static int IndexIn(ReadOnlySpan<char> text) => text.IndexOfAny(Vectors);

    /// <summary>Reads on in a text that comes in pieces.</summary>
    /// <param name="piece">The next piece.</param>
    /// <param name="state">Where the last piece ended; 0 at the beginning.</param>
    /// <returns>Whether a sign ends in this piece.</returns>
    public static bool Pass(ReadOnlySpan<char> piece, ref ushort state)
    {
        if (piece.Length < Long)
            return Walk(piece, ref state);
        // Vectors see the signs within the piece; only one that began before has to be walked through.
        var found = Walk(piece[..Longest], ref state) || piece.IndexOfAny(Vectors) >= 0;
        state = 0;
        Walk(piece[^Longest..], ref state);
        return found;
    }

    private static bool Walk(ReadOnlySpan<char> piece, ref ushort state)
    {
        var (next, classes) = (Next, ClassOf);
        int at = state;
        var found = 0;
        foreach (var character in piece)
        {
            at = next[((at & ~SignBit) * Classes) + (character < classes.Length ? classes[character] : Classes - 1)];
            found |= at;
        }

        state = (ushort)at;
        return (found & SignBit) is not 0;
    }

    private static ushort[] Build()
    {
        var most = 1 + Signs.Sum(sign => sign.Length);
        var (next, isSign, fallback, count) = (new ushort[most * Classes], new bool[most], new ushort[most], (ushort)1);
        foreach (var sign in Signs)
        {
            ushort state = 0;
            foreach (var character in sign)
            {
                ref var child = ref next[(state * Classes) + WordBeginnings.Kind(character)];
                state = child is 0 ? child = count++ : child;
            }

            isSign[state] = true;
        }

        // Breadth first: where a state has no child for a character, it goes where its longest suffix would.
        var queue = new Queue<ushort>(next.AsSpan(0, Classes).ToArray().Where(state => state > 0));
        while (queue.TryDequeue(out var state))
        {
            isSign[state] |= isSign[fallback[state]];
            for (var character = 0; character < Classes; character++)
            {
                ref var child = ref next[(state * Classes) + character];
                var other = next[(fallback[state] * Classes) + character];
                if (child is 0)
                {
                    child = other;
                    continue;
                }

                fallback[child] = other;
                queue.Enqueue(child);
            }
        }

        return [.. next.Select(state => (ushort)(state | (isSign[state] ? SignBit : 0)))];
    }
}
