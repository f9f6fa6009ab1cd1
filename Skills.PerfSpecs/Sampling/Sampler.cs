using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace PerfSpecs.Sampling;

/// <summary>Takes samples of one workload: sets it up, runs it, and reads the clock and the runtime's counters around each run.</summary>
/// <remarks>
/// The clock is <see cref="Stopwatch"/>. Allocations are those of all threads, without the runner's own; see <see cref="AllocationCounter"/>.
/// Taking a sample allocates nothing itself.
/// </remarks>
public sealed class Sampler : IAsyncDisposable
{
    private static readonly double NanosecondsPerTick = 1e9 / Stopwatch.Frequency;

    private readonly WorkloadSession _session;
    private readonly Sample _sample;
    private readonly double[] _values;
    private readonly bool _hasEach;
    private readonly AllocationCounter _allocations = new();
    private int _index;

    private Sampler(Workload workload, WorkloadSession session, int seed)
    {
        _session = session;
        _hasEach = workload.HasEach;
        _sample = new Sample(workload.Measures, seed);
        _values = new double[workload.Info.Measures.Count];
    }

    /// <summary>Sets a workload up.</summary>
    /// <param name="workload">The code to measure.</param>
    /// <param name="parameters">The values that differ from the parameters' defaults.</param>
    /// <param name="seed">The suite's seed; the workload's own is derived from it, the name and the parameters.</param>
    /// <param name="cancellationToken">Cancels the setup.</param>
    public static async Task<Sampler> Open(Workload workload, IReadOnlyDictionary<string, double> parameters, int seed, CancellationToken cancellationToken)
    {
        var values = workload.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => parameters.TryGetValue(parameter.Name, out var value) ? value : parameter.Default,
            StringComparer.Ordinal);
        var own = HashCode32.Mix(seed, workload.Name);
        foreach (var parameter in workload.Parameters)
            own = HashCode32.Mix(HashCode32.Mix(own, parameter.Name), values[parameter.Name].GetHashCode());
        var session = await workload.Open(new Setup(own, values, cancellationToken));
        return new Sampler(workload, session, own);
    }

    /// <summary>How many runs make one sample; at least 1. Above 1 a sample tells the mean of its runs, and quantiles speak of such batches.</summary>
    public int Batch { get; set; } = 1;

    /// <summary>What the last sample told, in the order of <see cref="WorkloadInfo.Measures"/>, in base units; NaN where nothing was reported.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Takes one sample; afterwards <see cref="Values"/> holds it.</summary>
    /// <exception cref="Exception">Whatever the workload throws.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask Take(CancellationToken cancellationToken)
    {
        _sample.Begin(_index++, cancellationToken);
        if (!_hasEach)
        {
            await RunFirstOrMeasured();
            return;
        }

        await _session.BeforeRun(_sample);
        try
        {
            await RunFirstOrMeasured();
        }
        finally
        {
            await _session.AfterRun(_sample);
        }
    }

    /// <summary>Tears the workload down.</summary>
    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private ValueTask RunFirstOrMeasured() => _index is 1 ? RunFirst() : RunMeasured();

    /// <summary>The first run shows whether the work starts something that nobody can wait for.</summary>
    private async ValueTask RunFirst()
    {
        var context = new FirstRunContext();
        await context.Start(RunMeasured).ConfigureAwait(false);
        context.ThrowIfAnythingRuns();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask RunMeasured()
    {
        var gen0 = GC.CollectionCount(0);
        var gen1 = GC.CollectionCount(1);
        var gen2 = GC.CollectionCount(2);
        var precise = _allocations.IsPrecise;
        var before = AllocationReading.Now(precise);
        var start = Stopwatch.GetTimestamp();
        var (stayed, operations) = (true, 0L);
        for (var i = 0; i < Batch; i++)
        {
            _sample.Operations = 1;
            var run = _session.Run(_sample);
            stayed &= run.IsCompleted;
            await run;
            operations += Math.Max(1, _sample.Operations);
        }

        var ticks = Stopwatch.GetTimestamp() - start;
        var allocated = _allocations.Count(before, AllocationReading.Now(precise), stayed);
        Record(operations, ticks * NanosecondsPerTick, allocated, GC.CollectionCount(0) - gen0, GC.CollectionCount(1) - gen1, GC.CollectionCount(2) - gen2);
    }

    /// <summary>Writes the values in the order of <see cref="Measure.BuiltIn"/>, then the workload's own.</summary>
    private void Record(double operations, double nanoseconds, long allocated, int gen0, int gen1, int gen2)
    {
        _values[0] = nanoseconds / operations;
        _values[1] = allocated / operations;
        _values[2] = gen0;
        _values[3] = gen1;
        _values[4] = gen2;
        _values[5] = operations / Math.Max(nanoseconds, NanosecondsPerTick) * 1e9;
        _values[6] = _sample.Succeeded ? 1 : 0;
        _sample.Reported.CopyTo(_values.AsSpan(Measure.BuiltIn.Count));
    }
}
