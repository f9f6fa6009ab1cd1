using System.Globalization;
using System.Runtime.InteropServices;
using PerfSpecs.Running;

namespace PerfSpecs.CommandLine;

/// <summary>Decides how the console's process ends: by the signals that a user or a system sends, and by what workloads do to it.</summary>
/// <remarks>
/// The first signal cancels a run that measures, and ends any other work at once; a second one, more than a second later, ends the process at once. An exception that
/// escapes on a thread breaks the spec and not the run. <see cref="Environment.Exit"/> cannot be taken back: the run is then ended, and
/// what was finished is reported first. A fail-fast, a stack overflow and a killed process leave no time for anything.
/// </remarks>
internal sealed class ProcessGuard : IDisposable
{
    /// <summary>What the reports of a run that is ended may take.</summary>
    private static readonly TimeSpan LastReports = TimeSpan.FromSeconds(20);

    private static readonly Lazy<bool> HearsOfExceptions = new(SetHandler);
    private static volatile ProcessGuard? _current;
    private static volatile bool _isOwnEnd;

    private readonly CancellationTokenSource _cancellation = new();
    private readonly ManualResetEventSlim _finished = new();
    private readonly List<PosixSignalRegistration> _signals;
    private Timer? _limit;
    private readonly SignalCount _signalled = new(TimeProvider.System);
    private volatile bool _isHeeded;

    /// <summary>Begins to watch.</summary>
    public ProcessGuard()
    {
        StrayFaults.Forget();
        _ = HearsOfExceptions.Value;
        _current = this;
        _signals = [.. Ends().Select(signal => PosixSignalRegistration.Create(signal, Take))];
        AppDomain.CurrentDomain.ProcessExit += Ending;
    }

    /// <summary>Whether something was measured, or began to be.</summary>
    public bool IsHeeded => _isHeeded;

    /// <summary>Whether a signal asked for the end.</summary>
    public bool IsCancelled => _signalled.Any;

    /// <summary>
    /// A token that is cancelled when the user asks for the end, or a workload brings it about. Whoever takes it ends the work gracefully.
    /// </summary>
    public CancellationToken TakeToken()
    {
        _isHeeded = true;
        return _cancellation.Token;
    }

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
        foreach (var signal in _signals)
            signal.Dispose();
        _limit?.Dispose();
        _current = null;
        StrayFaults.Forget();
        _finished.Set();
    }

    private static IEnumerable<PosixSignal> Ends()
    {
        yield return PosixSignal.SIGINT;
        yield return PosixSignal.SIGTERM;
        // A program started by nohup outlives its terminal; .NET would replace what nohup set.
        if (!IsHangupIgnored())
            yield return PosixSignal.SIGHUP;
        // Ctrl-Break; elsewhere SIGQUIT asks for a core dump, and gets it.
        if (OperatingSystem.IsWindows())
            yield return PosixSignal.SIGQUIT;
    }

    private static bool IsHangupIgnored()
    {
        const string field = "SigIgn:";
        return OperatingSystem.IsLinux()
            && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal)) is { } ignored
            && (ulong.Parse(ignored.AsSpan(field.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 1) is 1;
    }

    private void Take(PosixSignalContext context)
    {
        context.Cancel = true;
        if (!_isHeeded)
        {
            Exit(ExitCode.Cancelled);
            return;
        }

        switch (_signalled.Add())
        {
            case SignalMeaning.Insists:
                Exit(ExitCode.Cancelled);
                return;
            case SignalMeaning.Same:
                return;
            case SignalMeaning.First:
                break;
        }

        // Workloads are called back on other threads: this one has to hear the second signal.
        _ = _cancellation.CancelAsync();
        _limit = new Timer(_ => Exit(ExitCode.Cancelled), null, LastReports, Timeout.InfiniteTimeSpan);
        // When the handler of a closed window or a logoff returns, Windows ends the process.
        if (OperatingSystem.IsWindows() && context.Signal is PosixSignal.SIGHUP or PosixSignal.SIGTERM)
            _finished.Wait(LastReports);
    }

    private void Ending(object? sender, EventArgs e)
    {
        if (_isOwnEnd)
            return;
        StrayFaults.TakeEnd();
        _cancellation.Cancel();
        _finished.Wait(LastReports);
        Environment.ExitCode = (int)(IsCancelled ? ExitCode.Cancelled : ExitCode.Errored);
    }

    private static bool SetHandler()
    {
#if NET10_0_OR_GREATER
        try
        {
            // Set once for the process; outside of a guard's life it lets every exception pass.
            System.Runtime.ExceptionServices.ExceptionHandling.SetUnhandledExceptionHandler(exception => _current is not null && StrayFaults.Take(exception));
            return true;
        }
        catch (InvalidOperationException)
        {
            // The program has one of its own.
            return false;
        }
#else
        // There an exception on a thread where nothing catches it ends the process.
        return false;
#endif
    }
}
