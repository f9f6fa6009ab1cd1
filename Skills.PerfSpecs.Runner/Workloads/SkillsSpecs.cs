using PerfSpecs;
using static PerfSpecs.Dsl;

namespace Runner.Workloads;

/// <summary>Everything of Skills that can be measured. The budgets stand in specs.json.</summary>
public static class SkillsSpecs
{
    /// <summary>The tree of workloads.</summary>
    public static Test Tests => testList("skills",
    [
        IterationSpecs.Tests,
        ContextSpecs.Tests,
        TaskSpecs.Tests,
        OrchestratorSpecs.Tests,
    ]);
}
