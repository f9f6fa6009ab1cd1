using System.Diagnostics;

namespace PerfSpecs.Sampling;

/// <summary>How fine the clock is in practice: the least step between two readings that differ.</summary>
internal static class ClockResolution
{
    private const int Readings = 1_000;

    /// <summary>Clock steps that a sample must span, so that the clock itself moves it by a hundredth at most.</summary>
    private const int LeastSteps = 100;

    private static readonly Lazy<TimeSpan> Step = new(Measure);

    /// <summary>How many runs make one sample, so that it is long enough for the clock; 1 for all but the shortest work.</summary>
    /// <param name="mean">The mean time of one run.</param>
    public static int BatchFor(TimeSpan mean) =>
        (int)Math.Ceiling(LeastSteps * Step.Value / TimeSpan.FromTicks(Math.Max(1, mean.Ticks)));

    private static TimeSpan Measure()
    {
        var least = long.MaxValue;
        for (var i = 0; i < Readings; i++)
        {
            var (first, next) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp());
            if (next > first)
                least = Math.Min(least, next - first);
        }

        // No finer than a tick of 100 ns, in which the means are told.
        return least is long.MaxValue ? TimeSpan.FromTicks(1) : TimeSpan.FromTicks(Math.Max(1, Stopwatch.GetElapsedTime(0, least).Ticks));
    }
}
