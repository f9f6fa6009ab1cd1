using PerfSpecs.Results;
using PerfSpecs.Running;

namespace PerfSpecs.CommandLine;

/// <summary>Shows what the selected specs would need and could catch; measures nothing.</summary>
internal static class PlanVerb
{
    public static Task<ExitCode> Execute(Invocation invocation, string? stored) => invocation.WithPlan(plan =>
    {
        ResultsFile? results = null;
        if (stored is not null && !invocation.TryReadResults(stored, out results))
            return Task.FromResult(ExitCode.Invalid);
        ForecastReport.Write(invocation.Console, plan, results);
        return Task.FromResult(ExitCode.Passed);
    });
}
