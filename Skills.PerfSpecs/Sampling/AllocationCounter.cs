namespace PerfSpecs.Sampling;

/// <summary>What the runtime's counters of allocated bytes show at one moment.</summary>
/// <param name="Process">Bytes of all threads.</param>
/// <param name="Thread">Bytes of the reading thread.</param>
/// <param name="Runner">Bytes of the runner's own work on other threads; see <see cref="RunnerAllocations"/>.</param>
internal readonly record struct AllocationReading(long Process, long Thread, long Runner)
{
    /// <summary>Reads the counters.</summary>
    /// <param name="precise">
    /// Whether the process's counter is exact, which stops all threads for a moment. Otherwise it counts the blocks of up to 8 KB that threads
    /// allocate from, whether they are used up or not.
    /// </param>
    public static AllocationReading Now(bool precise)
    {
        // The thread's counter is read last: what the other readings cost stays outside of it.
        var (process, runner) = (GC.GetTotalAllocatedBytes(precise), RunnerAllocations.Bytes);
        return new AllocationReading(process, GC.GetAllocatedBytesForCurrentThread(), runner);
    }
}

/// <summary>Counts the bytes that a sample allocated, on whatever thread.</summary>
/// <remarks>
/// The bytes of the measuring thread are exact at no cost, those of other threads only by the process's exact counter, which stops all threads.
/// So that counter is used only while other threads are seen to allocate: in one sample, or little by little over many.
/// </remarks>
internal sealed class AllocationCounter
{
    /// <summary>The inexact counter may be off by a block of 8 KB for each of some threads; what lies beyond was allocated for certain.</summary>
    private const long Certain = 32 * 1024;

    /// <summary>So many samples without an allocation on another thread end the exact counting.</summary>
    private const int Patience = 100;

    private long _others;
    private int _alone;

    /// <summary>Whether the next sample needs the exact counter of the process.</summary>
    public bool IsPrecise { get; private set; }

    /// <summary>The bytes between two readings, which were taken as <see cref="IsPrecise"/> asks.</summary>
    /// <param name="before">Before the work.</param>
    /// <param name="after">After the work.</param>
    /// <param name="stayed">Whether the work began and ended on one thread without waiting.</param>
    public long Count(AllocationReading before, AllocationReading after, bool stayed)
    {
        var all = Math.Max(0, after.Process - before.Process - (after.Runner - before.Runner));
        if (!stayed)
        {
            (IsPrecise, _alone) = (true, 0);
            return all;
        }

        var own = after.Thread - before.Thread;
        var others = all - own;
        if (!IsPrecise)
        {
            _others = Math.Max(0, _others + others);
            IsPrecise = _others > Certain;
            return own + (others > Certain ? others : 0);
        }

        _alone = others > 0 ? 0 : _alone + 1;
        if (_alone >= Patience)
            (IsPrecise, _others, _alone) = (false, 0, 0);
        return own + Math.Max(0, others);
    }
}
