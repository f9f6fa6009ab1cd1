namespace PerfSpecs.Sampling.Processors;

/// <summary>How long a thread ran and waited since it began.</summary>
/// <param name="Ran">Nanoseconds on a processor.</param>
/// <param name="Waited">Nanoseconds in which it could have run and had no processor.</param>
internal readonly record struct ThreadTimes(long Ran, long Waited);

/// <summary>What the system says of its processors at one moment. Times are in nanoseconds and only ever grow; what matters is the difference of two readings.</summary>
/// <param name="At">The moment.</param>
/// <param name="Processors">Processors that this process may use.</param>
/// <param name="Busy">How long they were busy, whoever used them.</param>
/// <param name="Own">Processor time of this process.</param>
/// <param name="Children">Processor time of the processes that this process started, and of those that they started.</param>
/// <param name="Threads">This process's threads by their number in the system; empty where the system does not show them.</param>
/// <param name="Throttled">How long the control group's limit held this process back.</param>
internal sealed record ProcessorReading(
    long At,
    int Processors,
    long Busy,
    long Own,
    long Children,
    IReadOnlyDictionary<int, ThreadTimes> Threads,
    long Throttled);

/// <summary>Where readings come from; tests put invented numbers in its place.</summary>
internal interface IProcessorSignals
{
    /// <summary>Reads the signals now; null where the system does not show them.</summary>
    ProcessorReading? Read();

    /// <summary>The processors that a limit from outside allows, such as 1.5, where that is less than the process could use otherwise; null where it is not.</summary>
    double? Quota { get; }
}
