namespace Skills;

/// <summary>Draws ids: unique in the process by a number, and between processes by a random beginning that is drawn once.</summary>
internal static class ExecutionIds
{
    private static readonly string Beginning = Guid.NewGuid().ToString("n")[..12];
    private static long _last;

    /// <summary>The next id, such as <c>3f2a9c01b7d4-1a</c>.</summary>
    public static string Next() => $"{Beginning}-{Interlocked.Increment(ref _last):x}";
}
