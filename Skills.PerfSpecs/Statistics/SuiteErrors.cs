namespace PerfSpecs.Statistics;

/// <summary>Errors of many tests together.</summary>
public static class SuiteErrors
{
    /// <summary>One test's part of the chance that any of them errs: rate / m (Bonferroni), whatever their dependence.</summary>
    /// <param name="rate">The chance for all tests together; between 0 and 1.</param>
    /// <param name="tests">The number of tests; at least 1.</param>
    public static double Split(double rate, int tests)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tests, 1);
        return rate / tests;
    }
}
