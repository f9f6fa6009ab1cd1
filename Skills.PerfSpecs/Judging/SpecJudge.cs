using Perfolizer.Mathematics.Common;
using PerfSpecs.Specs;
using PerfSpecs.Statistics;

namespace PerfSpecs.Judging;

/// <summary>Judges one spec, sample by sample.</summary>
public abstract class SpecJudge
{
    private protected SpecJudge(Spec spec) => Spec = spec;

    /// <summary>The spec being judged.</summary>
    public Spec Spec { get; }

    /// <summary>The samples counted so far, in base units.</summary>
    public abstract IReadOnlyList<double> Values { get; }

    /// <summary>How many further samples could be counted; 0 once the verdict is certain, at the cap, or broken.</summary>
    public int Wanted => Broken is null ? Missing : 0;

    /// <summary>Counts one sample.</summary>
    /// <param name="value">The value in base units (for a reference, the ratio of a pair).</param>
    public void Add(double value)
    {
        if (double.IsFinite(value))
            Count(value);
        else
            Break(new Cause.NotANumber(value));
    }

    /// <summary>The verdict that the samples so far give, before any cause that breaks it; costs nothing.</summary>
    public abstract Verdict VerdictSoFar { get; }

    /// <summary>What is known now; called at any time, it costs a sort of the samples.</summary>
    public Judgement Conclude() => Broken switch
    {
        null => Judge(),
        Cause.Disturbed => Judge() with { Verdict = Verdict.Unfit, Cause = Broken },
        _ => new Judgement(Verdict.Error, Broken, Values),
    };

    /// <summary>Ends the judging, as unfit for a disturbance and as an error for anything else; the first cause stays.</summary>
    /// <param name="cause">Why the samples cannot be judged.</param>
    public void Break(Cause cause) => Broken ??= cause;

    /// <summary>Where the judged value lies so far; null where nothing is known or it costs too much to tell while sampling.</summary>
    public virtual ConfidenceInterval? IntervalSoFar() => null;

    /// <summary>Why the samples cannot be judged; null where they can.</summary>
    private protected Cause? Broken { get; private set; }

    /// <summary>How many further samples could be counted where nothing is broken.</summary>
    private protected abstract int Missing { get; }

    private protected abstract void Count(double value);

    private protected abstract Judgement Judge();

    /// <summary>The judgement of values that were taken before.</summary>
    /// <param name="spec">The spec to judge them by.</param>
    /// <param name="failError">Its part of the false-alarm rate.</param>
    /// <param name="values">The counted samples, in the order taken and in base units.</param>
    public static Judgement Derive(Spec spec, double failError, IReadOnlyList<double> values)
    {
        var judge = For(spec, failError);
        foreach (var value in values)
        {
            if (judge.Wanted is 0)
                break;
            judge.Add(value);
        }

        var judgement = judge.Conclude();
        return judge.Wanted > 0 && judgement.Verdict is Verdict.Inconclusive
            ? judgement with { Cause = new Cause.CutShort("the stored samples do not decide") }
            : judgement;
    }

    /// <summary>The judge for a spec's kind of target.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="failError">The spec's part of the suite's false-alarm rate; between 0 and 1.</param>
    public static SpecJudge For(Spec spec, double failError) => spec.Target.Statistic switch
    {
        Statistic.Exact => new ExactJudge(spec),
        Statistic.Rate => new RateJudge(spec, failError),
        Statistic.Mean => new MeanJudge(spec, failError),
        Statistic.Quantile quantile => new QuantileJudge(spec, quantile.Probability, failError),
        _ => throw new ArgumentOutOfRangeException(nameof(spec), spec.Target.Statistic, "No judge knows this statistic; loading a file rules it out."),
    };
}
