using PerfSpecs;
using static PerfSpecs.Dsl;

namespace Runner.Workloads;

/// <summary>Many executions at once in one worker.</summary>
public static class OrchestratorSpecs
{
    /// <summary>The workloads.</summary>
    public static Test Tests => testList("orchestrator",
    [
        workload("orchestrator", Crowd.Open, static async (crowd, sample) =>
            {
                sample.Operations = await crowd.Run(sample.CancellationToken);
                sample.Report("concurrent", crowd.MostInFlight);
            },
            measures: [measure("concurrent", Unit.Count("executions"), "executions that were in flight at one moment, all of which completed", MetricKind.Exact, Better.Higher)],
            parameters: [parameter("concurrency", 100)]),

        workload("memory", Growth.Open, static async (growth, sample) => sample.Report("growth", await growth.Measure(sample.CancellationToken)),
            measures: [measure("growth", Unit.Byte, "bytes held after fifty executions and a full collection, beyond those before")]),
    ]);
}
