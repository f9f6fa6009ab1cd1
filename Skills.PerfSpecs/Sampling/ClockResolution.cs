using System.Diagnostics;

namespace PerfSpecs.Sampling;

/// <summary>How fine the clock is in practice: the least step between two readings that differ.</summary>
internal static class ClockResolution
{
    private const int Readings = 1_000;

    /// <summary>Clock steps that a sample must span, so that the clock itself moves it by a hundredth at most.</summary>
    private const int LeastSteps = 100;

    /// <summary>Clock steps that each half of a pair must span. At 2,000 and a spread of one hundredth, one pair in seventy ties.</summary>
    private const int LeastStepsOfHalf = 2_000;

    private static readonly Lazy<TimeSpan> Step = new(Measure);

    /// <summary>The time that a sample must span, so that the clock's steps hardly move it; for a half of a pair, so that ties are rare.</summary>
    /// <param name="isHalf">Whether it is one half of a pair.</param>
    public static TimeSpan LeastSample(bool isHalf) => (isHalf ? LeastStepsOfHalf : LeastSteps) * Step.Value;

    /// <summary>How many runs make one sample, so that it is long enough for the clock; 1 for all but the shortest work.</summary>
    /// <param name="mean">The mean time of one run.</param>
    public static int BatchFor(TimeSpan mean) =>
        (int)Math.Ceiling(LeastSteps * Step.Value / TimeSpan.FromTicks(Math.Max(1, mean.Ticks)));

    /// <summary>Empty samples that a sample must be as long as, so that the runner's own work is a twentieth of it at most.</summary>
    private const int LeastEmpty = 20;

    /// <summary>About what an empty sample takes; measured at 60 to 200 ns.</summary>
    private static readonly TimeSpan Empty = TimeSpan.FromTicks(1);

    /// <summary>Whether a sample of this mean time is moved by the clock's steps or by the measuring itself.</summary>
    /// <param name="sample">The mean time of a sample, all of its batch.</param>
    public static bool IsTooShort(TimeSpan sample) => sample < LeastSteps * Step.Value || sample < LeastEmpty * Empty;

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
