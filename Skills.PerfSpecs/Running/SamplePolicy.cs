using System.Diagnostics;
using PerfSpecs.Judging;
using PerfSpecs.Statistics;

namespace PerfSpecs.Running;

/// <summary>Which samples of a spec are counted, and when their verdict is accepted: by the samples alone, without a clock of its own.</summary>
/// <remarks>
/// The gate's errors hold for samples that do not depend on each other and speak of more than a moment. So the gaps between counted samples follow the
/// pilot, a verdict near its target waits until its samples span a second or three turns, and before it is accepted everything seen so far is looked
/// at again. Each of these rules can only keep a verdict back. The one exception is to count anew with wider gaps, which gives the test a second chance to
/// err; it happens at most twice, and only where a verdict was refused.
/// </remarks>
internal sealed class SamplePolicy
{
    /// <summary>A verdict whose interval ends within this factor of the target could be overturned by what the workload does later.</summary>
    private const double Near = 3;

    /// <summary>Turns, or else the time, that the samples of a near verdict span.</summary>
    private const int LeastTurns = 3;

    /// <summary>Runs that are seen for a near verdict where that takes no longer than <see cref="LeastSpan"/>.</summary>
    private const int LeastRuns = 800;

    /// <summary>Runs for a rate: fewer miss bursts of fifty failures under a rate of 80 % too often, and failures come in bursts.</summary>
    private const int LeastRunsOfRate = 1_200;

    /// <summary>What those may take; work so long is judged by the runs that fit into it.</summary>
    private static readonly TimeSpan LongestSpanOfRate = TimeSpan.FromSeconds(5);

    /// <summary>From this correlation between neighbours of the pilot on, the values' ranks are looked at again as well as the coins.</summary>
    private const double Strong = 0.5;

    /// <summary>Samples seen by which a correlation that was too strong for the pilot can be measured.</summary>
    private const int LongSeries = 2_000;

    /// <summary>The statistic of a trend at 1 %.</summary>
    private const double Trend = 2.576;

    /// <summary>Spans that a verdict is to outlast.</summary>
    private const int Lasting = 20;

    private const int MostRestarts = 2;

    /// <summary>The fewest samples of a turn that are worth a look of their own.</summary>
    private const int LeastLook = 32;

    /// <summary>The cap of cheap work where none is stated: it decides a distance of 1.25 x.</summary>
    private const int GenerousCap = 1_000;

    private static readonly TimeSpan LeastSpan = TimeSpan.FromSeconds(1);

    /// <summary>What counting anew may take until a pass is possible; a workload that would need longer is refused at once.</summary>
    private static readonly TimeSpan Affordable = TimeSpan.FromSeconds(10);

    private readonly Spec _stated;
    private readonly double _failError;
    private readonly Random _random;
    private readonly SeenSeries _seen;
    private readonly List<double> _pilot = [];
    private readonly List<Counted> _pending = [];
    private Spec _spec;
    private Stride? _ofPilot;
    private bool _isSpread;
    private int _gap;
    private long _runs;
    private int _seenBefore;
    private int _lookedAt;
    private int _turns;
    private int _wholeTurns;
    private Stride _narrowest = Stride.Assumed;
    private int _restarts;
    private long? _first;
    private long _last;
    private long _runsAtFirst;
    private long _runsAtLast;
    private long _ticks;
    private long _timed;

    /// <summary>A spec before its first sample of this run.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="failError">Its part of the suite's false-alarm rate.</param>
    /// <param name="seed">The seed of the gaps.</param>
    /// <param name="earlier">What an earlier part of the same run has counted.</param>
    public SamplePolicy(Spec spec, double failError, int seed, IReadOnlyList<double> earlier)
    {
        (_stated, _spec, _failError, _random) = (spec, spec, failError, new Random(seed));
        Stride = spec.Stride is { } stated ? Stride.Of(stated) : Stride.Assumed;
        _gap = Stride.Draw(_random);
        Judge = SpecJudge.For(spec, failError);
        _seen = new SeenSeries(value => Judge.Score(value));
        foreach (var value in earlier)
        {
            if (Judge.Room is 0)
                break;
            Judge.Add(value);
        }

        // The earlier part looked at its samples before it stored its verdict: what is certain by all of them was accepted.
        IsAccepted = Judge.Wanted is 0;
        IsIndependenceAssumed = IsSampled;
    }

