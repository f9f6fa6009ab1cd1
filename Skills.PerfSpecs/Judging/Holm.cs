using PerfSpecs.Statistics;
using PerfSpecs.Text;

namespace PerfSpecs.Judging;

/// <summary>What a suite's failures tell of its open verdicts.</summary>
public static class Holm
{
    /// <summary>
    /// The open specs that would fail too by Holm's step-down (1979): each failure already found leaves the false-alarm rate to one
    /// spec fewer. For information: verdicts keep the errors they were planned with, so that no spec's verdict depends on another's.
    /// </summary>
    /// <param name="judged">Every judged spec of the suite.</param>
    /// <param name="falseAlarmRate">The suite's false-alarm rate; between 0 and 1.</param>
    /// <param name="failError">Each sampled spec's part of it.</param>
    public static IReadOnlyList<Spec> AlsoFailing(IReadOnlyList<(Spec Spec, Judgement Judgement)> judged, double falseAlarmRate, double failError)
    {
        var tests = (int)Math.Round(falseAlarmRate / failError);
        var failed = judged.Count(result => result.Judgement.Verdict is Verdict.Fail && result.Spec.Target.Statistic is not Statistic.Exact);
        var open = judged.Where(result => result.Judgement is { Verdict: Verdict.Inconclusive, Cause: Cause.Straddles, Values.Count: > 0 }).ToList();
        var found = new List<Spec>();
        while (failed > 0 && failed < tests)
        {
            var error = SuiteErrors.Split(falseAlarmRate, tests - failed);
            var next = open.Where(result => SpecJudge.Derive(result.Spec, error, result.Judgement.Values).Verdict is Verdict.Fail).ToList();
            if (next.Count is 0)
                break;
            open = [.. open.Except(next)];
            found.AddRange(next.Select(result => result.Spec));
            failed += next.Count;
        }

        return found;
    }
}
