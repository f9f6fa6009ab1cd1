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
/// <param name="compiledMethods">How many methods the compiler has compiled so far; null for this process's.</param>
internal sealed class WarmUp(int? stated, Func<long>? compiledMethods = null)
{
    private const int LeastRuns = 30;
    private const int Few = 10;

    /// <summary>How many times the median a run may take before the rest is left out of account.</summary>
    private const double Far = 3;

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

    /// <summary>Whether it ended at its limit of time: compiler or workload had not settled.</summary>
    public bool HitLimit { get; private set; }

    /// <summary>The mean time of a run; null before the first.</summary>
    public TimeSpan? Mean => _runs is 0 ? null : Stopwatch.GetElapsedTime(0, _elapsed / _runs);

    /// <summary>Notes one run that took this many ticks of <see cref="Stopwatch"/>.</summary>
    public void Add(long ticks)
    {
        _runs++;
        _elapsed += ticks;
        Keep(ticks);
        IsOver = stated is { } runs ? _runs >= runs : HasWaited();
    }

    private bool HasWaited()
    {
        var elapsed = Stopwatch.GetElapsedTime(0, _elapsed);
        if (elapsed < Least)
            return false;
        if (IsCompiled() && IsSettled())
            return true;
        HitLimit = elapsed >= Most;
        return HitLimit;
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
        var compiled = compiledMethods?.Invoke() ?? JitInfo.GetCompiledMethodCount();
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
        _next = _ticks.Count + (_ticks.Count / 8);
        return Mser5.Cut(Limited()) < 0.4 * _ticks.Count;
    }

    /// <summary>The times with far ones drawn in: a single interruption late in the first half would be cut off with all before it, and look like a workload that has not settled.</summary>
    private double[] Limited()
    {
        double[] sorted = [.. _ticks];
        Array.Sort(sorted);
        var most = Far * sorted[sorted.Length / 2];
        return [.. _ticks.Select(ticks => Math.Min(ticks, most))];
    }
}
