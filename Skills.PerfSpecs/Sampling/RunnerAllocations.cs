namespace PerfSpecs.Sampling;

/// <summary>What the runner itself allocates beside a workload, on threads that look after it: no workload's bytes.</summary>
internal static class RunnerAllocations
{
    private static long _bytes;

    /// <summary>Bytes so far.</summary>
    public static long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Counts what this thread allocated since then.</summary>
    /// <param name="thread">The thread's number at the beginning; another one now means that nothing is known.</param>
    /// <param name="since">The thread's allocated bytes at the beginning.</param>
    public static void Add(int thread, long since)
    {
        if (thread == Environment.CurrentManagedThreadId)
            Interlocked.Add(ref _bytes, GC.GetAllocatedBytesForCurrentThread() - since);
    }
}
