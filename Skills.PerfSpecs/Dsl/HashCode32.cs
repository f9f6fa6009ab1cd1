namespace PerfSpecs;

/// <summary>Seeds derived from seeds and names, the same in every process (unlike <see cref="string.GetHashCode()"/>).</summary>
internal static class HashCode32
{
    /// <summary>A seed from a seed and a number: two rounds of the finaliser of MurmurHash3 (Appleby, 2011).</summary>
    public static int Mix(int seed, int number) => unchecked((int)Finish((uint)seed ^ Finish((uint)number + 0x9E3779B9u)));

    /// <summary>A seed from a seed and a name: FNV-1a (Fowler, Noll and Vo, 1991) over its UTF-16 units, then mixed.</summary>
    public static int Mix(int seed, string name)
    {
        var hash = 2166136261u;
        foreach (var unit in name)
            hash = unchecked((hash ^ unit) * 16777619u);
        return Mix(seed, unchecked((int)hash));
    }

    private static uint Finish(uint value)
    {
        unchecked
        {
            value = (value ^ (value >> 16)) * 0x85EBCA6Bu;
            value = (value ^ (value >> 13)) * 0xC2B2AE35u;
            return value ^ (value >> 16);
        }
    }
}
