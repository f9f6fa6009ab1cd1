using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Skills;

/// <summary>How the skills of a host are.</summary>
internal sealed class SkillsHealth(SkillCatalog catalog, SkillOrchestrator orchestrator, IOptions<SkillsOptions> options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = orchestrator.Snapshot();
        var broken = catalog.Problems.Where(problem => problem.IsError || problem.Code is SkillSearch.RootMissing).Select(problem => problem.ToString()).ToList();
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["skills"] = catalog.Skills.Count,
            ["broken"] = broken,
            ["running"] = now.Running,
            ["queued"] = now.Queued,
            ["ended"] = now.Ended,
        };
        var isFull = now.Queued >= options.Value.Orchestrator.MaxQueued && now.Running >= options.Value.Orchestrator.MaxConcurrency;
        return Task.FromResult(
            isFull ? HealthCheckResult.Degraded(FormattableString.Invariant($"The queue is full: {now.Queued} executions wait, {now.Running} run."), data: data) :
            broken.Count > 0 ? HealthCheckResult.Degraded(FormattableString.Invariant($"{broken.Count} problems prevent skills from loading: {broken[0]}"), data: data) :
            HealthCheckResult.Healthy(FormattableString.Invariant($"{catalog.Skills.Count} skills, {now.Running} executions running, {now.Queued} waiting."), data));
    }
}
