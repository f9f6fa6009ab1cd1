using PerfSpecs;
using static PerfSpecs.Dsl;

namespace Runner.Workloads;

/// <summary>The loop's own cost: the model answers at once, the tool does next to nothing.</summary>
public static class IterationSpecs
{
    /// <summary>The workloads.</summary>
    public static Test Tests => testList("loop",
    [
        workload("iteration", ScriptedExecution.OfIterations, static async (execution, sample) =>
            {
                await execution.RunToEnd(sample.CancellationToken);
                sample.Operations = execution.Iterations;
                sample.Report("events", execution.Events);
            },
            measures: [measure("events", Unit.Count("events"), "events of one execution of eleven iterations", MetricKind.Exact)]),

        workload("bare-loop", BareLoop.Open, static async (loop, sample) => sample.Operations = await loop.RunToEnd(sample.CancellationToken)),

        workload("events", ScriptedExecution.OfChunks, static async (execution, sample) =>
        {
            await execution.RunToEnd(sample.CancellationToken);
            sample.Operations = execution.Events;
        }),
    ]);
}
