using System.Globalization;
using PerfSpecs.Environments;
using PerfSpecs.Judging;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using PerfSpecs.Sampling.Processors;
using PerfSpecs.SpecFiles;
using PerfSpecs.Statistics;

namespace PerfSpecs.Text;

/// <summary>Says in words what was judged. The one place for sentences about verdicts: console, MSTest and files share them.</summary>
public static class Words
{
    // One slow beat in so many is an accident.
    private const int BeatsOutOfTolerance = 8;

    /// <summary>The sign of a result; told apart without colour.</summary>
    public static string Symbol(SpecResult result) => Findings.Of(result) switch
    {
        Finding.Pass when IsWeak(result) => "○",
        Finding.Pass => IsExact(result) ? "=" : "✓",
        Finding.Fail => "✗",
        Finding.Warning => "▲",
        Finding.Info => "i",
        Finding.Inconclusive => "?",
        Finding.Error => "‼",
        Finding.Unfit => "!",
        _ => "-",
    };

    /// <summary>Whether a pass could miss a doubling of today's value, or the slowdown that its "catches" names.</summary>
    public static bool IsWeak(SpecResult result) => result.Judgement is { Verdict: Verdict.Pass } judgement && (judgement.Notices is { } notices
        ? notices > Math.Min(result.Spec.Spec.Catches ?? Replay.DefaultCatches, Replay.DefaultCatches)
        : result.Spec.Spec.Target.Statistic is Statistic.Quantile && judgement.Estimate > 0);

    /// <summary>How many times the measured value the target leaves room for; null where that makes no sense.</summary>
    public static double? Headroom(SpecResult result)
    {
        var target = result.Spec.Spec.Target;
        if (result.Judgement.Verdict is not Verdict.Pass || result.Judgement.Estimate is not { } estimate || target.Bound.Unit.Dimension is Dimension.Share)
            return null;
        var factor = target.IsUpper ? target.Bound.Value / estimate : estimate / target.Bound.Value;
        return double.IsFinite(factor) && factor > 0 ? factor : null;
    }

    /// <summary>A few words behind the numbers of a line: what is to be added to the verdict.</summary>
    public static string Remark(SpecResult result) => VisibleText.Of(Plainly(result));

    private static string Plainly(SpecResult result) => result.Judgement switch
    {
        { Verdict: Verdict.Pass } when result.IsNoSlowerThanEmpty =>
            "no slower than an empty workload: the compiler may have removed the work; return its result, or use sample.Keep",
        { Verdict: Verdict.Pass, Notices: { } notices } => $"notices {Format.Factor(notices)}{(IsWeak(result) ? " (weak)" : "")}",
        { Verdict: Verdict.Pass } when IsWeak(result) => "weak: may miss a doubling; raise \"samples\"",
        { Verdict: Verdict.Fail } => string.Join("; ", new[] { TargetDistance.Of(result), SetAside(result) }.Where(part => part.Length > 0)),
        { Verdict: Verdict.Pass } => "",
        { Cause: Cause.Disturbed disturbed } => Busy(disturbed.Turns),
        { Cause: Cause.Correlated correlated } => FormattableString.Invariant($"samples depend on each other over longer stretches than the gaps between them (correlation of neighbours {correlated.Correlation:0.00}); neither a pass nor a fail would be certain"),
        { Cause: Cause.Drifting drift } => $"still drifting: the values {(drift.Z > 0 ? "rise" : "fall")} to the end (Mann-Kendall at 1 %), towards the other side of the target",
        { Cause: Cause.Straddles, SamplesToDecide: { } needed } => FormattableString.Invariant($"the target lies inside the interval; about {Rounded(needed):#,0} samples would decide"),
        { Cause: Cause.Straddles } => "the target lies inside the interval",
        { Cause: Cause.LaunchesDiffer differ } => $"{differ.Spread.Each} of each launch may count, too few for a verdict: more \"launches\" would decide",
        { Cause: Cause.CutShort cut } => cut.Reason,
        { Cause: Cause.SetAside aside } => aside.Reason,
        { Cause: Cause.Threw { Exception: WorkerFailedException failed } } => FirstLine(failed.Message),
        { Cause: Cause.Threw threw } => $"{threw.Exception.GetType().Name}: {FirstLine(threw.Exception.Message)}",
        { Cause: Cause.Escaped escaped } => $"{escaped.Exception.GetType().Name} on a thread where nothing caught it: {FirstLine(escaped.Exception.Message)}",
        { Cause: Cause.EndedProcess } => "it ended the process (Environment.Exit), and the run with it",
        { Cause: Cause.Overran overran } => $"no end within {Format.Value(overran.Timeout.TotalNanoseconds, Unit.Nanosecond)}",
        { Cause: Cause.Differs differs } => $"not exact: {Plain(differs.First, result)}, then {Plain(differs.Other, result)}",
        { Cause: Cause.OutOfRange beyond } => $"a sample of {Plain(beyond.Value, result)} is outside of 0 to the declared max of {Plain(beyond.Max, result)}",
        { Cause: Cause.NotANumber bad } => $"the workload reported {(double.IsNaN(bad.Value) ? "no number" : "an infinite value")} for \"{result.Spec.Spec.Measure}\"",
        { Cause: Cause.NoMultiple none } => NoMultiple(result.Spec.Spec, none),
        _ => "",
    };

