using PerfSpecs.Judging;
using PerfSpecs.Sampling;
using PerfSpecs.Sampling.Processors;
using PerfSpecs.Specs;
using PerfSpecs.Statistics;

namespace PerfSpecs.Running;

/// <summary>A spec whose samples are being taken.</summary>
internal sealed class SpecInProgress
{
    private readonly Tracer _warmUp = new();
    private readonly List<double> _pilot = [];
    private readonly List<double> _pending = [];
    private readonly SpecJudge _judge;
    private readonly int _measure;
    private readonly int _referenceMeasure;
    private readonly LaunchPool? _launches;
    private LaunchSpread? _spread;
    private Stride _stride;
    private long _seen;
    private int _taken;
    private readonly TurnTally _turns = new();
    private bool _sampled;

    /// <summary>A spec before its first sample of this run.</summary>
    /// <param name="planned">The spec.</param>
    /// <param name="judge">Its _judge.</param>
    /// <param name="earlier">What an earlier part of the same run has counted.</param>
    /// <param name="measure">The index of its measure.</param>
    /// <param name="referenceMeasure">The index of its reference's measure.</param>
    public SpecInProgress(PlannedSpec planned, SpecJudge judge, IReadOnlyList<double> earlier, int measure, int referenceMeasure)
    {
        (Planned, _judge, _measure, _referenceMeasure) = (planned, judge, measure, referenceMeasure);
        _launches = Planned.Spec.Launches > 1 ? new LaunchPool(Planned.Spec) : null;
        _stride = Planned.Spec.Stride is { } stated ? Stride.Assumed with { Every = stated } : Stride.Assumed;
        Judge(earlier);
        _taken = earlier.Count;
    }

    public PlannedSpec Planned { get; }

    /// <summary>Samples counted so far; readable while a turn is under way.</summary>
    public int Taken => Volatile.Read(ref _taken);

    public bool IsDone => _judge.Wanted is 0 || _spread is not null;

    /// <summary>Whether the samples of this turn suffice even if the verdict stays open to the cap.</summary>
    public bool HasEnough => IsDone || _pending.Count >= (_launches?.Each ?? _judge.Wanted);

    /// <summary>Chooses the stride by the pilot, unless it is stated, the samples are coins already, or there was no pilot.</summary>
    public void EndPilot()
    {
        if (_pilot.Count is Stride.Pilot && Planned.Spec.Stride is null && Planned.Spec.Target.Statistic is Statistic.Quantile && Stride.Of(_pilot) is var found && found.Every >= _stride.Every)
            _stride = found;
    }

    /// <summary>Samples that one process has to take for this spec after its pilot.</summary>
    public int WantedOfLaunch => IsDone ? 0 : _launches!.Each * _stride.Every;

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
                _judge.Break(new Cause.Disturbed(_turns.Disturbed!));
        }
        else if (_launches is null)
        {
            Judge(_pending);
        }
        else if (!IsDone && _pending.Count > 0)
        {
            _launches.Add([.. _pilot], [.. _pending]);
            if (_launches.IsComplete)
                JudgeLaunches(_launches);
        }

        _pending.Clear();
        Volatile.Write(ref _taken, _launches is { IsComplete: false } ? _launches.Samples : _judge.Values.Count);
        if (_launches is null)
            return;
        _pilot.Clear();
        _seen = 0;
    }

    /// <summary>A run that failed counts as a failure of its success rate, and breaks every other measure; a warm-up that fails says nothing of a rate.</summary>
    public void Threw(Exception exception, Purpose purpose)
    {
        if (Planned.Spec.Target.Statistic is not Statistic.Rate)
            _judge.Break(new Cause.Threw(exception));
        else if (purpose is not Purpose.WarmUp)
            Count(0, purpose);
    }

    /// <summary>Takes what a sample tells for this spec: a value, or a multiple of the reference's where there is one.</summary>
    public void Count(ReadOnlySpan<double> values, ReadOnlySpan<double> reference, Purpose purpose)
    {
        if (reference.IsEmpty)
            Count(values[_measure], purpose);
        else
            CountMultiple(values[_measure], reference[_referenceMeasure], purpose);
    }

    public void Break(Cause cause) => _judge.Break(cause);

    public RunEvent.Progress Progress() => new(Planned, Taken, _judge.IntervalSoFar());

    /// <summary>The result so far; <paramref name="cutShort"/> says what ended it where it is not certain.</summary>
    public SpecResult Result(int batch, TimeSpan elapsed, string? cutShort)
    {
        if (_launches is not null && _spread is null)
            JudgeLaunches(_launches);
        var judgement = _judge.Conclude();
        if (judgement.Verdict is Verdict.Inconclusive && _judge.Wanted > 0)
            judgement = judgement with { Cause = _launches is { IsComplete: true } ? new Cause.LaunchesDiffer(_spread!) : new Cause.CutShort(cutShort ?? "the run ended") };
        if (_stride.Remains && judgement.Verdict is Verdict.Fail)
            judgement = judgement with { Verdict = Verdict.Unfit, Cause = new Cause.Correlated(_stride.Correlation) };
        // What little was counted between the disturbed turns may be disturbed as well: it may show that a target is kept, not that it is missed.
        if (judgement.Verdict is Verdict.Fail or Verdict.Inconclusive && _turns.Disturbed is { AreMost: true } disturbed)
            judgement = judgement with { Verdict = Verdict.Unfit, Cause = new Cause.Disturbed(disturbed) };
        return new SpecResult(Planned, judgement, _stride, batch, elapsed) { Launches = _spread, WarmUp = _warmUp.Trace, Disturbed = _turns.Disturbed };
    }

    private void JudgeLaunches(LaunchPool launches)
    {
        _spread = launches.Spread();
        Judge(launches.InTurn(_spread.Each));
    }

    private void Judge(IEnumerable<double> values)
    {
        foreach (var value in values)
        {
            if (_judge.Wanted is 0)
                break;
            _judge.Add(value);
        }
    }

    private void CountMultiple(double value, double reference, Purpose purpose)
    {
        // Of 0 there is no multiple, and of what lies below 0 more would be less.
        if (reference > 0 && double.IsFinite(reference) && double.IsFinite(value / reference))
            Count(value / reference, purpose);
        else if (purpose is not Purpose.WarmUp)
            _judge.Break(new Cause.NoMultiple(value, reference));
    }

    private void Count(double value, Purpose purpose)
    {
        _sampled |= purpose is not Purpose.WarmUp;
        if (purpose is Purpose.WarmUp)
            _warmUp.Add(value);
        else if (!double.IsFinite(value))
            _judge.Add(value);
        else if (purpose is Purpose.Pilot)
            _pilot.Add(value);
        else if (_seen++ % _stride.Every is 0 && !HasEnough)
            _pending.Add(value);
    }
}
