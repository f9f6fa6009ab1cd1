using PerfSpecs;
using PerfSpecs.Reports;
using static PerfSpecs.Dsl;

namespace Faulty;

/// <summary>Trees with budgets in code: one that can be run without a specs.json, and one with mistakes.</summary>
public static class BudgetsInCode
{
    public static Test Good => testList("code",
    [
        workload("work", sample => sample.Report("value", sample.Index % 10), [measure("value", Unit.Count("things"), "a number")]),
        workload("zero", sample => sample.Operations = 0),
        spec("work/value", "median < 9 things", new() { Id = "in-code", Tags = ["guard"], Warmup = 30 }),
        pspec("zero/duration", P95 < 1.Seconds, new() { Id = "no-operations", Tags = ["guard"] }),
    ]);

    public static Test Mistaken => testList("code",
    [
        workload("work", _ => { }),
        workload("work", _ => { }),
        workload("My Workload", _ => { }),
        spec("work/durations", P95 < 1.Seconds),
        spec("work/duration", "p95 < 1 KB"),
    ]);
}
