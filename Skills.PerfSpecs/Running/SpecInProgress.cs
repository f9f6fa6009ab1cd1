using PerfSpecs.Judging;
using PerfSpecs.Sampling;
using PerfSpecs.Sampling.Processors;
using PerfSpecs.Statistics;

namespace PerfSpecs.Running;

/// <summary>A spec whose samples are being taken.</summary>
internal sealed class SpecInProgress
{
    private readonly Tracer _warmUp = new();
    private readonly SamplePolicy _policy;
    private readonly int _measure;
    private readonly int _referenceMeasure;
    private readonly LaunchPool? _launches;
    private LaunchSpread? _spread;
    private int _taken;
    private readonly TurnTally _turns = new();
    private bool _sampled;

    /// <summary>A spec before its first sample of this run.</summary>
    /// <param name="planned">The spec.</param>
    /// <param name="plan">The run's errors, seed and earlier samples.</param>
    /// <param name="measure">The index of its measure.</param>
    /// <param name="referenceMeasure">The index of its reference's measure.</param>
    public SpecInProgress(PlannedSpec planned, RunPlan plan, int measure, int referenceMeasure)
    {
        (Planned, _measure, _referenceMeasure) = (planned, measure, referenceMeasure);
        var spec = planned.Spec;
        var seed = HashCode32.Mix(plan.Seed, spec.Id);
        _launches = spec.Launches > 1 ? new LaunchPool(spec, seed) : null;
        var earlier = plan.Earlier.GetValueOrDefault(spec.Id, []);
        _policy = new SamplePolicy(spec, plan.FailError, seed, earlier);
        _taken = earlier.Count;
    }

    public PlannedSpec Planned { get; }

    /// <summary>Samples counted so far; readable while a turn is under way.</summary>
    public int Taken => Volatile.Read(ref _taken);

    public bool IsDone => _policy.IsDone || _spread is not null;

    /// <summary>Whether the samples of this turn suffice for a look at them.</summary>
    public bool HasEnough => IsDone || (_launches?.HasEnough ?? _policy.HasEnough);

    /// <summary>Samples that one process has to take for this spec after its pilot.</summary>
    public int WantedOfLaunch { get; private set; }

    /// <summary>Fixes the gaps between counted samples, and the cap.</summary>
    public void EndPilot()
    {
        if (_launches is null)
            _policy.EndPilot();
        else
            WantedOfLaunch = IsDone ? 0 : _launches.EndPilot();
    }

    /// <summary>Counts the turn's samples, or sets them aside where the machine was disturbed and they come from its clock.</summary>
    /// <param name="turn">What the machine did in the turn.</param>
    public void Settle(TurnState turn)
    {
        if (Planned.IsClocked && _sampled)
            _turns.Add(turn);
        _sampled = false;
        if (Planned.IsClocked && turn.IsDisturbed)
        {
            if (_turns.IsHopeless)
                Break(new Cause.Disturbed(_turns.Disturbed!));
            _policy.SetTurnAside();
            _launches?.Forget();
        }
        else if (_launches is null)
        {
            _policy.EndTurn();
        }
        else if (!IsDone)
        {
            _launches.EndProcess();
            if (_launches.IsComplete)
                JudgeLaunches(_launches);
        }

        Volatile.Write(ref _taken, _launches is { IsComplete: false } ? _launches.Samples : _policy.Judge.Values.Count);
    }

    /// <summary>A run that failed counts as a failure of its success rate, and breaks every other measure; a warm-up that fails says nothing of a rate.</summary>
    public void Threw(Exception exception, Taken taken)
    {
        if (Planned.Spec.Target.Statistic is not Statistic.Rate)
            Break(new Cause.Threw(exception));
        else if (taken.Purpose is not Purpose.WarmUp)
            Count(0, taken);
    }

    /// <summary>Takes what a sample tells for this spec: a value, or a multiple of the reference's where there is one.</summary>
    public void Count(ReadOnlySpan<double> values, ReadOnlySpan<double> reference, Taken taken)
    {
        if (reference.IsEmpty)
            Count(values[_measure], taken);
        else
            CountMultiple(values[_measure], reference[_referenceMeasure], taken);
    }

