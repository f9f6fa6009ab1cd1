using Perfolizer.Mathematics.Common;
using PerfSpecs.Specs;
using PerfSpecs.Statistics;

namespace PerfSpecs.Judging;

/// <summary>Judges a mean by bets on either side of the target; the declared maximum is what makes one of the sides possible.</summary>
public sealed class MeanJudge : SpecJudge
{
    private const int Steps = 40;

    private readonly double _max;
    private readonly double _aboveError;
    private readonly double _belowError;
    private readonly MeanBets _above;
    private readonly MeanBets _below;
    private readonly List<double> _values = [];
    private Verdict _verdict;

    /// <summary>A judge of one mean spec.</summary>
    /// <param name="spec">The spec; it has a maximum.</param>
    /// <param name="failError">The spec's part of the suite's false-alarm rate.</param>
    public MeanJudge(Spec spec, double failError)
        : base(spec)
    {
        _max = spec.Max ?? throw new ArgumentException("A mean needs a maximum; loading a file rules its absence out.", nameof(spec));
        (_aboveError, _belowError) = spec.Target.IsUpper ? (failError, 1 - spec.Confidence) : (1 - spec.Confidence, failError);
        _above = MeanBets.Above(spec.Target.Bound.Value);
        _below = MeanBets.Below(spec.Target.Bound.Value, _max);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<double> Values => _values;

    /// <inheritdoc/>
    public override Verdict VerdictSoFar => _verdict;

    private protected override int Missing => _verdict is Verdict.Inconclusive ? Spec.Samples - _values.Count : 0;

    private protected override void Count(double value)
    {
        if (value < 0 || value > _max)
        {
            Break(new Cause.OutOfRange(value, _max));
            return;
        }

        _values.Add(value);
        _above.Add(value);
        _below.Add(value);
        var isAbove = _above.LogEvidence >= -Math.Log(_aboveError);
        var isBelow = _below.LogEvidence >= -Math.Log(_belowError);
        if (isAbove || isBelow)
            _verdict = isBelow == Spec.Target.IsUpper ? Verdict.Pass : Verdict.Fail;
    }

    private protected override Judgement Judge() =>
        _values.Count is 0
            ? Judgement.Without(Verdict.Inconclusive, new Cause.Straddles())
            : new Judgement(_verdict, _verdict is Verdict.Inconclusive ? new Cause.Straddles() : new Cause.Certain(), _values)
            {
                Estimate = _values.Average(),
                Interval = Interval(),
                PassError = 1 - Spec.Confidence,
                FailError = Spec.Target.IsUpper ? _aboveError : _belowError,
                Summary = SampleSummary.Of(_values),
            };

    /// <summary>The means that the bets could not rule out: the bets inverted, so that interval and verdict agree.</summary>
    private ConfidenceInterval Interval() => new(
        _values.Average(),
        Bisect(0, _max, mean => Evidence(MeanBets.Above(mean)) >= -Math.Log(_aboveError)),
        _max - Bisect(0, _max, distance => Evidence(MeanBets.Below(_max - distance, _max)) >= -Math.Log(_belowError)),
        Spec.Confidence);

    private double Evidence(MeanBets bets)
    {
        foreach (var value in _values)
            bets.Add(value);
        return bets.LogEvidence;
    }

    private static double Bisect(double low, double high, Func<double, bool> holds)
    {
        for (var step = 0; step < Steps; step++)
        {
            var middle = (low + high) / 2;
            if (holds(middle))
                low = middle;
            else
                high = middle;
        }

        return low;
    }
}
