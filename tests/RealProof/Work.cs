using System.Runtime.CompilerServices;

namespace RealProof;

/// <summary>Work that is exactly as long as it is said to be: a chain of dependent integer operations.</summary>
internal static class Work
{
    private const int Rounds = 4_000;
    private static ulong _sink = 88172645463325252UL;

    public static void Same() => _sink = Chain(_sink, Rounds);

    public static void Slower() => _sink = Chain(_sink, Rounds * 5 / 4);

    /// <summary>The same work many times in a row, on any thread.</summary>
    public static void Times(double times) => Volatile.Write(ref _sink, Chain(Volatile.Read(ref _sink) | 1, (int)(Rounds * times)));

    /// <summary>Loads one core until the process is killed.</summary>
    public static void Burn()
    {
        while (true)
            Same();
    }

    /// <summary>Loads one core for the first second of every three, until the process is killed.</summary>
    public static void BurnNowAndThen()
    {
        while (true)
        {
            if (DateTimeOffset.UtcNow.ToUnixTimeSeconds() % 3 is 0)
                Same();
            else
                Thread.Sleep(10);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Chain(ulong state, int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
        }

        return state;
    }
}
