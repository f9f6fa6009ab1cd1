namespace PerfSpecs.Sampling.Processors;

/// <summary>How much the threads of this process wait for a processor from now on: what a worker process reports of itself.</summary>
internal sealed class ThreadDelay
{
    private readonly IProcessorSignals? _signals = LinuxProcessors.Here();
    private readonly ProcessorReading? _from;

    /// <summary>Begins to watch.</summary>
    public ThreadDelay() => _from = _signals?.Read();

    /// <summary>The share of the time since then that the thread with the longest wait was kept waiting; null where the system does not show it.</summary>
    public double? SoFar() => _from is { } from && _signals!.Read() is { } to && to.At > from.At ? Contention.DelayOf(from, to) : null;
}
