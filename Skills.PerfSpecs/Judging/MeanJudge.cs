using Perfolizer.Mathematics.Common;
using PerfSpecs.Statistics;

namespace PerfSpecs.Judging;

/// <summary>Judges a mean by bets on either side of the target; the declared maximum is what makes one of the sides possible.</summary>
public sealed class MeanJudge : SpecJudge
{
    /// <summary>About how many samples the bets need at least.</summary>
    private const int LeastLikely = 30;

    /// <summary>How much nearer than the mean the interval's end is taken to be.</summary>
    private const double Slack = 1.5;

    private readonly double _max;
    private readonly double _aboveError;
    private readonly double _belowError;
    private readonly MeanBets _above;
    private readonly MeanBets _below;
    private readonly List<double> _values = [];
    private Verdict _verdict;
    private bool _isAbove;
    private bool _isBelow;

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

    internal override int FirstPass => Math.Min(Cap, LeastLikely);

    // The interval's ends cost too much to ask for them often: the mean itself stands for them, and errs towards near by its slack.
    internal override double Distance() => _values.Count is 0 ? 1 : Factor(_values.Average(), Spec.Target.Bound.Value) / Slack;

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
        // By all samples so far: where sampling goes on after a verdict, later samples may take it back.
        _isAbove = _above.LogEvidence >= -Math.Log(_aboveError);
        _isBelow = _below.LogEvidence >= -Math.Log(_belowError);
        _verdict = _isAbove == _isBelow ? Verdict.Inconclusive : _isBelow == Spec.Target.IsUpper ? Verdict.Pass : Verdict.Fail;
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

    /// <summary>The means that the bets do not rule out: the bets inverted from the target on, whose verdict is known.</summary>
    private ConfidenceInterval Interval()
    {
        var bound = Spec.Target.Bound.Value;
        var lower = _isAbove ? Bisection.Last(bound, _max, IsAbove) : Bisection.Last(0, bound, IsAbove);
        var upper = _isBelow ? Bisection.Last(bound, 0, IsBelow) : Bisection.Last(_max, bound, IsBelow);
        return JudgedInterval.Of(Spec.Target, _verdict, _values.Average(), lower, upper, Spec.Confidence);
    }

    private bool IsAbove(double mean) => IsShown(MeanBets.Above(mean), _aboveError);

    private bool IsBelow(double mean) => IsShown(MeanBets.Below(mean, _max), _belowError);

    private bool IsShown(MeanBets bets, double error)
    {
        foreach (var value in _values)
            bets.Add(value);
        return bets.LogEvidence >= -Math.Log(error);
    }
}
