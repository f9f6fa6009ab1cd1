using PerfSpecs;
using static PerfSpecs.Dsl;

namespace Runner.Workloads;

/// <summary>Everything that this program can measure: Skills, and itself.</summary>
public static class AllSpecs
{
    /// <summary>The tree of workloads.</summary>
    public static Test Tests => testList("", [SkillsSpecs.Tests, ConsoleSpecs.Tests]);
}
