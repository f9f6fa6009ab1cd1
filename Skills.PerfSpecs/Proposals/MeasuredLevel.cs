using PerfSpecs.Judging;

namespace PerfSpecs.Proposals;

/// <summary>Where the judged value of a spec lay in a recorded run, by all its samples.</summary>
public static class MeasuredLevel
{
    /// <summary>The judgement of all samples, also of those after the verdict. Its interval holds wherever sampling ended.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="failError">Its part of the suite's false-alarm rate.</param>
    /// <param name="values">The recorded samples, in the order taken and in base units.</param>
    /// <returns>The judgement; without an interval where the samples cannot be judged.</returns>
    public static Judgement Of(Spec spec, double failError, IReadOnlyList<double> values)
    {
        // Sequential bounds, since a stored run may have stopped at its verdict: a single look would be too sure of it.
        var judge = SpecJudge.For(spec with { Samples = Math.Max(spec.Samples, values.Count), Stop = StopRule.WhenCertain }, failError);
        foreach (var value in values)
            judge.Add(value);
        return judge.Conclude();
    }
}
