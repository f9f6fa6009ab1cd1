using PerfSpecs.Judging;
using PerfSpecs.Sampling;
using PerfSpecs.Sampling.Processors;

namespace PerfSpecs.Running;

/// <summary>The samples of one workload with one set of parameters, for every spec that is judged from them.</summary>
/// <remarks>
/// Advanced in turns by <see cref="Suite"/>, so that the specs of a suite are interleaved and one bad second does not hit one spec.
/// </remarks>
internal abstract class WorkloadRun
{
    private readonly List<SpecInProgress> _specs;
    private readonly Lock _counting = new();
    private long _stepStarted;
    private TimeSpan _elapsed;
    private Cause? _stray;

    private protected WorkloadRun(IReadOnlyList<PlannedSpec> specs, RunPlan plan, Registry registry, TimeProvider clock)
    {
        Clock = clock;
        Timeout = specs.Max(spec => spec.Spec.Timeout);
        Name = specs[0].Spec.Id;
        _specs = [.. specs.Select(spec => InProgress(spec, registry, plan))];
    }

    /// <summary>Groups the specs that can be judged from the same samples, in the suite's order; those that two runs decide come first, so that there is something to read at once.</summary>
    /// <param name="plan">What is to be judged.</param>
    /// <param name="registry">The code behind it.</param>
    /// <param name="worker">How this program is started again, for specs with launches.</param>
    /// <param name="watch">What watches the machine.</param>
    public static IEnumerable<WorkloadRun> Of(RunPlan plan, Registry registry, WorkerCommand? worker, MachineWatch watch) =>
        plan.Specs
            .Where(spec => spec.SetAside is null)
            .GroupBy(SampleGroup.Of)
            .OrderByDescending(group => group.Key.IsExact)
            .Select<IGrouping<SampleGroup, PlannedSpec>, WorkloadRun>(group => group.Key.Launches > 1
                ? new LaunchedRun(group.Key, [.. group], plan, registry, worker, watch)
                : new InProcessRun(group.Key, [.. group], plan, registry));

    /// <summary>What it is called in messages: its first spec's id.</summary>
    public string Name { get; }

    /// <summary>Whether it runs in this process, and so can harm it.</summary>
    public abstract bool IsInProcess { get; }

    /// <summary>Whether a spec is left whose values come from the clock, so that the machine has to be watched.</summary>
    public bool IsClocked => _specs.Exists(spec => spec.Planned.IsClocked);

    /// <summary>The share of its time that another process, which took the samples of the turn, waited for a processor; null where that is not known.</summary>
    public double? WorkerDelay { get; private protected set; }

    /// <summary>The specs that are not judged yet.</summary>
    public IReadOnlyList<SpecInProgress> Specs => _specs;

    /// <summary>Whether a step has taken longer than its timeout; from then on the workload is being cancelled.</summary>
    public bool IsOverrunning { get; private set; }

    /// <summary>Whether the workload was given up: it may go on in the background.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>The limit of one step.</summary>
    private protected TimeSpan Timeout { get; }

    /// <summary>Cancelled when the run is, or a step outruns its timeout.</summary>
    private protected CancellationTokenSource Cancellation { get; } = new();

    /// <summary>What time is read from.</summary>
    private protected TimeProvider Clock { get; }

    /// <summary>What is to be known of the samples besides their values.</summary>
    private protected abstract StreamFacts Facts { get; }

    /// <summary>Whether something is set up that has to be torn down.</summary>
    private protected abstract bool IsOpen { get; }

    /// <summary>Whether no spec could count more in this turn.</summary>
    private protected bool HasEnough => _stray is not null || _specs.TrueForAll(spec => spec.HasEnough);

