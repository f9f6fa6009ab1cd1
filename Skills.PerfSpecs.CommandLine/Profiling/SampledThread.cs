using PerfSpecs.Text;

namespace PerfSpecs.CommandLine;

/// <summary>What a thread was found doing.</summary>
/// <param name="Milliseconds">When, from the profile's first sample on.</param>
/// <param name="Stack">The names of the methods, outermost first.</param>
/// <param name="IsManaged">Whether it ran managed code; otherwise it waited, or was in the runtime or the system.</param>
internal readonly record struct StackSample(double Milliseconds, IReadOnlyList<string> Stack, bool IsManaged);

/// <summary>A thread of the profiled process.</summary>
/// <param name="Id">The system's number of it.</param>
/// <param name="Samples">What it was found doing, in order.</param>
internal sealed record SampledThread(long Id, IReadOnlyList<StackSample> Samples)
{
    /// <summary>How often it was found in managed code.</summary>
    public int Busy { get; } = Samples.Count(sample => sample.IsManaged);
}