    /// <summary>The judge of what is counted.</summary>
    public SpecJudge Judge { get; private set; }

    /// <summary>The gaps between counted samples.</summary>
    public Stride Stride { get; private set; }

    /// <summary>The most samples: as stated, or by what one costs.</summary>
    public int Cap => _spec.Samples;

    /// <summary>Whether nothing more is to be counted: the verdict is accepted or refused, the cap is reached, or it is broken.</summary>
    public bool IsDone => IsAccepted || Refusal is not null || Judge.Room is 0;

    /// <summary>Whether the verdict is final.</summary>
    public bool IsAccepted { get; private set; }

    /// <summary>Why the verdict is not accepted for good; null where nothing speaks against it.</summary>
    public Cause? Refusal { get; private set; }

    /// <summary>Whether no pilot was taken, so that the samples' independence is assumed.</summary>
    public bool IsIndependenceAssumed { get; private set; }

    /// <summary>Samples that wait for the end of the turn.</summary>
    public int Pending => _pending.Count;

    /// <summary>The turn's counted samples suffice to look at them.</summary>
    public bool HasEnough => IsDone || _pending.Count >= (_isSpread ? Judge.Room : Math.Min(Judge.Room, Math.Max(Judge.FirstPass - Judge.Values.Count, LeastLook)));

    /// <summary>Over what time, turns and runs the counted samples were taken.</summary>
    public SampleSpan Span(int processes) =>
        new(_first is { } first ? Stopwatch.GetElapsedTime(first, _last) : TimeSpan.Zero, _turns, _runsAtLast - _runsAtFirst + (_first is null ? 0 : 1), processes);

    /// <summary>A sample of the pilot.</summary>
    public void Pilot(double value, long ticks)
    {
        _pilot.Add(value);
        _seen.Add(value);
        Time(ticks);
    }

    /// <summary>Fixes gaps and cap, before the first sample that counts.</summary>
    public void EndPilot()
    {
        IsIndependenceAssumed = _pilot.Count < Stride.ShortestPilot && IsSampled;
        if (!IsIndependenceAssumed && IsSampled && _stated.Stride is null)
            Stride = Stride.Of(_pilot);
        FixCap();
        if (IsFarByPilot())
            (_ofPilot, Stride) = (Stride, Stride.Assumed with { Correlation = Stride.Correlation, Remains = Stride.Remains });
        else if (_pilot.Count >= Stride.ShortestPilot && IsNearByPilot())
            Spread();
        _narrowest = Stride;
        _gap = Stride.Draw(_random);
    }

    /// <summary>A run that may be counted.</summary>
    public void Add(double value, long ticks, long at)
    {
        _seen.Add(value);
        Time(ticks);
        _runs++;
        if (--_gap > 0 || HasEnough)
            return;
        _gap = Stride.Draw(_random);
        _pending.Add(new Counted(value, at, _runs));
    }

    /// <summary>Ends a turn whose samples are to be judged.</summary>
    public void EndTurn()
    {
        if (_pending.Count > 0)
            _turns++;
        // A turn that ended early, because it had enough to look at, spans next to nothing.
        if (_pending.Count > 0 && !HasEnough)
            _wholeTurns++;
        var near = (bool?)null;
        for (var i = 0; i < _pending.Count && !IsDone; i++)
            Count(_pending[i], ref near);
        _pending.Clear();
        _seenBefore = _seen.Count;
    }

    /// <summary>Forgets a turn's samples: the machine was disturbed.</summary>
    public void SetTurnAside()
    {
        _pending.Clear();
        _seen.CutTo(_seenBefore);
    }

    /// <summary>The run ends: a verdict that waited for a longer span is accepted, unless something else speaks against it.</summary>
    public void End()
    {
        if (IsDone || Judge.VerdictSoFar is Verdict.Inconclusive || !IsSampled)
            return;
        if (Depends())
            Refuse();
        else if (IsNear && Drift() is { } drift)
            Refusal = drift;
        else
            IsAccepted = true;
    }

