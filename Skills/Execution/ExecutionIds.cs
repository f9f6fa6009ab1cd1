using System.Numerics;

namespace Skills;

/// <summary>Draws ids: unique in the process by a number, and between processes by a random beginning that is drawn once.</summary>
internal static class ExecutionIds
{
    private static readonly string Beginning = Guid.NewGuid().ToString("n")[..12];
    private static long _last;

    /// <summary>The next id, such as <c>3f2a9c01b7d4-1a</c>.</summary>
    public static string Next()
    {
        var number = (ulong)Interlocked.Increment(ref _last);
        var digits = ((BitOperations.Log2(number) + 1) + 3) / 4;
        return string.Create(Beginning.Length + 1 + digits, number, static (id, number) =>
        {
            Beginning.CopyTo(id);
            id[Beginning.Length] = '-';
            for (var i = id.Length - 1; i > Beginning.Length; i--, number >>= 4)
                id[i] = "0123456789abcdef"[(int)(number & 15)];
        });
    }
}
