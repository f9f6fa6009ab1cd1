using System.Diagnostics;

namespace PerfSpecs.Sampling;

/// <summary>The samples of one workload, or of pairs of it and its reference, in this process.</summary>
internal sealed class SampleSource : ISampleStream
{
    private readonly SampleRequest _request;
    private readonly Registry _registry;
    private readonly SampleSchedule _schedule;
    private readonly Random _order;
    private readonly HalfTimes _times = new();
    private Sampler? _candidate;
    private Sampler? _other;

    /// <summary>A source that is not open yet.</summary>
    /// <param name="request">What is to be sampled.</param>
    /// <param name="registry">Where its workloads are registered.</param>
    public SampleSource(SampleRequest request, Registry registry)
    {
        _request = request;
        _registry = registry;
        _schedule = new SampleSchedule(new WarmUp(request.Warmup), request.HasPilot);
        _order = new Random(request.OrderSeed);
    }

    /// <inheritdoc/>
    public bool IsOpen => _candidate is not null;

    /// <inheritdoc/>
    public bool IsWarm => _schedule.IsWarm;

    /// <summary>How many runs make one sample.</summary>
    public int Batch => _candidate?.Batch ?? 1;

    /// <inheritdoc/>
    public StreamFacts Facts => new(
        Batch,
        _other?.Batch ?? 0,
        _schedule.WarmUpHitLimit,
        _request.IsBatchable && IsWarm && (ClockResolution.IsTooShort(_times.First) || (_other is not null && ClockResolution.IsTooShort(_times.Second))));

    /// <inheritdoc/>
    public ReadOnlySpan<double> Values => _candidate!.Values;

    /// <inheritdoc/>
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

        var end = Stopwatch.GetTimestamp();
        if (_other is null)
            _times.Add(end - start, 0);
        var purpose = _schedule.Next(end - start);
        if (purpose is Purpose.WarmUp && _schedule.IsWarm)
            EndWarmUp();
        return new Taken(purpose, failure) { Ticks = end - start, At = end };
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
        var isCandidateFirst = _order.Next(2) is 0;
        var (first, second) = isCandidateFirst ? (candidate, other) : (other, candidate);
        var start = Stopwatch.GetTimestamp();
        await first.Take(cancellationToken);
        var between = Stopwatch.GetTimestamp();
        await second.Take(cancellationToken);
        var (one, two) = (between - start, Stopwatch.GetTimestamp() - between);
        if (isCandidateFirst)
            _times.Add(one, two);
        else
            _times.Add(two, one);
    }

    /// <summary>Each half of a pair has a batch by its own time: where both had one by their mean, the shorter half would be nothing but the runner's own work.</summary>
    private void EndWarmUp()
    {
        if (_request.IsBatchable)
        {
            _candidate!.Batch = ClockResolution.BatchFor(_times.First);
            if (_other is not null)
                _other.Batch = ClockResolution.BatchFor(_times.Second);
        }

        _times.Clear();
    }

    /// <summary>The mean times of a sample's halves.</summary>
    private sealed class HalfTimes
    {
        private long _first;
        private long _second;
        private long _count;

        public TimeSpan First => Mean(_first);

        public TimeSpan Second => Mean(_second);

        public void Add(long first, long second) => (_first, _second, _count) = (_first + first, _second + second, _count + 1);

        public void Clear() => (_first, _second, _count) = (0, 0, 0);

        private TimeSpan Mean(long ticks) => _count is 0 ? TimeSpan.MaxValue : TimeSpan.FromSeconds((double)ticks / _count / Stopwatch.Frequency);
    }
}
