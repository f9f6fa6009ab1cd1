using System.Diagnostics;
using PerfSpecs.Judging;
using PerfSpecs.Sampling;
using PerfSpecs.Statistics;

namespace PerfSpecs.Running;

/// <summary>The samples of one workload with one set of parameters, for every spec that is judged from them.</summary>
/// <remarks>
/// Advanced in turns by <see cref="Suite"/>, so that the specs of a suite are interleaved and one bad second does not hit one spec.
/// Against a reference each sample is a pair, in an order drawn at random.
/// </remarks>
internal sealed class WorkloadRun
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>What a pilot may take; where a hundred samples take longer, their independence is assumed, and said to be.</summary>
    private static readonly TimeSpan PilotBudget = TimeSpan.FromSeconds(1);

    private readonly Workload _workload;
    private readonly Workload? _reference;
    private readonly IReadOnlyDictionary<string, double> _parameters;
    private readonly List<SpecInProgress> _specs;
    private readonly WarmUp _warmUp;
    private readonly Random _order;
    private readonly bool _isBatchable;
    private readonly int _seed;
    private readonly TimeSpan _timeout;
    private readonly CancellationTokenSource _cancellation = new();
    private Sampler? _candidate;
    private Sampler? _other;
    private int? _pilotLeft;
    private long _stepStarted;
    private TimeSpan _elapsed;

    private WorkloadRun(SampleGroup group, IReadOnlyList<PlannedSpec> specs, RunPlan plan, Registry registry)
    {
        _workload = registry[group.Workload].Workload;
        _reference = group.Reference is { } reference ? registry[reference].Workload : null;
        _parameters = specs[0].Spec.Parameters;
        _isBatchable = group.IsBatchable;
        _seed = plan.Seed;
        _timeout = specs.Max(spec => spec.Spec.Timeout);
        _order = new Random(group.OrderSeed(plan.Seed));
        _warmUp = new WarmUp(group.IsExact ? 0 : specs.Max(spec => spec.Spec.Warmup));
        _specs = [.. specs.Select(spec => InProgress(spec, plan.FailError))];
    }

    /// <summary>Groups the specs that can be judged from the same samples, in the suite's order.</summary>
    public static IEnumerable<WorkloadRun> Of(RunPlan plan, Registry registry) =>
        plan.Specs
            .Where(spec => spec.SetAside is null)
            .GroupBy(SampleGroup.Of)
            .Select(group => new WorkloadRun(group.Key, [.. group], plan, registry));

    /// <summary>The specs that are not judged yet.</summary>
    public IReadOnlyList<SpecInProgress> Specs => _specs;

    /// <summary>How many runs make one sample.</summary>
    public int Batch { get; private set; } = 1;

    /// <summary>Whether a step has taken longer than its timeout; from then on the workload is being cancelled.</summary>
    public bool IsOverrunning { get; private set; }

    /// <summary>Whether the workload was given up: it may go on in the background.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>Takes samples until the slice is used up or no spec could count more. Sets the workload up first.</summary>
    public async Task Turn(TimeSpan slice, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        using var registration = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _cancellation);
        try
        {
            await Open();
            while (!HasEnough && !_cancellation.IsCancellationRequested)
            {
                await Step();
                if (Stopwatch.GetElapsedTime(begin) >= slice)
                    break;
            }
        }
        catch (Exception exception)
        {
            Fail(exception, cancellationToken);
        }

        if (IsOverrunning)
            BreakAll(new Cause.Overran(_timeout, Abandoned: false));
        _elapsed += Stopwatch.GetElapsedTime(begin);
    }

    /// <summary>Counts the turn's samples or sets them aside, and tears the workload down where no further ones are wanted.</summary>
    /// <param name="slowdown">How many times slower than usual the canary was before or after the turn.</param>
    public async Task Settle(double slowdown)
    {
        foreach (var spec in _specs)
            spec.Settle(slowdown);
        if (IsSampled || _cancellation.IsCancellationRequested)
            await Close();
    }

    /// <summary>Cancels a step that outruns its timeout, and gives the workload up when it does not heed that either.</summary>
    public void Watch()
    {
        var started = Volatile.Read(ref _stepStarted);
        if (started is 0)
            return;
        var elapsed = Stopwatch.GetElapsedTime(started);
        if (elapsed > _timeout && !IsOverrunning)
        {
            IsOverrunning = true;
            _cancellation.Cancel();
        }

        if (elapsed <= _timeout + Grace)
            return;
        IsAbandoned = true;
        BreakAll(new Cause.Overran(_timeout, Abandoned: true));
    }

    /// <summary>Takes the results of the specs that are done, or of all of them where the run ends.</summary>
    /// <param name="cutShort">What ends the run; null while it goes on.</param>
    public IReadOnlyList<SpecResult> TakeResults(string? cutShort)
    {
        // A teardown that throws must still find a spec to blame: the last ones wait for it.
        if (cutShort is null && !IsAbandoned && _candidate is not null && IsSampled)
            return [];
        var done = _specs.Where(spec => cutShort is not null || spec.IsDone).ToList();
        _specs.RemoveAll(done.Contains);
        return [.. done.Select(spec => spec.Result(Batch, _elapsed, cutShort))];
    }

    /// <summary>Tears the workload down where it is set up.</summary>
    public async Task Close()
    {
        var (candidate, other) = (_candidate, _other);
        (_candidate, _other) = (null, null);
        try
        {
            BeginStep();
            if (candidate is not null)
                await candidate.DisposeAsync();
            if (other is not null)
                await other.DisposeAsync();
        }
        catch (Exception exception)
        {
            BreakAll(new Cause.Threw(exception));
        }

        EndStep();
    }

    private bool HasEnough => _specs.TrueForAll(spec => spec.HasEnough);

    private bool IsSampled => _specs.TrueForAll(spec => spec.IsDone);

    private async Task Open()
    {
        if (_candidate is not null)
            return;
        BeginStep();
        _candidate = await Sampler.Open(_workload, _parameters, _seed, _cancellation.Token);
        if (_reference is not null)
            _other = await Sampler.Open(_reference, _parameters, _seed, _cancellation.Token);
        EndStep();
    }

    private async Task Step()
    {
        var start = Stopwatch.GetTimestamp();
        Exception? failure = null;
        BeginStep();
        try
        {
            if (_other is null)
                await _candidate!.Take(_cancellation.Token);
            else
                await TakePair(_candidate!, _other);
        }
        catch (Exception exception) when (!_cancellation.IsCancellationRequested)
        {
            failure = exception;
        }

        EndStep();
        if (!IsAbandoned)
            Take(Stopwatch.GetTimestamp() - start, failure);
    }

    /// <summary>Gives a sample to the warm-up, to the pilot, or to the verdicts.</summary>
    private void Take(long ticks, Exception? failure)
    {
        if (!_warmUp.IsOver)
        {
            _warmUp.Add(ticks);
            foreach (var spec in _specs.Where(_ => failure is not null))
                spec.ThrewWarmingUp(failure!);
            return;
        }

        var isPilot = (_pilotLeft ??= BeginPilot()) > 0;
        Count(failure);
        if (!isPilot || --_pilotLeft is not 0)
            return;
        foreach (var spec in _specs)
            spec.EndPilot();
    }

    private async ValueTask TakePair(Sampler candidate, Sampler other)
    {
        var (first, second) = _order.Next(2) is 0 ? (candidate, other) : (other, candidate);
        await first.Take(_cancellation.Token);
        await second.Take(_cancellation.Token);
    }

    private int BeginPilot()
    {
        if (_warmUp.Mean is { } run && _isBatchable)
            Batch = ClockResolution.BatchFor(run / (_other is null ? 1 : 2));
        _candidate!.Batch = Batch;
        if (_other is not null)
            _other.Batch = Batch;
        if (!(_warmUp.Mean * Batch * Stride.Pilot <= PilotBudget))
            return 0;
        foreach (var spec in _specs)
            spec.BeginPilot();
        return Stride.Pilot;
    }

    private void Count(Exception? failure)
    {
        foreach (var spec in _specs)
        {
            if (failure is not null)
                spec.Threw(failure);
            else if (_other is null)
                spec.Count(_candidate!.Values);
            else
                spec.CountPair(_candidate!.Values, _other.Values);
        }
    }

    private void Fail(Exception exception, CancellationToken run)
    {
        EndStep();
        if (!IsOverrunning && !run.IsCancellationRequested)
            BreakAll(new Cause.Threw(exception));
    }

    private void BreakAll(Cause cause)
    {
        foreach (var spec in _specs)
            spec.Break(cause);
    }

    private void BeginStep() => Volatile.Write(ref _stepStarted, Stopwatch.GetTimestamp());

    private void EndStep() => Volatile.Write(ref _stepStarted, 0);

    private SpecInProgress InProgress(PlannedSpec planned, double failError) =>
        new(planned, SpecJudge.For(planned.Spec, failError), _workload.Info.IndexOf(planned.Spec.Measure), planned.Spec.Reference is { } reference ? _reference!.Info.IndexOf(reference[(reference.LastIndexOf('/') + 1)..]) : 0);
}
