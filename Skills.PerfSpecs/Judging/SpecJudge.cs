using Perfolizer.Mathematics.Common;

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

    /// <summary>How many further samples could be counted before the cap, whether the verdict is certain or not; 0 where it is broken.</summary>
    internal int Room => Broken is null ? Cap - Values.Count : 0;

    /// <summary>The first number of samples at which a pass is possible.</summary>
    internal virtual int FirstPass => Cap;

    /// <summary>What of a sample is judged: 1 or 0 for within the target or not, or the value itself.</summary>
    internal virtual double Score(double value) => value;

    /// <summary>
    /// How far the nearer end of the interval lies from the target, as a factor of at least 1; 1 as well where factors make no sense, as at 0 or
    /// below, or where every share is near.
    /// </summary>
    internal virtual double Distance() => 1;

    /// <summary>The number of samples that would decide nine times in ten, where the values go on as they came; null where none up to a million would.</summary>
    internal virtual int? SamplesToDecide() => null;

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

    /// <summary>The most samples.</summary>
    private protected virtual int Cap => Spec.Samples;

    /// <summary>The factor between a value and the target's bound, at least 1; no factor leads from 0 or less to a bound above it, and none is known for other bounds.</summary>
    internal static double Factor(double value, double bound) =>
        bound > 0 ? value > 0 ? Math.Max(value / bound, bound / value) : double.PositiveInfinity : 1;

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

        return Ended(judge);
    }

    /// <summary>The judgement of all values of a run by the spec of that run: it looks once, at the end, because that run may not have been allowed to end at its first certain verdict.</summary>
    /// <inheritdoc cref="Derive" path="/param"/>
    public static Judgement Repeat(Spec spec, double failError, IReadOnlyList<double> values)
    {
        var judge = For(spec, failError);
        foreach (var value in values)
        {
            if (judge.Room is 0)
                break;
            judge.Add(value);
        }

        return Ended(judge);
    }

    private static Judgement Ended(SpecJudge judge)
    {
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
