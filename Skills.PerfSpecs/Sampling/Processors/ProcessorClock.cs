using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PerfSpecs.Sampling.Processors;

/// <summary>Clocks in nanoseconds.</summary>
internal static class ProcessorClock
{
    private const int ThreadTime = 3;

    private static readonly double NanosecondsPerTick = 1e9 / Stopwatch.Frequency;
    private static readonly bool KnowsThreads = TryThread(out _);

    /// <summary>The time that passes for everyone.</summary>
    public static long Now() => (long)(Stopwatch.GetTimestamp() * NanosecondsPerTick);

    /// <summary>The time that this thread spent on a processor, waits left out; what passes for everyone where the system does not count it.</summary>
    public static long OfThread() => KnowsThreads && TryThread(out var time) ? time : Now();

    private static bool TryThread(out long time)
    {
        time = 0;
        try
        {
            if (!OperatingSystem.IsLinux() || GetTime(ThreadTime, out var thread) is not 0)
                return false;
            time = (thread.Seconds * 1_000_000_000) + thread.Nanoseconds;
            return true;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int GetTime(int clock, out Moment moment);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Moment
    {
        private readonly nint _seconds;
        private readonly nint _nanoseconds;

        public long Seconds => _seconds;

        public long Nanoseconds => _nanoseconds;
    }
}
