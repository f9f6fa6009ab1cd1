using PerfSpecs.Sampling;
using PerfSpecs.Sampling.Processors;

namespace PerfSpecs.Tests;

/// <summary>A machine whose state the test decides for each turn; a turn takes 100 ms on its clock.</summary>
/// <param name="turns">What others use and how much the work waits, by the turn's index from 0.</param>
/// <param name="beats">The canary's beats after its first ones, by the turn's index; null for steady ones.</param>
internal sealed class InventedSignals(Func<int, (double Foreign, double Delay)> turns, Func<int, double>? beats = null) : IProcessorSignals
{
    private const long Length = 100_000_000;
    private const int Thread = 1;

    // Two readings around the first beats, one where the first turn begins, then one where each turn ends.
    private int _turn = -3;
    private long _now;
    private ProcessorReading _last = new(0, 2, 1, 0, 0, new Dictionary<int, ThreadTimes> { [Thread] = new(0, 0) }, 0);

    /// <summary>The turn under way.</summary>
    public int Turn => _turn;

    public double? Quota => null;

    public MachineWatch Watch() => new(() => new Canary(Beats().GetEnumerator()), this, () => _last.At);

    /// <summary>A watch by the canary alone.</summary>
    public MachineWatch WatchByCanary() => new(() => new Canary(Beats().GetEnumerator()), null, () => _now += Length);

    public ProcessorReading? Read()
    {
        var (foreign, delay) = _turn >= 0 ? turns(_turn) : (0, 0);
        var thread = _last.Threads[Thread];
        const long Own = Length / 2;
        _last = _last with
        {
            At = _last.At + Length,
            Own = _last.Own + Own,
            Busy = _last.Busy + Own + (long)(foreign * 2 * Length),
            Threads = new Dictionary<int, ThreadTimes> { [Thread] = new(thread.Ran + Own, thread.Waited + (long)(delay * Length)) },
        };
        _turn++;
        return _last;
    }

    private IEnumerable<double> Beats()
    {
        for (var i = 0; i < 25; i++)
            yield return 100;
        for (var turn = 0; ; turn++)
            yield return beats?.Invoke(turn) ?? 100;
    }
}
