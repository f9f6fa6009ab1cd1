using PerfSpecs;
using PerfSpecs.Text;
using static PerfSpecs.Dsl;

namespace Runner.Workloads;

/// <summary>Everything that this program can measure: Skills, and itself.</summary>
public static class AllSpecs
{
    /// <summary>The tree of workloads.</summary>
    public static Test Tests => testList("", [SkillsSpecs.Tests, ConsoleSpecs.Tests]);

    /// <summary>What people say to repeat or to profile one of them.</summary>
    public static Commands Commands { get; } =
        new("make perf ONLY={id} SEED={seed}", "make perf ARGS=\"--profile {id}\"", " SPECS={file}") { Root = "PerfSpecs.sln" };
}
