using System.Diagnostics;

namespace PerfSpecs.Sampling;

/// <summary>Decides when a workload is warm: its samples before are never counted.</summary>
/// <remarks>
/// A fixed rule that looks at no sample's value, so that it cannot bias one: thirty runs (the calls after which the runtime
/// compiles a method anew) and a quarter of a second (its delay before it does so in the background), but a second at most.
/// </remarks>
/// <param name="runs">A stated number of runs instead of the rule; null for the rule.</param>
internal sealed class WarmUp(int? runs)
{
    private const int Runs = 30;
    private static readonly TimeSpan AtLeast = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(1);

    private int _taken;
    private long _ticks;

    /// <summary>Whether the next sample is to be counted.</summary>
    public bool IsOver
    {
        get
        {
            if (runs is { } stated)
                return _taken >= stated;
            var elapsed = Stopwatch.GetElapsedTime(0, _ticks);
            return _taken > 0 && (elapsed >= AtMost || (_taken >= Runs && elapsed >= AtLeast));
        }
    }

    /// <summary>Notes one run that took this many ticks of <see cref="Stopwatch"/>.</summary>
    public void Add(long ticks)
    {
        _taken++;
        _ticks += ticks;
    }
}
