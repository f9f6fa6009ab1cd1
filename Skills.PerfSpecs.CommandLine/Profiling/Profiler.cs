using System.Diagnostics;
using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using PerfSpecs.Sampling;

namespace PerfSpecs.CommandLine;

/// <summary>Takes the profile of a workload in a process of its own, from the end of its warm-up on.</summary>
/// <param name="command">How the program is started again.</param>
/// <param name="duration">How long it is sampled.</param>
internal sealed class Profiler(WorkerCommand command, TimeSpan duration)
{
    /// <summary>What the process may take to start.</summary>
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(30);

    /// <summary>What the runtime may take to write down the names of its methods.</summary>
    private static readonly TimeSpan Names = TimeSpan.FromSeconds(60);

    private const int BufferMegabytes = 256;
    private const long CompilerAndLoader = 0x38;

    // The sampler of the runtime itself, and the methods that are compiled meanwhile: those before stand in the trace's end.
    private static readonly EventPipeProvider[] Providers =
    [
        new("Microsoft-DotNETCore-SampleProfiler", EventLevel.Informational),
        new("Microsoft-Windows-DotNETRuntime", EventLevel.Verbose, CompilerAndLoader),
    ];

    /// <summary>Runs the workload and writes its trace.</summary>
    /// <param name="request">The workload.</param>
    /// <param name="timeout">What setup and each run of the warm-up may take.</param>
    /// <param name="path">The file of the trace.</param>
    /// <param name="cancellationToken">Ends it; the trace is then of no use.</param>
    /// <exception cref="WorkerFailedException">The workload threw, or its process ended.</exception>
    /// <exception cref="TimeoutException">It did not get through its warm-up.</exception>
    /// <exception cref="DiagnosticsClientException">The runtime refuses to be profiled.</exception>
    public async Task<Recording> Record(SampleRequest request, TimeSpan timeout, string path, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var worker = await WorkerProcess.Start(command, request, ending.Token);
        var warmUp = await WarmUp(worker, timeout, cancellationToken);
        var runs = 0L;
        var begin = Stopwatch.GetTimestamp();
        using (var session = await new DiagnosticsClient(worker.Id).StartEventPipeSessionAsync(Providers, requestRundown: true, BufferMegabytes, cancellationToken))
        {
            await using var file = File.Create(path);
            var writing = session.EventStream.CopyToAsync(file, cancellationToken);
            worker.Ask(int.MaxValue);
            var running = Task.Run(() => Follow(worker, message => Interlocked.Add(ref runs, message.Facts.Batch), ending.Token), CancellationToken.None);
            if (await Task.WhenAny(running, Task.Delay(duration, cancellationToken)) == running)
                await running;
            cancellationToken.ThrowIfCancellationRequested();
            var sampled = (Runs: Interlocked.Read(ref runs), Elapsed: Stopwatch.GetElapsedTime(begin));
            await session.StopAsync(cancellationToken).WaitAsync(Names, cancellationToken);
            await writing.WaitAsync(Names, cancellationToken);
            await ending.CancelAsync();
            await running.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return new Recording(warmUp, sampled.Runs, sampled.Elapsed);
        }
    }

    /// <summary>Waits until the workload is warm.</summary>
    /// <returns>The runs that it took.</returns>
    private static async Task<int> WarmUp(WorkerProcess worker, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Start + timeout);
        var runs = 0;
        try
        {
            await Task.Run(() => Follow(
                worker,
                message =>
                {
                    runs += message.Word is WorkerWord.Sample ? 1 : 0;
                    patience.CancelAfter(timeout);
                },
                patience.Token), CancellationToken.None);
            return runs;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(FormattableString.Invariant($"no end within {timeout.TotalSeconds:0.###} s"), exception);
        }
    }

    /// <summary>Reads what the worker says until it is ready or has ended.</summary>
    private static void Follow(WorkerProcess worker, Action<WorkerMessage> hear, CancellationToken cancellationToken)
    {
        while (worker.Read(cancellationToken) is { Word: not WorkerWord.Ready } message)
        {
            if (message.Taken.Failure is { } failure)
                throw failure;
            hear(message);
        }
    }
}

/// <summary>How a trace was recorded.</summary>
/// <param name="WarmUp">Runs before it.</param>
/// <param name="Runs">Runs during it.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record Recording(int WarmUp, long Runs, TimeSpan Elapsed);
