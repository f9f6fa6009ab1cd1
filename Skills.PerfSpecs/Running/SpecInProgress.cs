using PerfSpecs.Judging;
using PerfSpecs.Sampling;
using PerfSpecs.Specs;
using PerfSpecs.Statistics;

namespace PerfSpecs.Running;

/// <summary>A spec whose samples are being taken.</summary>
internal sealed class SpecInProgress(PlannedSpec planned, SpecJudge judge, int measure, int referenceMeasure)
{
    /// <summary>From this many disturbed turns on a spec is given up, where they are also most of its turns.</summary>
    private const int Patience = 20;

    private readonly List<double> _pending = [];
    private Stride _stride = planned.Spec.Stride is { } stated ? Stride.Assumed with { Every = stated } : Stride.Assumed;
    private List<double>? _pilot;
    private long _seen;
    private int _taken;
    private int _turns;
    private int _disturbed;
    private double _slowest;

    public PlannedSpec Planned => planned;

    /// <summary>Samples counted so far; readable while a turn is under way.</summary>
    public int Taken => Volatile.Read(ref _taken);

    public bool IsDone => judge.Wanted is 0;

    /// <summary>Whether the samples of this turn suffice even if the verdict stays open to the cap.</summary>
    public bool HasEnough => _pending.Count >= judge.Wanted;

    /// <summary>From now on samples are the pilot's, from which the stride is chosen, and are not counted.</summary>
    public void BeginPilot() => _pilot = new List<double>(Stride.Pilot);

    /// <summary>Chooses the stride, unless it is stated or the samples are coins already.</summary>
    public void EndPilot()
    {
        if (planned.Spec.Stride is null && planned.Spec.Target.Statistic is Statistic.Quantile)
            _stride = Stride.Of(_pilot!);
        _pilot = null;
    }

    /// <summary>Counts the turn's samples, or sets them aside where the machine was disturbed and they come from its clock.</summary>
    /// <param name="slowdown">How many times slower than usual the canary was before or after the turn.</param>
    public void Settle(double slowdown)
    {
        _turns++;
        if (planned.IsClocked && slowdown > Canary.Tolerance)
        {
            _disturbed++;
            _slowest = Math.Max(_slowest, slowdown);
            if (_disturbed >= Patience && 2 * _disturbed > _turns)
                judge.Break(new Cause.Disturbed(_disturbed, _turns, _slowest));
        }
        else
        {
            foreach (var value in _pending)
            {
                if (IsDone)
                    break;
                judge.Add(value);
            }
        }

        _pending.Clear();
        Volatile.Write(ref _taken, judge.Values.Count);
    }

    /// <summary>A run that failed counts as a failure of its success rate, and breaks every other measure.</summary>
    public void Threw(Exception exception)
    {
        if (planned.Spec.Target.Statistic is Statistic.Rate)
            Count(0);
        else
            judge.Break(new Cause.Threw(exception));
    }

    /// <summary>A failure before anything is counted says nothing of a success rate, and breaks every other measure.</summary>
    public void ThrewWarmingUp(Exception exception)
    {
        if (planned.Spec.Target.Statistic is not Statistic.Rate)
            judge.Break(new Cause.Threw(exception));
    }

    public void Count(ReadOnlySpan<double> values) => Count(values[measure]);

    public void CountPair(ReadOnlySpan<double> candidate, ReadOnlySpan<double> reference) =>
        Count(candidate[measure] / reference[referenceMeasure]);

    public void Break(Cause cause) => judge.Break(cause);

    public RunEvent.Progress Progress() => new(planned, Taken, judge.IntervalSoFar());

    /// <summary>The result so far; <paramref name="cutShort"/> says what ended it where it is not certain.</summary>
    public SpecResult Result(int batch, TimeSpan elapsed, string? cutShort)
    {
        var judgement = judge.Conclude();
        if (cutShort is not null && judgement.Verdict is Verdict.Inconclusive && !IsDone)
            judgement = judgement with { Cause = new Cause.CutShort(cutShort) };
        if (_stride.Remains && judgement.Verdict is Verdict.Fail)
            judgement = judgement with { Verdict = Verdict.Unfit, Cause = new Cause.Correlated(_stride.Correlation) };
        return new SpecResult(planned, judgement, _stride, batch, elapsed);
    }

    private void Count(double value)
    {
        if (!double.IsFinite(value))
            judge.Add(value);
        else if (_pilot is not null)
            _pilot.Add(value);
        else if (_seen++ % _stride.Every is 0 && !HasEnough)
            _pending.Add(value);
    }
}