    /// <summary>Judges the samples of several processes, which are complete, at once.</summary>
    public void AddAll(IEnumerable<double> values)
    {
        foreach (var value in values)
        {
            if (Judge.Wanted is 0)
                break;
            Judge.Add(value);
        }

        if (Judge.VerdictSoFar is not Verdict.Inconclusive && IsNear)
            Refusal = Drift();
        IsAccepted = Judge.Wanted is 0 && Refusal is null;
    }

    /// <summary>Whether the target lies within a factor of the interval that what the workload does later may bridge.</summary>
    public bool IsNear => Judge.Distance() <= Near;

    /// <summary>Whether the counted samples rise or fall such that the verdict would not last.</summary>
    private Cause.Drifting? Drift()
    {
        var z = MannKendall.Z(Judge.Values);
        // Upwards is worse for an upper bound on a value, better for a rate, whose samples are successes.
        var isWorse = (_spec.Target.IsUpper ? z : -z) > 0;
        var overturns = Judge.VerdictSoFar is Verdict.Pass ? isWorse : !isWorse;
        return Math.Abs(z) > Trend && overturns && IsFast() ? new Cause.Drifting(z) : null;
    }

    /// <summary>
    /// Whether the target would be reached within <see cref="Lasting"/> spans like this one, if the values went on as they do: some bytes more in a
    /// thousand are a trend as well, and overturn nothing.
    /// </summary>
    private bool IsFast()
    {
        var values = Judge.Values;
        Func<IReadOnlyList<double>, double> level = _spec.Target.Statistic is Statistic.Quantile ? of => OrderStatisticInterval.Estimate(of, 0.5) : of => of.Average();
        double[] first = [.. values.Take(values.Count / 2)];
        double[] second = [.. values.Skip(values.Count / 2)];
        var rise = 2 * Math.Abs(level(second) - level(first));
        var now = _spec.Target.Statistic is Statistic.Quantile quantile ? OrderStatisticInterval.Estimate(values, quantile.Probability) : values.Average();
        return Lasting * rise >= Math.Abs(_spec.Target.Bound.Value - now);
    }

    private bool IsSampled => _spec.Target.Statistic is not Statistic.Exact;

