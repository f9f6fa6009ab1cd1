using Perfolizer.Mathematics.Common;
using PerfSpecs.Statistics;

namespace PerfSpecs.Judging;

/// <summary>Judges the share of samples that succeed, by the same gate with the target's rate as the probability.</summary>
public sealed class RateJudge : SpecJudge
{
    private readonly QuantileGate _gate;
    private readonly List<double> _values = [];
    private int _succeeded;
    private Verdict _verdict;

    /// <summary>A judge of one rate spec.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="failError">The spec's part of the suite's false-alarm rate.</param>
    public RateJudge(Spec spec, double failError)
        : base(spec) => _gate = GateOf.At(GateOf.Quantile(spec.Target)!.Value, spec, failError);

    /// <inheritdoc/>
    public override IReadOnlyList<double> Values => _values;

    /// <inheritdoc/>
    public override Verdict VerdictSoFar => _verdict;

    internal override int FirstPass => _gate.FirstPass ?? _gate.Cap;

    internal override double Score(double value) => value > 0 ? 1 : 0;

    internal override int? SamplesToDecide() =>
        _values.Count is 0 ? null : Power.SamplesToDecide(_gate, (double)Within / _values.Count);

    private protected override int Missing => _verdict is Verdict.Inconclusive ? _gate.Cap - _values.Count : 0;

    private protected override void Count(double value)
    {
        _values.Add(value);
        if (value > 0)
            _succeeded++;
        _verdict = _gate.Judge(_values.Count, Within);
    }

    private int Within => Spec.Target.IsUpper ? _values.Count - _succeeded : _succeeded;

    private protected override Judgement Judge() =>
        _values.Count is 0
            ? Judgement.Without(Verdict.Inconclusive, new Cause.Straddles())
            : new Judgement(_verdict, _verdict is Verdict.Inconclusive ? new Cause.Straddles() : new Cause.Certain(), _values)
            {
                Estimate = (double)_succeeded / _values.Count,
                Interval = Interval(),
                PassError = _gate.PassError,
                FailError = _gate.FailError,
                SamplesToDecide = _verdict is Verdict.Inconclusive ? SamplesToDecide() : null,
                Summary = SampleSummary.Of(_values),
            };

    /// <summary>
    /// The rates that the gate could not rule out at this count: the gate inverted. The search starts at the target, whose verdict is known,
    /// and each end is a rate that was ruled out; so interval and verdict agree by construction.
    /// </summary>
    private ConfidenceInterval Interval()
    {
        var quantile = _gate.Quantile;
        var lower = _verdict is Verdict.Pass ? Bisection.Last(quantile, 1, Passes) : Bisection.Last(0, quantile, Passes);
        var upper = _verdict is Verdict.Fail ? Bisection.Last(quantile, 0, Fails) : Bisection.Last(1, quantile, Fails);
        if (Spec.Target.IsUpper)
            (lower, upper) = (1 - upper, 1 - lower);
        return JudgedInterval.Of(Spec.Target, _verdict, (double)_succeeded / _values.Count, lower, upper, 1 - _gate.PassError);
    }

    private bool Passes(double rate) =>
        Within >= Boundary.Of(rate, _gate.PassError, _gate.Cap, _gate.Spending, _values.Count)[^1];

    private bool Fails(double rate) =>
        _values.Count - Within >= Boundary.Of(1 - rate, _gate.FailError, _gate.Cap, _gate.Spending, _values.Count)[^1];
}
