using PerfSpecs.Reports;
using PerfSpecs.Running;

namespace PerfSpecs.CommandLine;

/// <summary>Shows what the selected specs would need and could catch; measures nothing.</summary>
internal static class PlanVerb
{
    public static Task<ExitCode> Execute(Invocation invocation) => invocation.WithPlan(plan =>
    {
        ForecastReport.Write(invocation.Console, plan);
        return Task.FromResult(ExitCode.Passed);
    });
}