    /// <summary>Takes samples until the slice is used up or no spec could count more. Sets the workload up first.</summary>
    public async Task Turn(TimeSpan slice, CancellationToken cancellationToken)
    {
        var begin = Clock.GetTimestamp();
        using var registration = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), Cancellation);
        try
        {
            if (!IsSampled)
                await Sample(slice);
        }
        catch (Exception exception)
        {
            EndStep();
            if (!IsOverrunning && !cancellationToken.IsCancellationRequested)
                BreakAll(new Cause.Threw(exception));
        }

        if (IsOverrunning)
            BreakAll(new Cause.Overran(Timeout, Abandoned: false));
        _elapsed += Clock.GetElapsedTime(begin);
    }

    /// <summary>Counts the turn's samples or sets them aside, and tears the workload down where no further ones are wanted.</summary>
    /// <param name="turn">What the machine did in the turn.</param>
    public async Task Settle(TurnState turn)
    {
        CountTurn(turn);
        if (IsSampled || Cancellation.IsCancellationRequested)
            await Close();
    }

    /// <summary>Counts the turn's samples or sets them aside.</summary>
    /// <param name="turn">What the machine did in the turn.</param>
    public void CountTurn(TurnState turn)
    {
        if (_stray is { } stray)
            BreakAll(stray);
        foreach (var spec in _specs)
            spec.Settle(turn);
    }

    /// <summary>Asks the step that is under way to end.</summary>
    public void Cancel() => Cancellation.Cancel();

    /// <summary>Waits for the workload no longer: what it does from now on counts for nothing. What was measured before stays.</summary>
    public void Abandon()
    {
        lock (_counting)
            IsAbandoned = true;
    }

    /// <summary>Cancels a step that outruns its timeout, and gives the workload up when it does not heed that either.</summary>
    public void Watch()
    {
        var started = Volatile.Read(ref _stepStarted);
        if (started is 0)
            return;
        var elapsed = Clock.GetElapsedTime(started);
        if (elapsed > Timeout && !IsOverrunning)
        {
            IsOverrunning = true;
            Cancellation.Cancel();
        }

        if (elapsed <= Timeout + Grace)
            return;
        Abandon();
        BreakAll(new Cause.Overran(Timeout, Abandoned: true));
    }

    /// <summary>Blames the workload for something that none of its runs threw; called on any thread.</summary>
    /// <returns>Whether a spec is still there to bear it.</returns>
    public bool Blame(Cause cause)
    {
        Interlocked.CompareExchange(ref _stray, cause, null);
        return _specs.Count > 0;
    }

    /// <summary>Gives the workload up, because nothing of it will ever return.</summary>
    public void GiveUp(Cause cause)
    {
        Blame(cause);
        BreakAll(cause);
        Abandon();
    }

    /// <summary>Takes the results of the specs that are done, or of all of them where the run ends.</summary>
    /// <param name="cutShort">What ends the run; null while it goes on.</param>
    public IReadOnlyList<SpecResult> TakeResults(string? cutShort)
    {
        // A teardown that throws must still find a spec to blame: the last ones wait for it.
        if (cutShort is null && !IsAbandoned && IsOpen && IsSampled)
            return [];
        var done = _specs.Where(spec => cutShort is not null || spec.IsDone).ToList();
        _specs.RemoveAll(done.Contains);
        return [.. done.Select(spec => spec.Result(Facts, _elapsed, cutShort))];
    }

    /// <summary>Tears the workload down where it is set up.</summary>
    public async Task Close()
    {
        try
        {
            BeginStep();
            await TearDown();
        }
        catch (Exception exception)
        {
            BreakAll(new Cause.Threw(exception));
        }

        EndStep();
    }

    /// <summary>Takes the samples of a turn.</summary>
    private protected abstract Task Sample(TimeSpan slice);

    private protected abstract ValueTask TearDown();

    /// <summary>Hands a sample to the specs.</summary>
    private protected void Count(Taken taken, ReadOnlySpan<double> values, ReadOnlySpan<double> reference)
    {
        lock (_counting)
        {
            if (IsAbandoned)
                return;
            foreach (var spec in _specs)
            {
                if (taken.Failure is { } failure)
                    spec.Threw(failure, taken);
                else
                    spec.Count(values, reference, taken);
            }
        }
    }

    private protected void EndPilot()
    {
        lock (_counting)
        {
            if (IsAbandoned)
                return;
            foreach (var spec in _specs)
                spec.EndPilot();
        }
    }

    /// <summary>From now on the timeout runs.</summary>
    /// <param name="allowance">What the step may take on top of the timeout.</param>
    private protected void BeginStep(TimeSpan allowance = default) =>
        Volatile.Write(ref _stepStarted, Clock.GetTimestamp() + (long)(allowance.TotalSeconds * Clock.TimestampFrequency));

    private protected void EndStep() => Volatile.Write(ref _stepStarted, 0);

    private static TimeSpan Grace => TimeSpan.FromSeconds(2);

    private bool IsSampled => _specs.TrueForAll(spec => spec.IsDone);

    // What happened behind a run's back is the reason of what it then threw or waited for.
    private void BreakAll(Cause cause)
    {
        foreach (var spec in _specs)
            spec.Break(_stray ?? cause);
    }

    private static SpecInProgress InProgress(PlannedSpec planned, Registry registry, RunPlan plan)
    {
        var spec = planned.Spec;
        return new SpecInProgress(planned, plan, Index(spec.Metric), spec.Reference is { } reference ? Index(reference) : 0);

        int Index(string metric) => registry[metric[..metric.LastIndexOf('/')]].Workload.Info.IndexOf(metric[(metric.LastIndexOf('/') + 1)..]);
    }
}
