using Perfolizer.Mathematics.Common;
using PerfSpecs.Statistics;

namespace PerfSpecs.Judging;

/// <summary>Judges a value that must be the same in every run: two equal values are judged outright.</summary>
public sealed class ExactJudge(Spec spec) : SpecJudge(spec)
{
    private const int Runs = 2;

    // The type of the interval takes no level of 1.
    private static readonly double Certainty = Math.BitDecrement(1);

    private readonly List<double> _values = [];

    /// <inheritdoc/>
    public override IReadOnlyList<double> Values => _values;

    /// <inheritdoc/>
    public override Verdict VerdictSoFar =>
        _values.Count < Runs ? Verdict.Inconclusive : Spec.Target.Includes(_values[0]) ? Verdict.Pass : Verdict.Fail;

    internal override int FirstPass => Runs;

    private protected override int Cap => Spec.Stop is StopRule.Never ? Math.Max(Runs, Spec.Samples) : Runs;

    private protected override int Missing => Cap - _values.Count;

    private protected override void Count(double value)
    {
        _values.Add(value);
        if (!value.Equals(_values[0]))
            Break(new Cause.Differs(_values[0], value));
    }

    private protected override Judgement Judge() =>
        _values.Count < Runs
            ? new Judgement(Verdict.Inconclusive, new Cause.Straddles(), _values)
            : new Judgement(VerdictSoFar, new Cause.Certain(), _values)
            {
                Estimate = _values[0],
                Interval = new ConfidenceInterval(_values[0], _values[0], _values[0], Certainty),
                Notices = VerdictSoFar is Verdict.Pass ? Power.Notices(_values[0], Spec.Target.Bound.Value, Spec.Target.IsUpper) : null,
                Summary = SampleSummary.Of(_values),
            };
}
