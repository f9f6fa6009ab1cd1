using PerfSpecs;
using static PerfSpecs.Dsl;

namespace Runner.Workloads;

/// <summary>Whole tasks as a user waits for them: the model's latency is real, and really waited for.</summary>
public static class TaskSpecs
{
    /// <summary>The workloads.</summary>
    public static Test Tests => testList("tasks",
    [
        workload("simple-task", SimpleTask.Open, static async (task, sample) => sample.Succeeded = await task.Run(sample.Seed, sample.CancellationToken)),

        workload("recovery", FaultSuite.Open, static async (suite, sample) => sample.Succeeded = await suite.Run(sample.Seed, sample.CancellationToken)),
    ]);
}