    public void Break(Cause cause) => _policy.Judge.Break(cause);

    public RunEvent.Progress Progress() => new(Planned, Taken, _policy.Judge.IntervalSoFar());

    /// <summary>The result so far; <paramref name="cutShort"/> says what ended it where it is not certain.</summary>
    public SpecResult Result(StreamFacts facts, TimeSpan elapsed, string? cutShort)
    {
        if (_launches is not null && _spread is null)
            JudgeLaunches(_launches);
        _policy.End();
        var stride = _launches?.Stride ?? _policy.Stride;
        return new SpecResult(Planned, Judgement(stride, cutShort), stride, facts.Batch, elapsed)
        {
            Cap = _policy.Cap,
            Span = _policy.Span(_launches?.Processes ?? 1),
            IsIndependenceAssumed = _launches?.IsIndependenceAssumed ?? _policy.IsIndependenceAssumed,
            ReferenceBatch = facts.ReferenceBatch,
            WarmUpHitLimit = facts.WarmUpHitLimit,
            IsTooShort = facts.IsTooShort,
            Launches = _spread,
            WarmUp = _warmUp.Trace,
            Disturbed = _turns.Disturbed,
        };
    }

    private Judgement Judgement(Stride stride, string? cutShort)
    {
        var judgement = Undisturbed(stride, cutShort);
        // What little was counted between the disturbed turns may be disturbed as well: it may show that a target is kept, not that it is missed.
        return judgement.Verdict is Verdict.Fail or Verdict.Inconclusive && _turns.Disturbed is { AreMost: true } disturbed
            ? judgement with { Verdict = Verdict.Unfit, Cause = new Cause.Disturbed(disturbed) }
            : judgement;
    }

    private Judgement Undisturbed(Stride stride, string? cutShort)
    {
        var judge = _policy.Judge;
        var judgement = judge.Conclude();
        if (judgement.Verdict is Verdict.Inconclusive && judge.Wanted > 0)
            return judgement with { Cause = _launches is { IsComplete: true } ? new Cause.LaunchesDiffer(_spread!) : new Cause.CutShort(cutShort ?? "the run ended") };
        if (judgement.Verdict is not (Verdict.Pass or Verdict.Fail))
            return judgement;
        if (_policy.Refusal is { } refusal)
            return judgement with { Verdict = Verdict.Unfit, Cause = refusal };
        // The pilots of processes are all that is seen of them; elsewhere the whole series was looked at again.
        return _launches is not null && stride.Remains && _policy.IsNear ? judgement with { Verdict = Verdict.Unfit, Cause = new Cause.Correlated(stride.Correlation) } : judgement;
    }

    private void JudgeLaunches(LaunchPool launches)
    {
        _spread = launches.Spread();
        _policy.AddAll(launches.InTurn(_spread.Each));
    }

    private void CountMultiple(double value, double reference, Taken taken)
    {
        // Of 0 there is no multiple, and of what lies below 0 more would be less.
        if (reference > 0 && double.IsFinite(reference) && double.IsFinite(value / reference))
            Count(value / reference, taken);
        else if (taken.Purpose is not Purpose.WarmUp)
            Break(new Cause.NoMultiple(value, reference));
    }

    private void Count(double value, Taken taken)
    {
        _sampled |= taken.Purpose is not Purpose.WarmUp;
        if (taken.Purpose is Purpose.WarmUp)
            _warmUp.Add(value);
        else if (!double.IsFinite(value))
            _policy.Judge.Add(value);
        else if (_launches is null)
            CountHere(value, taken);
        else if (taken.Purpose is Purpose.Pilot)
            _launches.AddPilot(value);
        else
            _launches.Add(value);
    }

    private void CountHere(double value, Taken taken)
    {
        if (taken.Purpose is Purpose.Pilot)
            _policy.Pilot(value, taken.Ticks);
        else
            _policy.Add(value, taken.Ticks, taken.At);
    }
}
