using System.Diagnostics;
using PerfSpecs.Judging;
using PerfSpecs.Specs;
using PerfSpecs.Statistics;

namespace PerfSpecs.Running;

/// <summary>A spec whose samples are being taken.</summary>
internal sealed class SpecInProgress(PlannedSpec planned, SpecJudge judge, int measure, int referenceMeasure)
{
    private int _taken;

    public PlannedSpec Planned => planned;

    /// <summary>Samples counted so far; readable while a turn is under way.</summary>
    public int Taken => Volatile.Read(ref _taken);

    public bool IsDone => judge.IsDone;

    /// <summary>A run that failed counts as a failure of its success rate, and breaks every other measure.</summary>
    public void Threw(Exception exception)
    {
        if (planned.Spec.Target.Statistic is Statistic.Rate)
            Count(0);
        else
            judge.Break(new Cause.Threw(exception));
    }

    public void Count(ReadOnlySpan<double> values) => Count(values[measure]);

    public void CountPair(ReadOnlySpan<double> candidate, ReadOnlySpan<double> reference) =>
        Count(candidate[measure] / reference[referenceMeasure]);

    public void Break(Cause cause) => judge.Break(cause);

    public RunEvent.Progress Progress() => new(planned, Taken, judge.IntervalSoFar());

    /// <summary>The result so far; <paramref name="cutShort"/> says what ended it where it is not certain.</summary>
    public SpecResult Result(long started, string? cutShort)
    {
        var judgement = judge.Conclude();
        if (cutShort is not null && judgement.Verdict is Verdict.Inconclusive && !judge.IsDone)
            judgement = judgement with { Cause = new Cause.CutShort(cutShort) };
        return new SpecResult(planned, judgement, Stopwatch.GetElapsedTime(started));
    }

    private void Count(double value)
    {
        if (judge.IsDone)
            return;
        judge.Add(value);
        Volatile.Write(ref _taken, judge.Values.Count);
    }
}
