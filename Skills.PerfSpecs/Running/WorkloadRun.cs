using System.Diagnostics;
using PerfSpecs.Judging;
using PerfSpecs.Sampling;
using PerfSpecs.Specs;
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
    private readonly int _seed;
    private readonly TimeSpan _timeout;
    private readonly CancellationTokenSource _cancellation = new();
    private Sampler? _candidate;
    private Sampler? _other;
    private int? _pilotLeft;
    private long _stepStarted;
    private TimeSpan _elapsed;

    private WorkloadRun(IReadOnlyList<PlannedSpec> specs, RunPlan plan, Registry registry)
    {
        var first = specs[0].Spec;
        _workload = registry[first.Workload].Workload;
        _reference = first.Reference is { } reference ? registry[NameOf(reference).Workload].Workload : null;
        _parameters = first.Parameters;
        _seed = plan.Seed;
        _timeout = specs.Max(spec => spec.Spec.Timeout);
        _order = new Random(HashCode32.Mix(plan.Seed, first.Id));
        _warmUp = new WarmUp(specs.All(IsExact) ? 0 : specs.Max(spec => spec.Spec.Warmup));
        _specs = [.. specs.Select(spec => InProgress(spec, plan.FailError))];
    }

    /// <summary>Groups the specs that can be judged from the same samples, in the suite's order.</summary>
    public static IEnumerable<WorkloadRun> Of(RunPlan plan, Registry registry) =>
        plan.Specs
            .Where(spec => spec.SetAside is null)
            .GroupBy(spec => (spec.Spec.Workload, Words(spec.Spec.Parameters), spec.Spec.Reference is { } r ? NameOf(r).Workload : null, IsExact(spec)))
            .Select(group => new WorkloadRun([.. group], plan, registry));

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
            EndStep();
            foreach (var spec in _specs)
                spec.Threw(exception);
            return;
        }

        EndStep();
        if (IsAbandoned)
            return;
        if (!_warmUp.IsOver)
            _warmUp.Add(Stopwatch.GetTimestamp() - start);
        else if ((_pilotLeft ??= BeginPilot()) > 0)
            CountPilot();
        else
            Count();
    }

    private async ValueTask TakePair(Sampler candidate, Sampler other)
    {
        var (first, second) = _order.Next(2) is 0 ? (candidate, other) : (other, candidate);
        await first.Take(_cancellation.Token);
        await second.Take(_cancellation.Token);
    }

    private int BeginPilot()
    {
        if (_warmUp.Mean is { } run && _specs.TrueForAll(spec => spec.Planned.IsBatchable))
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

    private void CountPilot()
    {
        Count();
        if (--_pilotLeft is not 0)
            return;
        foreach (var spec in _specs)
            spec.EndPilot();
    }

    private void Count()
    {
        foreach (var spec in _specs)
        {
            if (_other is null)
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
        new(planned, SpecJudge.For(planned.Spec, failError), IndexOf(_workload, planned.Spec.Measure), planned.Spec.Reference is { } reference ? IndexOf(_reference!, NameOf(reference).Measure) : 0);

    private static int IndexOf(Workload workload, string measure)
    {
        var measures = workload.Info.Measures;
        for (var i = 0; i < measures.Count; i++)
        {
            if (string.Equals(measures[i].Name, measure, StringComparison.Ordinal))
                return i;
        }

        throw new KeyNotFoundException($"The workload \"{workload.Name}\" has no measure \"{measure}\"; loading a file rules that out.");
    }

    private static (string Workload, string Measure) NameOf(string metric)
    {
        var slash = metric.LastIndexOf('/');
        return (metric[..slash], metric[(slash + 1)..]);
    }

    private static bool IsExact(PlannedSpec spec) => spec.Spec.Target.Statistic is Statistic.Exact;

    private static string Words(IReadOnlyDictionary<string, double> parameters) =>
        string.Join(',', parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value:R}")));
}
