using System.Runtime.InteropServices;

namespace PerfSpecs.CommandLine;

/// <summary>
/// Keeps a worker process alive through the signals that a terminal or a service manager sends to every process of a run: the run ends its
/// workers itself, and one that died before would look like a workload's error.
/// </summary>
internal sealed class WorkerSignals : IDisposable
{
    private const int Terminated = 143;

    /// <summary>How long the run may take to end this process.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static readonly PosixSignal[] Ends = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    private readonly List<PosixSignalRegistration> _signals;
    private Timer? _limit;

    /// <summary>Takes the signals.</summary>
    public WorkerSignals() => _signals = [.. Ends.Select(signal => PosixSignalRegistration.Create(signal, Take))];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _limit?.Dispose();
    }

    private void Take(PosixSignalContext context)
    {
        context.Cancel = true;
        _limit ??= new Timer(static _ => Environment.Exit(Terminated), null, Limit, Timeout.InfiniteTimeSpan);
    }
}
