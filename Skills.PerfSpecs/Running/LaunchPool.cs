using PerfSpecs.Specs;
using PerfSpecs.Statistics;

namespace PerfSpecs.Running;

/// <summary>The samples of a spec's processes, kept until all are there and can be judged in turn, one of each.</summary>
internal sealed class LaunchPool(Spec spec)
{
    private readonly List<IReadOnlyList<double>> _pilots = [];
    private readonly List<IReadOnlyList<double>> _values = [];

    /// <summary>How many samples are wanted of each process.</summary>
    public int Each { get; } = ((spec.Samples - 1) / spec.Launches) + 1;

    /// <summary>Whether there is nothing to take but one sample of each process, so that no pilot needs to tell how they depend on each other.</summary>
    public static bool IsOneOfEach(Spec spec) => spec.Samples <= spec.Launches;

    public bool IsComplete => _values.Count >= Math.Min(spec.Launches, spec.Samples);

    public int Samples => _values.Sum(values => values.Count);

    public void Add(IReadOnlyList<double> pilot, IReadOnlyList<double> values)
    {
        _pilots.Add(pilot);
        _values.Add(values);
    }

    public LaunchSpread Spread() => LaunchSpread.Of(_pilots, spec.Target.Statistic is Statistic.Quantile ? value => spec.Target.Includes(value) ? 1 : 0 : value => value, Each);

    /// <summary>The first samples of every process, then the second ones, and so on.</summary>
    public IEnumerable<double> InTurn(int each) =>
        from row in Enumerable.Range(0, each)
        from values in _values
        where row < values.Count
        select values[row];
}
