using System.Diagnostics;
using PerfSpecs.Sampling;

namespace Runner.Workloads;

/// <summary>This program, started once more as a person starts it.</summary>
internal sealed class ConsoleProcess : IDisposable
{
    private const string Symbols = "✓✗?=○!‼";

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Process _process;

    private ConsoleProcess(Process process) => _process = process;

    public static ConsoleProcess Start(params IEnumerable<string> args)
    {
        var command = WorkerCommand.Of(typeof(ConsoleProcess).Assembly);
        var start = new ProcessStartInfo(command.File, [.. command.Arguments, .. args]) { UseShellExecute = false, RedirectStandardOutput = true, StandardOutputEncoding = System.Text.Encoding.UTF8 };
        // A build server's annotations and summary are those of the run that measures.
        start.Environment.Remove("GITHUB_ACTIONS");
        return new ConsoleProcess(Process.Start(start)!);
    }

    /// <summary>Waits until a verdict is to be read.</summary>
    /// <returns>The time since the start.</returns>
    public async Task<TimeSpan> FirstVerdict(CancellationToken cancellationToken)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("  ", StringComparison.Ordinal) && line.Length > 3 && Symbols.Contains(line[2], StringComparison.Ordinal) && line[3] is ' ')
                return Stopwatch.GetElapsedTime(_started);
        }

        throw new InvalidOperationException("The console ended without a verdict.");
    }

    /// <summary>Reads everything, until the process has ended well.</summary>
    public async Task End(CancellationToken cancellationToken)
    {
        var output = await _process.StandardOutput.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        if (_process.ExitCode is not 0)
            throw new InvalidOperationException($"The console ended with {_process.ExitCode}: {output}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
