using PerfSpecs.Statistics;
using PerfSpecs.Text;

namespace PerfSpecs.Judging;

/// <summary>Splits a suite's false-alarm rate over the specs that can raise a false alarm.</summary>
public static class ErrorBudget
{
    /// <summary>The fail error of each spec: the suite's rate over the number of specs that are judged from samples (Bonferroni), and over the runs that the suite may take.</summary>
    /// <param name="suite">The suite's rate.</param>
    /// <param name="specs">Every spec of the suite, whatever is selected of it: a filter must not change a verdict.</param>
    /// <returns>Between 0 and 1, both excluded.</returns>
    public static double FailError(SuiteSettings suite, IReadOnlyList<Spec> specs) =>
        SuiteErrors.Split(suite.FalseAlarmRate, Math.Max(1, specs.Count(spec => spec.Target.Statistic is not Statistic.Exact)) * suite.Runs);
}
