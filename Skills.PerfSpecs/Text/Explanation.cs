using PerfSpecs.Judging;
using PerfSpecs.Running;

namespace PerfSpecs.Text;

/// <summary>What a person should know of a spec that did not pass: the same lines on the console and in every file.</summary>
public static class Explanation
{
    private const int PictureWidth = 49;

    /// <summary>The verdict's sentence, its picture, how to repeat it, and how to come to another target.</summary>
    /// <param name="result">The result.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="commands">What the reader may want to say next.</param>
    /// <param name="isMonospaced">Whether the reader's letters have one width, as a picture needs.</param>
    public static IEnumerable<string> Lines(SpecResult result, int seed, Commands commands, bool isMonospaced = true)
    {
        var spec = result.Spec.Spec;
        yield return Words.Sentence(result);
        if (isMonospaced && result.Judgement is { Verdict: Verdict.Fail, Interval: { } interval } && !interval.Lower.Equals(interval.Upper))
            yield return $"{IntervalPicture.Draw(interval, spec.Target, PictureWidth)}  │ {spec.Target.Bound}";
        if (result.Judgement.Cause is Cause.Overran { Abandoned: true })
            yield return "It ignored its cancellation and may still be running: what was measured after it may be disturbed.";
        if (result.Judgement.Cause.Thrown is { } thrown && OwnFrame.Of(thrown.ToString()) is { } frame)
            yield return $"at      {frame}";
        if (spec.Launches is 1 && result.Judgement.Cause is Cause.Overran { Abandoned: true } or Cause.Escaped or Cause.EndedProcess or Cause.Threw { Exception: OutOfMemoryException })
            yield return "advice  \"launches\": 2 runs it in processes of its own, whose end harms nothing else";
        yield return $"again   {commands.AgainFor(spec.Id, seed)}";
        if (result.Judgement.Verdict is Verdict.Fail && result.Spec.Measure.Unit.Dimension is Dimension.Time or Dimension.Frequency)
            yield return $"profile {commands.ProfileFor(spec.Id)}";
        if (result.Judgement.Verdict is Verdict.Fail && spec.Target.Statistic is not Statistic.Rate)
            yield return "target  if the new level is meant: calibrate proposes a target, from the results of several runs";
    }
}