    /// <summary>The machine in a few words: quiet, or what makes it busy.</summary>
    /// <param name="machine">How steady it is.</param>
    /// <param name="load">What the system says of it.</param>
    /// <param name="cores">Its processors.</param>
    public static string Machine(MachineState machine, MachineLoad load, int cores)
    {
        var busy = string.Join(", ", new[]
        {
            load.Load > cores ? string.Create(CultureInfo.InvariantCulture, $"load {load.Load:0.0} on {Count(cores, "processor", "processors")}") : null,
            machine.Foreign > Contention.Raised ? $"other programs use {Share(machine.Foreign.Value)} of the processors" : null,
            machine.Delay > Contention.Raised ? $"this program waits {Share(machine.Delay.Value)} of the time" : null,
            BeatsOutOfTolerance * machine.Disturbed > machine.Beats ? $"{machine.Disturbed} of {machine.Beats} beats of the canary are slow" : null,
        }.OfType<string>());
        var limit = machine.Quota is { } quota ? string.Create(CultureInfo.InvariantCulture, $", limited to {quota:0.##} of {Count(cores, "processor", "processors")} by its container") : "";
        return (busy.Length > 0 ? $"busy: {busy}" : "quiet") + limit;
    }

    /// <summary>How many turns were set aside, for a verdict that was reached all the same; empty where there was none.</summary>
    public static string SetAside(SpecResult result) =>
        result.Disturbed is { } turns ? FormattableString.Invariant($"{turns.Count} of {turns.Of} turns set aside: the machine was busy") : "";

    /// <summary>What a pass promises to notice, in a sentence.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="notices">The factor.</param>
    public static string Promise(Spec spec, double notices) => spec.Target.Statistic is Statistic.Exact
        ? $"It notices {Format.Factor(notices)}: if the value became {Format.Factor(notices)} {(spec.Target.IsUpper ? "what it is" : "smaller than it is")} now, it would fail."
        : $"It notices {Format.Factor(notices)}: if this code became {Format.Factor(notices)} {(spec.Target.IsUpper ? "slower" : "worse")} than measured now, it would fail in 9 runs of 10.";

    /// <summary>What limits the verdict although nothing speaks against it; empty where nothing does.</summary>
    public static IEnumerable<string> Doubts(SpecResult result)
    {
        if (result.Judgement.Values.Count is 0)
            yield break;
        if (result.IsIndependenceAssumed)
            yield return "independence is assumed: no pilot was taken";
        if (result.WarmUpHitLimit)
            yield return "the warm-up ended at its limit";
        if (result.IsTooShort)
            yield return result.ReferenceBatch > 0 ? "one half of a pair is too short for the clock" : "a sample is too short for the clock";
    }

    /// <summary>Over what the counted samples were taken, such as <c>0.31 s, 3 turns, 1 process</c>.</summary>
    public static string Span(SampleSpan span) => FormattableString.Invariant(
        $"{Format.Value(span.Elapsed.TotalNanoseconds, Unit.Nanosecond)}, {Count(span.Turns, "turn", "turns")}, {Count(span.Processes, "process", "processes")}");

    /// <summary>How much the processes differ that samples come from.</summary>
    public static string Launches(LaunchSpread spread) =>
        spread.Spread is { } share ? $"{spread.Launches} launches differ by {Format.Percent(Math.Round(share, 3))}" : $"{spread.Launches} launches";

    /// <summary>The whole verdict in one or two sentences.</summary>
    public static string Sentence(SpecResult result)
    {
        var (spec, judgement) = (result.Spec.Spec, result.Judgement);
        if (judgement.Interval is not { } interval)
            return VisibleText.Of($"{spec.Id}: {Remark(result).TrimEnd('.')}.");
        var subject = spec.Target.Statistic switch
        {
            Statistic.Exact => "The value",
            Statistic.Rate => "The success rate",
            var statistic => $"The {statistic}",
        };
        var shown = Format.Interval(interval, result.Spec.Unit, spec.Target.Bound);
        if (spec.Reference is { } reference)
            shown = $"{shown.TrimEnd('x').TrimEnd()} times {reference}";
        var certainty = interval.Lower.Equals(interval.Upper) ? "" : $" ({Format.Percent(interval.ConfidenceLevel)} confidence, {judgement.Values.Count} samples)";
        var target = $"the target is {spec.Target.BoundText}";
        return VisibleText.Of(judgement.Verdict switch
        {
            Verdict.Error => $"{subject} cannot be judged: {Remark(result).TrimEnd('.')}.",
            Verdict.Inconclusive or Verdict.Unfit => $"{subject} is {shown}{certainty}; {target}, and {Remark(result)}.",
            Verdict.Fail when result.Disturbed is not null => $"{subject} is {shown}{certainty}; {target} ({SetAside(result)}).",
            _ => $"{subject} is {shown}{certainty}; {target}.",
        });
    }

