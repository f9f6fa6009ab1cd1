using System.Globalization;
using PerfSpecs.Judging;
using PerfSpecs.Running;

namespace PerfSpecs.Text;

/// <summary>One spec explained at length: what was judged, by how much, how sure that is, and what to do next.</summary>
public static class Advice
{
    /// <summary>The explanation, paragraph by paragraph.</summary>
    /// <param name="result">The result.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="commands">What the reader may want to say next.</param>
    /// <param name="isMonospaced">Whether the reader's letters have one width, as a picture needs.</param>
    public static IEnumerable<(string Heading, IEnumerable<string> Lines)> Of(SpecResult result, int seed, Commands commands, bool isMonospaced = true)
    {
        yield return ("What was judged", Subject(result));
        yield return ("By how much", [Words.Sentence(result), .. Distance(result, isMonospaced)]);
        if (result.Judgement.Values.Count > 0)
            yield return ("How sure that is", Certainty(result));
        yield return ("What next", Next(result, seed, commands));
    }

    private static IEnumerable<string> Subject(SpecResult result)
    {
        var spec = result.Spec.Spec;
        if (spec.Title is { } title)
            yield return $"{title}.";
        yield return $"{spec.Metric}: {result.Spec.Measure.Description}{(spec.Reference is { } reference ? $", as a multiple of {reference} measured beside it" : "")}.";
        yield return $"The budget \"{spec.Target}\" stands {(spec.Where is { } where ? $"in {where}" : "in code")}.";
    }

    private static IEnumerable<string> Distance(SpecResult result, bool isMonospaced)
    {
        if (isMonospaced && result.Judgement is { Interval: { } interval } && !interval.Lower.Equals(interval.Upper))
            yield return $"{IntervalPicture.Draw(interval, result.Spec.Spec.Target, 49)}  │ {result.Spec.Spec.Target.Bound}";
        if (Words.Headroom(result) is { } headroom)
            yield return $"The target leaves room for {Format.Factor(headroom)} of what was measured.";
        if (result.Judgement.Summary is { } summary && !summary.Minimum.Equals(summary.Maximum))
            yield return $"Samples from {Format.Value(summary.Minimum, result.Spec.Unit)} to {Format.Value(summary.Maximum, result.Spec.Unit)}, mean {Format.Value(summary.Mean, result.Spec.Unit)}; for reading, not for judging.";
    }

    private static IEnumerable<string> Certainty(SpecResult result)
    {
        var (spec, judgement) = (result.Spec.Spec, result.Judgement);
        if (spec.Target.Statistic is Statistic.Exact)
        {
            yield return $"{judgement.Values.Count} runs gave it; an exact metric is the same in every run, or an error.";
            if (judgement is { Verdict: Verdict.Pass, Notices: { } exact })
                yield return Words.Promise(spec, exact);
            yield break;
        }

        yield return $"{judgement.Values.Count.ToString("#,0", CultureInfo.InvariantCulture)} samples counted of at most {result.Cap.ToString("#,0", CultureInfo.InvariantCulture)}{(spec.IsCapStated ? "" : " (no \"samples\" is stated, so the cost of a sample decides)")}{(spec.Stop is StopRule.WhenCertain ? "; sampling ends as soon as the verdict is certain, which the errors allow for" : "")}.";
        if (judgement is { PassError: { } pass, FailError: { } fail })
            yield return $"A pass is wrong with at most {Format.Percent(pass)}, a fail with at most {Format.Percent(fail)}{(result.IsIndependenceAssumed ? ", if the samples do not depend on each other: they took too long for a pilot, so this is assumed" : ", for any shape of the values")}.";
        if (result.Stride.Every > 1)
            yield return FormattableString.Invariant($"One sample in {result.Stride.Every:0.#} counts, at random gaps, so that those that do hardly depend on each other (rank autocorrelation of neighbours {result.Stride.Correlation:0.00}, in a pilot that is not counted).");
        if (result.Span.Processes > 0)
            yield return $"The samples span {Words.Span(result.Span)}: nothing is known of what changes more slowly.";
        if (result.WarmUpHitLimit)
            yield return "The warm-up ended at its limit of 2 s, before compiler and workload had settled: a longer \"warmup\" may change the result.";
        if (result.IsTooShort)
            yield return "A sample, or one half of a pair, takes less than 100 steps of the clock or 20 empty samples, so measuring moves it: put more work into one run.";
        if (result.Batch > 1)
            yield return $"A sample is the mean of {result.Batch} runs, because one is too short for the clock: quantiles speak of such batches.";
        if (result.Spec.HasEach)
            yield return "Each run is prepared or undone outside of the clock, so that runs are never measured several at a time.";
        if (result.Launches is { } launches)
            yield return $"The samples come from {Words.Launches(launches)}; {launches.Each} of each count at most.";
        if (judgement is { Verdict: Verdict.Pass, Notices: { } notices })
            yield return Words.Promise(spec, notices);
    }

    private static IEnumerable<string> Next(SpecResult result, int seed, Commands commands)
    {
        var spec = result.Spec.Spec;
        switch (result.Judgement)
        {
            case { Verdict: Verdict.Pass } when result.IsNoSlowerThanEmpty:
                yield return "An empty workload takes as long. Return what the work computes, or pass it to sample.Keep, so that the compiler cannot remove the work.";
                break;
            case { Verdict: Verdict.Pass } when Words.Headroom(result) >= 10:
                yield return "The target is more than ten times away: as a promise it may stay, but it guards nothing. Add a guard near what is measured (calibrate proposes one).";
                break;
            case { Verdict: Verdict.Pass }:
                yield return "Nothing. To see that it would notice a regression, run selftest.";
                break;
            case { Verdict: Verdict.Fail }:
                yield return "Find what changed: run the other specs of the workload, then bisect. If the new level is meant, let calibrate propose a target.";
                break;
            case { Cause: Cause.Straddles }:
                yield return $"The value is so near to its target that {result.Cap} samples cannot decide.{(result.Judgement.SamplesToDecide is { } needed ? FormattableString.Invariant($" About {needed:#,0} would: set \"samples\".") : "")} Or give the target headroom: a target a few per cent from the truth stays open most of the time.";
                break;
            case { Cause: Cause.LaunchesDiffer }:
                yield return "The processes differ more than the samples within one: set more \"launches\".";
                break;
            case { Cause: Cause.Drifting }:
                yield return "The workload had not settled: give it a longer \"warmup\", or find what grows from run to run.";
                break;
            case { Cause: Cause.Correlated }:
                yield return "What happens to one run happens to many that follow. Find the state that lasts, or set \"launches\" so that each process begins anew.";
                break;
            case { Verdict: Verdict.Unfit }:
                yield return "The machine was disturbed, not the code found slow. Close what else runs, and run it again; a budget in x beside a reference suffers less.";
                break;
            case { Verdict: Verdict.Error }:
                yield return "Mend the workload; its exception is above all else. Other specs' verdicts stand.";
                break;
            default:
                yield return "It was not judged to the end. Run it again, or go on with --extend.";
                break;
        }

        foreach (var line in Explanation.Lines(result, seed, commands, isMonospaced: false).Skip(1))
            yield return line;
    }
}
