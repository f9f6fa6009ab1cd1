using PerfSpecs.Judging;
using PerfSpecs.Sampling;
using PerfSpecs.Statistics;

namespace PerfSpecs.Results;

/// <summary>Why a verdict is what it is, as JSON. What a kind does not need is null.</summary>
/// <param name="Kind">The kind of cause, such as <c>certain</c>, <c>straddles</c>, <c>cutShort</c> or <c>threw</c>.</param>
/// <param name="Text">The reason in words, or an exception as the runtime writes it.</param>
/// <param name="Value">Its number, such as the sample out of range, the correlation or the slowest turn; null where it is not finite.</param>
/// <param name="Other">What the number is compared with, such as the declared maximum or the reference's value; null where it is not finite.</param>
public sealed record CauseRecord(
    string Kind,
    string? Text = null,
    double? Value = null,
    double? Other = null)
{
    /// <summary>The kind for a busy or slow machine.</summary>
    internal const string Disturbed = "disturbed";

    private const string Certain = "certain";
    private const string Straddles = "straddles";
    private const string CutShort = "cutShort";
    private const string Differs = "differs";
    private const string NotANumber = "notANumber";
    private const string NoMultiple = "noMultiple";
    private const string Correlated = "correlated";
    private const string Drifting = "drifting";
    private const string LaunchesDiffer = "launchesDiffer";
    private const string OutOfRange = "outOfRange";
    private const string Threw = "threw";
    private const string Escaped = "escaped";
    private const string EndedProcess = "endedProcess";
    private const string Overran = "overran";
    private const string Abandoned = "abandoned";
    private const string SetAside = "setAside";

    /// <summary>A cause as a record of this format.</summary>
    public static CauseRecord From(Cause cause) => cause switch
    {
        Cause.Certain => new(Certain),
        Cause.Straddles => new(Straddles),
        Cause.CutShort cut => new(CutShort, cut.Reason),
        Cause.Differs differs => new(Differs, null, differs.First, differs.Other),
        Cause.NotANumber bad => new(NotANumber, double.IsNaN(bad.Value) ? null : "infinite"),
        Cause.NoMultiple none => new(NoMultiple, null, SpecRecord.Finite(none.Value), SpecRecord.Finite(none.Reference)),
        Cause.Disturbed => new(Disturbed),
        Cause.Correlated correlated => new(Correlated, null, SpecRecord.Finite(correlated.Correlation)),
        Cause.Drifting drifting => new(Drifting, null, SpecRecord.Finite(drifting.Z)),
        Cause.LaunchesDiffer => new(LaunchesDiffer),
        Cause.OutOfRange beyond => new(OutOfRange, null, SpecRecord.Finite(beyond.Value), beyond.Max),
        Cause.Threw threw => new(Threw, threw.Exception.ToString()),
        Cause.Escaped escaped => new(Escaped, escaped.Exception.ToString()),
        Cause.EndedProcess => new(EndedProcess),
        Cause.Overran overran => new(overran.Abandoned ? Abandoned : Overran, null, overran.Timeout.TotalSeconds),
        Cause.SetAside aside => new(SetAside, aside.Reason),
        _ => new(char.ToLowerInvariant(cause.GetType().Name[0]) + cause.GetType().Name[1..]),
    };

    /// <summary>The cause that was stored; null for a kind that this version does not know.</summary>
    /// <param name="launches">How much the processes differ; null where there was one.</param>
    /// <param name="disturbed">The turns that were set aside; null where there was none.</param>
    internal Cause? Restored(LaunchSpread? launches, DisturbedTurns? disturbed) => Kind switch
    {
        Certain => new Cause.Certain(),
        Straddles => new Cause.Straddles(),
        CutShort => new Cause.CutShort(Text ?? ""),
        Differs when (Value, Other) is ({ } first, { } other) => new Cause.Differs(first, other),
        NotANumber => new Cause.NotANumber(Text is null ? double.NaN : double.PositiveInfinity),
        NoMultiple => new Cause.NoMultiple(Value ?? double.NaN, Other ?? double.NaN),
        Disturbed when disturbed is not null => new Cause.Disturbed(disturbed),
        Correlated when Value is { } correlation => new Cause.Correlated(correlation),
        Drifting when Value is { } trend => new Cause.Drifting(trend),
        LaunchesDiffer when launches is not null => new Cause.LaunchesDiffer(launches),
        OutOfRange when (Value, Other) is ({ } value, { } max) => new Cause.OutOfRange(value, max),
        Threw => new Cause.Threw(Exception()),
        Escaped => new Cause.Escaped(Exception()),
        EndedProcess => new Cause.EndedProcess(),
        Overran or Abandoned when Value is >= 0 and < 1e9 and var seconds =>
            new Cause.Overran(TimeSpan.FromSeconds(seconds), Kind is Abandoned),
        SetAside => new Cause.SetAside(Text ?? ""),
        _ => null,
    };

    /// <summary>Whether a verdict can have this cause. A kind that is not known here may have withheld a verdict, but never gives one.</summary>
    internal bool Fits(Verdict verdict) => Kind switch
    {
        Certain => verdict is Verdict.Pass or Verdict.Fail,
        Straddles or CutShort or LaunchesDiffer => verdict is Verdict.Inconclusive,
        Disturbed => verdict is Verdict.Unfit,
        Correlated => verdict is Verdict.Unfit && Value is >= -1 and <= 1,
        Drifting => verdict is Verdict.Unfit && Value is not null,
        SetAside => verdict is Verdict.Skipped or Verdict.Quarantined,
        Differs or NotANumber or NoMultiple or OutOfRange or Threw or Escaped or EndedProcess or Overran or Abandoned =>
            verdict is Verdict.Error,
        _ => verdict is Verdict.Inconclusive or Verdict.Unfit or Verdict.Error,
    };

    /// <summary>Whether it withholds a verdict that the samples alone would give, so that another derived verdict is no contradiction.</summary>
    internal bool Withholds => Kind is not (Certain or Straddles or CutShort or LaunchesDiffer or Differs or SetAside);

    /// <summary>Whether two values that differ are the cause, which the samples show.</summary>
    internal bool IsDifference => Kind is Differs;

    private WorkerFailedException Exception()
    {
        var text = Text ?? "";
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return new WorkerFailedException(end < 0 ? text : text[..end], text);
    }
}
