using System.Runtime.CompilerServices;

namespace PerfSpecs;

/// <summary>One sample while it is taken: what the workload is told of it and what it tells.</summary>
/// <remarks>One instance serves a whole session, so that taking a sample allocates nothing.</remarks>
public sealed class Sample
{
    private readonly IReadOnlyList<Measure> _measures;
    private readonly double[] _reported;
    private readonly int _sessionSeed;

    internal Sample(IReadOnlyList<Measure> measures, int sessionSeed)
    {
        _measures = measures;
        _reported = new double[measures.Count];
        _sessionSeed = sessionSeed;
    }

    /// <summary>The sample's number within its session, from 0; warm-up counts.</summary>
    public int Index { get; private set; }

    /// <summary>The seed of this sample's own inputs: the same for the same suite seed, workload, parameters and index.</summary>
    public int Seed => HashCode32.Mix(_sessionSeed, Index);

    /// <summary>Operations that the run did; at least 1. Duration and allocations are reported for one operation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is 0 or less.</exception>
    public long Operations
    {
        get;
        set => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "sample.Operations must be at least 1: durations and allocations are divided by it. Set it to the number of operations that the run did.");
    }

    /// <summary>Whether the run did what it should; judged by the measure <c>success</c>.</summary>
    public bool Succeeded { get; set; }

    /// <summary>Cancelled at the sample's timeout and when the run is cancelled; a workload that waits should hand it on.</summary>
    public CancellationToken CancellationToken { get; private set; }

    /// <summary>Tells the value of one of the workload's own measures.</summary>
    /// <param name="measure">The name of a declared measure.</param>
    /// <param name="value">The value, in the measure's unit; finite.</param>
    /// <exception cref="ArgumentException">The workload does not declare the measure.</exception>
    public void Report(string measure, double value)
    {
        for (var i = 0; i < _measures.Count; i++)
        {
            if (string.Equals(_measures[i].Name, measure, StringComparison.Ordinal))
            {
                _reported[i] = value * _measures[i].Unit.Factor;
                return;
            }
        }

        throw new ArgumentException($"""The workload reports "{measure}", which it does not declare; add measure("{measure}", ...) to its measures.""", nameof(measure));
    }

    /// <summary>Keeps the computation of a value from being optimised away. What a run returns is kept anyway.</summary>
    /// <param name="value">What the work computed; it is not stored.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Keep<T>(T value) where T : allows ref struct
    {
    }

    /// <summary>What was reported of each declared measure, in base units; NaN where nothing was.</summary>
    internal ReadOnlySpan<double> Reported => _reported;

    /// <summary>Changes what was reported of one of the workload's own measures.</summary>
    internal void Change(int measure, double factor, double amount) => _reported[measure] = (_reported[measure] * factor) + amount;

    internal void Begin(int index, CancellationToken cancellationToken)
    {
        Index = index;
        Operations = 1;
        Succeeded = true;
        CancellationToken = cancellationToken;
        Array.Fill(_reported, double.NaN);
    }
}