    private TimeSpan SampleTime => _timed is 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)_ticks / _timed / Stopwatch.Frequency);

    private void Time(long ticks) => (_ticks, _timed) = (_ticks + ticks, _timed + 1);

    private void Count(Counted counted, ref bool? near)
    {
        Judge.Add(counted.Value);
        _first ??= counted.At;
        if (_runsAtFirst is 0)
            _runsAtFirst = counted.Run;
        (_last, _runsAtLast) = (counted.At, counted.Run);
        var isAtCap = Judge.Room is 0;
        if (Judge.VerdictSoFar is Verdict.Inconclusive || !IsSampled)
        {
            if (isAtCap && _ofPilot is { } gaps)
                Restart(gaps);
            return;
        }

        var isNear = near ??= IsNear;
        if (_ofPilot is { } ofPilot && (isNear || Depends()))
        {
            Restart(ofPilot);
            return;
        }

        if (isNear && !isAtCap && !IsSpanMet())
        {
            if (!_isSpread)
                Spread();
            return;
        }

        if (!IsIndependent() || (isNear && IsDrifting(isAtCap)))
            return;
        IsAccepted = true;
    }

    private bool IsSpanMet()
    {
        var span = Stopwatch.GetElapsedTime(_first!.Value, _last);
        var isRate = _spec.Target.Statistic is Statistic.Rate;
        var hasRuns = _runsAtLast - _runsAtFirst >= (isRate ? LeastRunsOfRate : LeastRuns);
        return span >= (isRate ? LongestSpanOfRate : LeastSpan) || (hasRuns && (_wholeTurns >= LeastTurns || span >= LeastSpan));
    }

    /// <summary>Looks again at everything seen; where it depends on itself at the gaps that were assumed, counts anew with wider ones or refuses the verdict.</summary>
    private bool IsIndependent()
    {
        if (_seen.Count < _lookedAt * 5 / 4)
            return true;
        if (!Depends())
        {
            _lookedAt = _seen.Count;
            return true;
        }

        var wider = _seen.Wider(_narrowest, withRanks: Stride.Correlation >= Strong) with { Correlation = Stride.Correlation };
        if (_stated.Stride is not null || _restarts >= MostRestarts || SampleTime * wider.Every * Judge.FirstPass > Affordable)
        {
            Stride = Stride with { Remains = true };
            Refuse();
            return false;
        }

        Restart(wider);
        return false;
    }

    /// <summary>
    /// Where the pilot showed strong dependence, the values' ranks are looked at as well: coins that nearly all show one side say little. Not so
    /// far from the target, where values that follow each other are no reason to expect others beyond it.
    /// </summary>
    private bool Depends() =>
        _seen.Depends(_narrowest, withRanks: IsNear && Stride.Correlation >= Strong) || (IsNear && Stride.Remains && _seen.Count < LongSeries);

    // A trend makes neighbours alike, and is the better word for what is wrong.
    private void Refuse() => Refusal = IsNear && Drift() is { } drift ? drift : new Cause.Correlated(_seen.BetweenNeighbours());

    private bool IsDrifting(bool isAtCap)
    {
        if (Drift() is not { } drift)
            return false;
        if (isAtCap)
            Refusal = drift;
        return true;
    }

    /// <summary>Counts anew. That the target is not as far as the pilot showed is no verdict refused, so it is no second chance to err.</summary>
    private void Restart(Stride wider)
    {
        if (_ofPilot is null)
            _restarts++;
        (Stride, _ofPilot) = (wider, null);
        Judge = SpecJudge.For(_spec, _failError);
        _pending.Clear();
        (_first, _turns, _wholeTurns, _runsAtFirst, _runsAtLast, _lookedAt) = (null, 0, 0, 0, 0, 0);
        Spread();
        _narrowest = Stride;
        _gap = Stride.Draw(_random);
    }

    /// <summary>Widens the gaps such that the cap is reached after about a second, so that the samples are spread over the span and not taken at its start.</summary>
    private void Spread()
    {
        _isSpread = true;
        if (_stated.Stride is not null || SampleTime == TimeSpan.Zero || !IsSampled)
            return;
        var gap = LeastSpan / (SampleTime * Cap);
        if (gap > Stride.Every)
            Stride = Stride.Of((int)Math.Min(gap, 1_000_000)) with { Correlation = Stride.Correlation, Remains = Stride.Remains };
    }

    private void FixCap()
    {
        if (_stated.IsCapStated || Judge.Values.Count > 0 || SampleTime == TimeSpan.Zero || _spec.Launches > 1 || !IsSampled)
            return;
        var affordable = LeastSpan / (SampleTime * Stride.Every);
        _spec = _stated with { Samples = (int)Math.Clamp(affordable, Spec.DefaultSamples, GenerousCap) };
        Judge = SpecJudge.For(_spec, _failError);
    }

    private bool IsNearByPilot() => DistanceByPilot() is not { } distance || distance <= Near;

    /// <summary>
    /// Far from a quantile's target every run counts: nearly all of them lie on its side, so that how they follow each other decides nothing. Only a
    /// verdict whose interval is as far is accepted; else it is counted anew with the pilot's gaps.
    /// </summary>
    private bool IsFarByPilot() =>
        _stated.Stride is null && _spec.Target.Statistic is Statistic.Quantile && _pilot.Count >= Stride.ShortestPilot && DistanceByPilot() > Near;

    /// <summary>The factor between the target and what the pilot shows; null where it shows none.</summary>
    private double? DistanceByPilot()
    {
        double? measured = _spec.Target.Statistic switch
        {
            Statistic.Quantile quantile => OrderStatisticInterval.Estimate(_pilot, quantile.Probability),
            Statistic.Mean => _pilot.Average(),
            _ => null,
        };
        return measured is { } value ? SpecJudge.Factor(value, _spec.Target.Bound.Value) : null;
    }

    private readonly record struct Counted(double Value, long At, long Run);
}
