using System.Diagnostics;
using System.Runtime;
using PerfSpecs.Statistics;

namespace PerfSpecs.Sampling;

/// <summary>Decides when a workload is warm. No sample of the warm-up is ever counted, so that its end cannot bias a verdict.</summary>
/// <remarks>
/// At least eight times the compiler's delay, and thirty runs where they take no longer: it counts a method's calls only once nothing new was called for
/// that delay, anywhere in the process, and begins anew with what it inlined or left out so far; at the usual delay of 100 ms it was seen to improve busy
/// methods after seven tenths of a second, with stretches of a quarter in which it did nothing. From then on until it has had nothing to do for a
/// fifth of a second, or next to nothing for twice as long (a few methods of the runner's own come and go), and MSER-5 finds the window settled in its
/// first half; two seconds at most.
/// </remarks>
/// <param name="stated">A number of runs instead of the rule; null for the rule.</param>
internal sealed class WarmUp(int? stated)
{
    private const int LeastRuns = 30;
    private const int Few = 10;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Least = 8 * TieredCompilation.CallCountingDelay;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(2);

    /// <summary>So many times are kept; of very short runs there are millions, whose neighbours are then kept as their mean.</summary>
    private const int Kept = 1 << 16;

    private readonly List<double> _ticks = [];
    private int _width = 1;
    private double _sum;
    private int _summed;
    private long _runs;
    private long _elapsed;
    private long _compiled;
    private long _quietFrom;
    private long _calmCompiled;
    private long _calmFrom;
    private int _next = LeastRuns;

    /// <summary>Whether the next sample is no warm-up any more.</summary>
    public bool IsOver { get; private set; } = stated is 0;

    /// <summary>The mean time of a run; null before the first.</summary>
    public TimeSpan? Mean => _runs is 0 ? null : Stopwatch.GetElapsedTime(0, _elapsed / _runs);

    /// <summary>Notes one run that took this many ticks of <see cref="Stopwatch"/>.</summary>
    public void Add(long ticks)
    {
        _runs++;
        _elapsed += ticks;
        Keep(ticks);
        IsOver = stated is { } runs
            ? _runs >= runs
            : Stopwatch.GetElapsedTime(0, _elapsed) >= Least && (Stopwatch.GetElapsedTime(0, _elapsed) >= Most || (IsCompiled() && IsSettled()));
    }

    private void Keep(long ticks)
    {
        _sum += ticks;
        if (++_summed < _width)
            return;
        _ticks.Add(_sum / _width);
        (_sum, _summed) = (0, 0);
        if (_ticks.Count < Kept)
            return;
        for (var i = 0; i < Kept / 2; i++)
            _ticks[i] = (_ticks[2 * i] + _ticks[(2 * i) + 1]) / 2;
        _ticks.RemoveRange(Kept / 2, Kept / 2);
        (_width, _next) = (2 * _width, (_next / 2) + 1);
    }

    private bool IsCompiled()
    {
        var compiled = JitInfo.GetCompiledMethodCount();
        if (compiled != _compiled)
            (_compiled, _quietFrom) = (compiled, _elapsed);
        if (compiled - _calmCompiled > Few)
            (_calmCompiled, _calmFrom) = (compiled, _elapsed);
        return Stopwatch.GetElapsedTime(_quietFrom, _elapsed) >= Quiet || Stopwatch.GetElapsedTime(_calmFrom, _elapsed) >= 2 * Quiet;
    }

    private bool IsSettled()
    {
        if (_ticks.Count < Math.Min(_next, LeastRuns))
            return true;
        if (_ticks.Count < _next)
            return false;
        _next = _ticks.Count + (_ticks.Count / 2);
        return Mser5.Cut(_ticks) < 0.4 * _ticks.Count;
    }
}
