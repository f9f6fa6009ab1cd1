using System.Diagnostics;
using PerfSpecs.Statistics;

namespace PerfSpecs.Sampling;

/// <summary>What a sample is taken for.</summary>
public enum Purpose
{
    /// <summary>To warm the workload up; never counted.</summary>
    WarmUp,

    /// <summary>To see how much neighbours depend on each other; never counted.</summary>
    Pilot,

    /// <summary>To be judged.</summary>
    Verdict,
}

/// <summary>How taking a sample went.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Failure">What the workload threw; null where it did not, and the source's values hold the sample.</param>
public readonly record struct Taken(Purpose Purpose, Exception? Failure);

/// <summary>The samples of one workload, or of pairs of it and its reference, in this process: warm-up, then the pilot, then those that count.</summary>
public sealed class SampleSource : IAsyncDisposable
{
    /// <summary>What a pilot may take; where a hundred samples take longer, their independence is assumed, and said to be.</summary>
    private static readonly TimeSpan PilotBudget = TimeSpan.FromSeconds(1);

    private readonly SampleRequest _request;
    private readonly Registry _registry;
    private readonly WarmUp _warmUp;
    private readonly Random _order;
    private Sampler? _candidate;
    private Sampler? _other;
    private int _pilotLeft;

    /// <summary>A source that is not open yet.</summary>
    /// <param name="request">What is to be sampled.</param>
    /// <param name="registry">Where its workloads are registered.</param>
    public SampleSource(SampleRequest request, Registry registry)
    {
        _request = request;
        _registry = registry;
        _warmUp = new WarmUp(request.Warmup);
        _order = new Random(request.OrderSeed);
    }

    /// <summary>Whether the workloads are set up.</summary>
    public bool IsOpen => _candidate is not null;

    /// <summary>Whether the next sample is no warm-up any more.</summary>
    public bool IsWarm => _warmUp.IsOver;

    /// <summary>How many runs make one sample.</summary>
    public int Batch { get; private set; } = 1;

    /// <summary>The last sample's values; see <see cref="Sampler.Values"/>.</summary>
    public ReadOnlySpan<double> Values => _candidate!.Values;

    /// <summary>The values of the reference that the last sample was paired with; empty where there is none.</summary>
    public ReadOnlySpan<double> ReferenceValues => _other is null ? [] : _other.Values;

    /// <summary>Sets the workloads up.</summary>
    /// <exception cref="Exception">Whatever a setup throws.</exception>
    public async Task Open(CancellationToken cancellationToken)
    {
        _candidate = await Sampler.Open(_registry[_request.Workload].Workload, _request.Parameters, _request.Seed, cancellationToken);
        if (_request.Reference is { } reference)
            _other = await Sampler.Open(_registry[reference].Workload, _request.Parameters, _request.Seed, cancellationToken);
    }

    /// <summary>Takes the next sample.</summary>
    /// <exception cref="OperationCanceledException">The token is cancelled; what a workload throws otherwise is a value.</exception>
    public async ValueTask<Taken> Take(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        Exception? failure = null;
        try
        {
            if (_other is null)
                await _candidate!.Take(cancellationToken);
            else
                await TakePair(_candidate!, _other, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            failure = exception;
        }

        return new Taken(Next(Stopwatch.GetTimestamp() - start), failure);
    }

    /// <summary>Tears the workloads down.</summary>
    public async ValueTask DisposeAsync()
    {
        var (candidate, other) = (_candidate, _other);
        (_candidate, _other) = (null, null);
        if (candidate is not null)
            await candidate.DisposeAsync();
        if (other is not null)
            await other.DisposeAsync();
    }

    private async ValueTask TakePair(Sampler candidate, Sampler other, CancellationToken cancellationToken)
    {
        var (first, second) = _order.Next(2) is 0 ? (candidate, other) : (other, candidate);
        await first.Take(cancellationToken);
        await second.Take(cancellationToken);
    }

    /// <summary>What the sample that took these ticks was for.</summary>
    private Purpose Next(long ticks)
    {
        if (!_warmUp.IsOver)
        {
            _warmUp.Add(ticks);
            if (_warmUp.IsOver)
                BeginPilot(_warmUp.Mean!.Value);
            return Purpose.WarmUp;
        }

        if (_pilotLeft is 0)
            return Purpose.Verdict;
        _pilotLeft--;
        return Purpose.Pilot;
    }

    private void BeginPilot(TimeSpan run)
    {
        if (_request.IsBatchable)
            Batch = ClockResolution.BatchFor(run / (_other is null ? 1 : 2));
        _candidate!.Batch = Batch;
        if (_other is not null)
            _other.Batch = Batch;
        if (_request.HasPilot && run * Batch * Stride.Pilot <= PilotBudget)
            _pilotLeft = Stride.Pilot;
    }
}
