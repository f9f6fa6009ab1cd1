using Perfolizer.Mathematics.Common;
using PerfSpecs.Statistics;

namespace PerfSpecs.Judging;

/// <summary>Judges a quantile: each sample is a coin that shows whether it lies within the target, and the gate counts the coins.</summary>
public sealed class QuantileJudge : SpecJudge
{
    private readonly QuantileGate _gate;
    private readonly double _probability;
    private readonly List<double> _values = [];
    private int _within;
    private Verdict _verdict;

    /// <summary>A judge of one quantile spec.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="probability">The target's quantile; between 0 and 1, both excluded.</param>
    /// <param name="failError">The spec's part of the suite's false-alarm rate.</param>
    public QuantileJudge(Spec spec, double probability, double failError)
        : base(spec)
    {
        _probability = probability;
        _gate = GateOf.At(GateOf.Quantile(spec.Target)!.Value, spec, failError);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<double> Values => _values;

    /// <inheritdoc/>
    public override Verdict VerdictSoFar => _verdict;

    internal override int FirstPass => _gate.FirstPass ?? _gate.Cap;

    internal override double Score(double value) => Spec.Target.Includes(value) ? 1 : 0;

    internal override double Distance()
    {
        if (_values.Count is 0)
            return 1;
        var interval = Interval();
        var bound = Spec.Target.Bound.Value;
        // Of a verdict that is not certain the nearer end lies on the other side of the target.
        return _verdict switch
        {
            Verdict.Pass => Factor(Spec.Target.IsUpper ? interval.Upper : interval.Lower, bound),
            Verdict.Fail => Factor(Spec.Target.IsUpper ? interval.Lower : interval.Upper, bound),
            _ => 1,
        };
    }

    internal override int? SamplesToDecide() =>
        _values.Count is 0 ? null : Power.SamplesToDecide(_gate, (double)_within / _values.Count);

    private protected override int Missing => _verdict is Verdict.Inconclusive ? _gate.Cap - _values.Count : 0;

    /// <inheritdoc/>
    public override ConfidenceInterval? IntervalSoFar() => _values.Count is 0 ? null : Interval();

    private protected override void Count(double value)
    {
        _values.Add(value);
        if (Spec.Target.Includes(value))
            _within++;
        _verdict = _gate.Judge(_values.Count, _within);
    }

    private protected override Judgement Judge() =>
        _values.Count is 0
            ? Judgement.Without(Verdict.Inconclusive, new Cause.Straddles())
            : new Judgement(_verdict, _verdict is Verdict.Inconclusive ? new Cause.Straddles() : new Cause.Certain(), _values)
            {
                Estimate = OrderStatisticInterval.Estimate(_values, _probability),
                Interval = Interval(),
                Notices = _verdict is Verdict.Pass ? Power.Notices(_gate, _values, _probability, Spec.Target.Bound.Value, Spec.Target.IsUpper) : null,
                PassError = _gate.PassError,
                FailError = _gate.FailError,
                SamplesToDecide = _verdict is Verdict.Inconclusive ? SamplesToDecide() : null,
                Summary = SampleSummary.Of(_values),
            };

    private ConfidenceInterval Interval()
    {
        var interval = OrderStatisticInterval.Of(_values, _gate.Ranks(_values.Count), _probability, 1 - _gate.PassError, Spec.Target.IsUpper);
        // A no-op unless both errors are so large that the gate's sides overlap.
        return JudgedInterval.Of(Spec.Target, _verdict, interval.Estimation, interval.Lower, interval.Upper, interval.ConfidenceLevel);
    }
}
