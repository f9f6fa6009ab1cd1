using System.Diagnostics;
using PerfSpecs.Statistics;

namespace PerfSpecs.Sampling;

/// <summary>What each sample of a stream is for, by nothing but how long the samples took: warm-up, pilot, then those that count.</summary>
/// <param name="warmUp">When the workload is warm.</param>
/// <param name="hasPilot">Whether a pilot is wanted.</param>
internal sealed class SampleSchedule(WarmUp warmUp, bool hasPilot)
{
    /// <summary>What a whole pilot may take. Longer samples get a shorter pilot.</summary>
    private static readonly TimeSpan PilotBudget = TimeSpan.FromSeconds(1);

    /// <summary>What the shortest pilot may take. Where samples are longer still, independence is assumed.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private bool _isPilotOver = !hasPilot;
    private int _pilot;
    private long _pilotTicks;

    /// <summary>Whether the next sample is no warm-up any more.</summary>
    public bool IsWarm => warmUp.IsOver;

    /// <summary>Whether the warm-up ended at its limit of time.</summary>
    public bool WarmUpHitLimit => warmUp.HitLimit;

    /// <summary>What the sample that took these ticks was for.</summary>
    public Purpose Next(long ticks)
    {
        if (!warmUp.IsOver)
        {
            warmUp.Add(ticks);
            // The warm-up's mean says whether even the shortest pilot would take too long: then no sample is lost to it.
            _isPilotOver |= warmUp.IsOver && Of(warmUp.Mean!.Value) is 0;
            return Purpose.WarmUp;
        }

        if (_isPilotOver)
            return Purpose.Verdict;
        _pilotTicks += ticks;
        _isPilotOver = ++_pilot >= Of(Stopwatch.GetElapsedTime(0, _pilotTicks) / _pilot);
        return Purpose.Pilot;
    }

    /// <summary>The samples of a pilot by what one takes: a hundred, fewer where those take more than a second, and none where twenty take more than two.</summary>
    public static int Of(TimeSpan sample) =>
        sample * Stride.ShortestPilot > Longest ? 0 : (int)Math.Clamp(PilotBudget / Max(sample), Stride.ShortestPilot, Stride.Pilot);

    private static TimeSpan Max(TimeSpan sample) => sample > TimeSpan.Zero ? sample : new TimeSpan(1);
}