    /// <summary>The estimate with its unit, rounded on its own side of the target; empty where there is none.</summary>
    public static string Estimate(SpecResult result) => result.Judgement is { Estimate: { } estimate, Interval: { } interval }
        ? Format.Value(estimate, result.Spec.Unit, interval, result.Spec.Spec.Target.Bound)
        : "";

    /// <summary>The interval, its ends on their own sides of the target; empty where there is none or it is a single value.</summary>
    public static string Interval(SpecResult result) => result.Judgement.Interval is { } interval && !interval.Lower.Equals(interval.Upper)
        ? Format.Interval(interval, result.Spec.Unit, result.Spec.Spec.Target.Bound)
        : "";

    /// <summary>Why a spec neither passes nor fails the run, for formats that name the spec elsewhere.</summary>
    public static string Reason(SpecResult result) =>
        $"{Findings.Of(result).Word()}: {(result.Judgement.Interval is null ? Remark(result) : Sentence(result))}";

    /// <summary>The run in one line: how many specs came to which verdict, and how long it took.</summary>
    /// <param name="result">The run.</param>
    /// <param name="show">How a finding's words are shown; null for as they are.</param>
    public static string Tally(RunResult result, Func<Finding, string, string>? show = null)
    {
        var parts = result.Results
            .GroupBy(Findings.Of)
            .OrderBy(group => group.Key)
            .Select(group => (Finding: group.Key, Words: group.Key.Count(group.Count()) + Weak(group)))
            .Select(part => show is null ? part.Words : show(part.Finding, part.Words));
        return $"{Count(result.Results.Count, "spec", "specs")}: {string.Join(", ", parts)} · {Format.Seconds(result.Elapsed)}{(result.IsCancelled ? " · cancelled" : "")}";
    }

    /// <summary>A verdict as what happened to a spec, such as <c>passed</c>, whatever its severity.</summary>
    public static string Name(Verdict verdict) => verdict switch
    {
        Verdict.Pass => Finding.Pass.Name(),
        Verdict.Fail => Finding.Fail.Name(),
        Verdict.Error => Finding.Error.Name(),
        _ => verdict.ToString().ToLowerInvariant(),
    };

    /// <summary>A number with its noun, such as <c>1 pass</c> or <c>3 passes</c>.</summary>
    public static string Count(int count, string singular, string plural) => FormattableString.Invariant($"{count} {(count is 1 ? singular : plural)}");

    private static string Busy(DisturbedTurns turns)
    {
        var when = FormattableString.Invariant($"in {turns.Count} of {turns.Of} turns");
        return turns switch
        {
            { Foreign: { } foreign, Delay: { } delay } => $"other programs used {Share(foreign)} of the processors, and this one waited {Share(delay)} of the time, {when}",
            { Foreign: { } foreign } => $"other programs used {Share(foreign)} of the processors {when}",
            { Slowdown: > Canary.Tolerance } => $"a fixed piece of work (the canary) took up to {Format.Factor(turns.Slowdown)} its usual time {when}",
            _ => $"a fixed piece of work (the canary) took another time again and again {when}",
        };
    }

    private static string Share(double share) => Format.Percent(Math.Round(share, 2));

    private static string Weak(IEnumerable<SpecResult> results) =>
        results.Count(IsWeak) is > 0 and var weak ? FormattableString.Invariant($", {weak} of them weak") : "";

    private static string NoMultiple(Spec spec, Cause.NoMultiple none)
    {
        var name = MessageText.Quote(spec.Reference ?? "");
        return
            double.IsNaN(none.Reference) ? $"the reference {name} reported no number" :
            !double.IsFinite(none.Reference) ? $"the reference {name} reported an infinite value" :
            double.IsNaN(none.Value) ? $"the workload reported no number for \"{spec.Measure}\"" :
            !double.IsFinite(none.Value) ? $"the workload reported an infinite value for \"{spec.Measure}\"" :
            none.Reference is 0 ? $"the reference {name} was 0, and no multiple of zero exists; compare with a metric that is above 0" :
            none.Reference < 0 ? $"the reference {name} was below 0, where no multiple makes sense; compare with a metric that is above 0" :
            $"the reference {name} was so near to 0 that the multiple is too large for a number";
    }

    // Two digits are more than an approximation is worth.
    private static int Rounded(int samples)
    {
        var unit = (int)Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(samples)) - 1));
        return (samples + unit - 1) / unit * unit;
    }

    private static string Plain(double value, SpecResult result) => Format.Value(value, result.Spec.Unit);

    private static bool IsExact(SpecResult result) => result.Spec.Spec.Target.Statistic is Statistic.Exact;

    private static string FirstLine(string text) => text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? text[..end] : text;
}
