using Perfolizer.Mathematics.Common;
using PerfSpecs.Specs;
using PerfSpecs.Statistics;

namespace PerfSpecs.Judging;

/// <summary>Judges the share of samples that succeed, by the same gate with the target's rate as the probability.</summary>
public sealed class RateJudge : SpecJudge
{
    private const double Finest = 1e-6;

    private readonly QuantileGate _gate;
    private readonly double _failError;
    private readonly List<double> _values = [];
    private int _succeeded;
    private Verdict _verdict;

    /// <summary>A judge of one rate spec.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="failError">The spec's part of the suite's false-alarm rate.</param>
    public RateJudge(Spec spec, double failError)
        : base(spec)
    {
        _failError = failError;
        _gate = GateOf.At(GateOf.Quantile(spec.Target)!.Value, spec, failError);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<double> Values => _values;

    /// <inheritdoc/>
    public override Verdict VerdictSoFar => _verdict;

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
                Summary = SampleSummary.Of(_values),
            };

    /// <summary>The rates that the gate could not rule out at this count: the gate inverted, so that interval and verdict agree.</summary>
    private ConfidenceInterval Interval()
    {
        var lower = Bisect(rate => GateAt(rate).Ranks(_values.Count).Upper <= Within);
        var upper = Bisect(rate => Within > GateAt(rate).Ranks(_values.Count).Lower - 1);
        var estimate = (double)_succeeded / _values.Count;
        return Spec.Target.IsUpper
            ? new ConfidenceInterval(estimate, 1 - upper, 1 - lower, 1 - _gate.PassError)
            : new ConfidenceInterval(estimate, lower, upper, 1 - _gate.PassError);
    }

    private QuantileGate GateAt(double rate) => new(rate, _gate.PassError, _failError, _gate.Cap, _gate.Spending);

    /// <summary>The end of the rates, from 0 on, for which a monotone condition holds.</summary>
    private static double Bisect(Func<double, bool> holds)
    {
        double low = 0, high = 1;
        while (high - low > Finest)
        {
            var middle = (low + high) / 2;
            if (holds(middle))
                low = middle;
            else
                high = middle;
        }

        return low < Finest ? 0 : high > 1 - Finest ? 1 : (low + high) / 2;
    }
}
