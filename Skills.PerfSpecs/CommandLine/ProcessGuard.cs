using System.Runtime.ExceptionServices;
using PerfSpecs.Running;

namespace PerfSpecs.CommandLine;

/// <summary>Keeps the console's process alive through what workloads do to it, as far as a process can: until it is disposed, or its own end is asked for.</summary>
/// <remarks>
/// An exception that escapes on a thread breaks the spec and not the run. <see cref="Environment.Exit"/> cannot be taken back: the run is
/// then ended, and what was finished is reported first. A fail-fast, a stack overflow and a killed process leave no time for anything.
/// </remarks>
internal sealed class ProcessGuard : IDisposable
{
    /// <summary>What the reports of a run that is ended may take.</summary>
    private static readonly TimeSpan LastReports = TimeSpan.FromSeconds(20);

    private static readonly Lazy<bool> HearsOfExceptions = new(SetHandler);
    private static volatile bool _isOwnEnd;

    private readonly CancellationTokenSource _cancellation;
    private readonly ManualResetEventSlim _finished = new();
    private readonly CancellationToken _asked;

    /// <summary>Begins to watch.</summary>
    /// <param name="asked">Cancelled when the user asks for the end.</param>
    public ProcessGuard(CancellationToken asked)
    {
        _asked = asked;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(asked);
        _ = HearsOfExceptions.Value;
        AppDomain.CurrentDomain.ProcessExit += Ending;
    }

    /// <summary>Cancelled when the user asks for the end, or a workload brings it about.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Ends the process at once.</summary>
    public static void Exit(ExitCode code)
    {
        _isOwnEnd = true;
        Environment.Exit((int)code);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= Ending;
        _finished.Set();
        _cancellation.Dispose();
    }

    private void Ending(object? sender, EventArgs e)
    {
        if (_isOwnEnd || _asked.IsCancellationRequested)
            return;
        StrayFaults.TakeEnd();
        _cancellation.Cancel();
        _finished.Wait(LastReports);
        Environment.ExitCode = (int)ExitCode.Errored;
    }

    private static bool SetHandler()
    {
        try
        {
            ExceptionHandling.SetUnhandledExceptionHandler(StrayFaults.Take);
            return true;
        }
        catch (InvalidOperationException)
        {
            // The program has one of its own.
            return false;
        }
    }
}
