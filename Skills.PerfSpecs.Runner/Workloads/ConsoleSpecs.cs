using PerfSpecs;
using static PerfSpecs.Dsl;

namespace Runner.Workloads;

/// <summary>How long a person waits for this very console. The budgets stand in console.specs.json.</summary>
public static class ConsoleSpecs
{
    private static readonly string[] Far = ["iteration-overhead", "preprocessing", "event-emission", "initial-lines", "initial-tokens", "concurrent", "memory-growth"];

    /// <summary>The workloads.</summary>
    public static Test Tests => testList("console",
    [
        Waited("check", "check"),
        Waited("list", "--list-tests"),
        Waited("far-from-budget", ["--run", .. Far]),
        workload("first-verdict", async sample =>
            {
                using var console = ConsoleProcess.Start("--tag", "plan");
                sample.Report("wait", (await console.FirstVerdict(sample.CancellationToken)).TotalNanoseconds);
            },
            measures: [measure("wait", Unit.Nanosecond, "time from the start of the process to the first verdict of the plan")]),
    ]);

    private static Test Waited(string name, params string[] args) => workload(name, async sample =>
    {
        using var console = ConsoleProcess.Start(args);
        await console.End(sample.CancellationToken);
    });
}
