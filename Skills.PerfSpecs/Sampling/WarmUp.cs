using System.Diagnostics;
using PerfSpecs.Statistics;

namespace PerfSpecs.Sampling;

/// <summary>Decides when a workload is warm. No sample of the warm-up is ever counted, so that its end cannot bias a verdict.</summary>
/// <remarks>
/// At least thirty runs (the calls after which the runtime compiles a method anew) and a quarter of a second (its delay before it
/// does so in the background); from then on until MSER-5 finds the window settled in its first half; two seconds at most.
/// </remarks>
/// <param name="stated">A number of runs instead of the rule; null for the rule.</param>
internal sealed class WarmUp(int? stated)
{
    private const int LeastRuns = 30;
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(2);

    private readonly List<double> _ticks = [];
    private long _elapsed;
    private int _next = LeastRuns;

    /// <summary>Whether the next sample is no warm-up any more.</summary>
    public bool IsOver { get; private set; } = stated is 0;

    /// <summary>Runs so far.</summary>
    public int Runs => _ticks.Count;

    /// <summary>The mean time of a run; null before the first.</summary>
    public TimeSpan? Mean => _ticks.Count is 0 ? null : Stopwatch.GetElapsedTime(0, _elapsed / _ticks.Count);

    /// <summary>Notes one run that took this many ticks of <see cref="Stopwatch"/>.</summary>
    public void Add(long ticks)
    {
        _ticks.Add(ticks);
        _elapsed += ticks;
        var elapsed = Stopwatch.GetElapsedTime(0, _elapsed);
        IsOver = stated is { } runs ? Runs >= runs : elapsed >= Most || (Runs >= _next && elapsed >= Least && IsSettled());
    }

    private bool IsSettled()
    {
        _next = Runs + (Runs / 2);
        return Mser5.Cut(_ticks) < 0.4 * Runs;
    }
}
