using System.Diagnostics;
using System.Reflection;
using System.Runtime;
using System.Runtime.InteropServices;
using PerfSpecs.Sampling;

namespace PerfSpecs.Environments;

/// <summary>What a measurement depends on besides the code: printed, and kept with every result.</summary>
/// <param name="Runtime">The runtime with its version.</param>
/// <param name="OperatingSystem">The operating system with its version.</param>
/// <param name="Architecture">The process's architecture.</param>
/// <param name="Cores">Processors that the process may use.</param>
/// <param name="Configuration">How the measured program was built: <c>Release</c>, or <c>Debug</c> where its code is not optimised.</param>
/// <param name="Jit">The settings of the just-in-time compiler that move measurements.</param>
/// <param name="GarbageCollector">The garbage collector's mode.</param>
/// <param name="HasDebugger">Whether a debugger is attached.</param>
/// <param name="Machine">The machine's state at the start.</param>
/// <param name="Processor">The processor's name; null where the system does not tell.</param>
public sealed record RunEnvironment(
    string Runtime,
    string OperatingSystem,
    string Architecture,
    int Cores,
    string Configuration,
    string Jit,
    string GarbageCollector,
    bool HasDebugger,
    MachineLoad Machine,
    string? Processor = null)
{
    private const string GuidedByProfile = "TieredPGO=1";

    /// <summary>Reads the environment of this process.</summary>
    /// <param name="program">The assembly whose code is measured.</param>
    public static RunEnvironment Of(Assembly program) => new(
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        Environment.ProcessorCount,
        program.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled is true ? "Debug" : "Release",
        $"TieredCompilation={(TieredCompilation.IsOn ? 1 : 0)} {(TieredCompilation.IsGuidedByProfile ? GuidedByProfile : "TieredPGO=0")}",
        $"{(GCSettings.IsServerGC ? "server" : "workstation")}, {(GCSettings.LatencyMode is GCLatencyMode.Batch ? "not concurrent" : "concurrent")}",
        Debugger.IsAttached,
        MachineLoad.Read(),
        PerfSpecs.Machine.Here.Processor);

    /// <summary>What makes measurements of this process worth little, in sentences; empty where nothing does.</summary>
    public IEnumerable<string> Doubts()
    {
        if (Configuration is "Debug")
            yield return "This is a Debug build: its code is not optimised, and what is measured says little of a Release build.";
        if (HasDebugger)
            yield return "A debugger is attached: it slows down what is measured.";
        if (Jit.Contains(GuidedByProfile, StringComparison.Ordinal))
            yield return "Dynamic PGO is on: one and the same code can settle at other speeds from run to run. Put <TieredPGO>false</TieredPGO> into the project.";
    }

    /// <summary>In what this environment differs from another such that their measurements do not compare; empty where they do. What changes from minute to minute is left out.</summary>
    /// <param name="other">The environment to compare with.</param>
    public IEnumerable<string> DifferencesFrom(RunEnvironment other)
    {
        (string Name, object Mine, object Theirs)[] parts =
        [
            ("runtime", Runtime, other.Runtime),
            ("operating system", OperatingSystem, other.OperatingSystem),
            ("architecture", Architecture, other.Architecture),
            ("cores", Cores, other.Cores),
            ("build", Configuration, other.Configuration),
            ("compiler", Jit, other.Jit),
            ("garbage collector", GarbageCollector, other.GarbageCollector),
        ];
        return from part in parts where !part.Mine.Equals(part.Theirs) select $"{part.Name}: {part.Theirs} and {part.Mine}";
    }
}
