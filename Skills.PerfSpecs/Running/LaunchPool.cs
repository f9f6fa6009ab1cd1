using PerfSpecs.Results;
using PerfSpecs.Statistics;

namespace PerfSpecs.Running;

/// <summary>The samples of a spec's processes, kept until all are there and can be judged in turn, one of each.</summary>
internal sealed class LaunchPool(Spec spec, int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<IReadOnlyList<double>> _pilots = [];
    private readonly List<IReadOnlyList<double>> _values = [];
    private readonly List<double> _pilot = [];
    private readonly List<double> _pending = [];
    private readonly Queue<int> _gaps = new();
    private int _gap;

    /// <summary>How many samples are wanted of each process.</summary>
    public int Each { get; } = ((spec.Samples - 1) / spec.Launches) + 1;

    /// <summary>The widest gaps that a pilot asked for.</summary>
    public Stride Stride { get; private set; } = spec.Stride is { } stated ? Stride.Of(stated) : Stride.Assumed;

    /// <summary>Whether there is nothing to take but one sample of each process, so that no pilot needs to tell how they depend on each other.</summary>
    public static bool IsOneOfEach(Spec spec) => spec.Samples <= spec.Launches;

    public bool IsComplete => _values.Count >= Math.Min(spec.Launches, spec.Samples);

    public int Samples => _values.Sum(values => values.Count);

    public int Processes => _values.Count;

    public bool HasEnough => _pending.Count >= Each;

    /// <summary>Whether some process took no pilot although several of its samples count.</summary>
    public bool IsIndependenceAssumed => !IsOneOfEach(spec) && _pilots.Exists(pilot => pilot.Count < Stride.ShortestPilot);

    public void AddPilot(double value) => _pilot.Add(value);

    /// <summary>Fixes the gaps of this process.</summary>
    /// <returns>How many samples it has to take from now on.</returns>
    public int EndPilot()
    {
        if (spec.Stride is null && _pilot.Count >= Stride.ShortestPilot && Stride.Of(_pilot) is var found && found.Every >= Stride.Every)
            Stride = found;
        _gaps.Clear();
        for (var i = 0; i < Each; i++)
            _gaps.Enqueue(Stride.Draw(_random));
        var wanted = _gaps.Sum();
        _gap = _gaps.Dequeue();
        return wanted;
    }

    public void Add(double value)
    {
        if (--_gap > 0 || HasEnough)
            return;
        _pending.Add(value);
        if (_gaps.TryDequeue(out var next))
            _gap = next;
    }

    /// <summary>Ends a process: its samples are kept.</summary>
    public void EndProcess()
    {
        if (_pending.Count > 0)
        {
            _pilots.Add([.. _pilot]);
            _values.Add([.. _pending]);
        }

        Forget();
    }

    /// <summary>Forgets the samples of the process that just ended.</summary>
    public void Forget()
    {
        _pilot.Clear();
        _pending.Clear();
        _gap = 0;
    }

    public LaunchSpread Spread() => spec.Target.Statistic is Statistic.Quantile
        ? LaunchSpread.Of(_pilots, value => spec.Target.Includes(value) ? 1 : 0, Each, spec.Target.Bound.Value)
        : LaunchSpread.Of(_pilots, value => value, Each);

    /// <summary>The first samples of every process, then the second ones, and so on.</summary>
    public IEnumerable<double> InTurn(int each) =>
        from row in Enumerable.Range(0, each)
        from values in _values
        where row < values.Count
        select values[row];
}
