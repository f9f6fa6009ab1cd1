using System.Diagnostics;
using System.IO.Pipes;

namespace PerfSpecs.Sampling;

/// <summary>A fresh process that takes samples, seen from the run: killed with everything it started when it is no longer wanted.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    /// <summary>What a process that has broken off may take to be gone.</summary>
    private static readonly TimeSpan Burial = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly NamedPipeServerStream _pipe;
    private readonly BinaryReader _reader;
    private readonly BinaryWriter _writer;
    private readonly LastWords _lastWords = new();
    private Task _listening = Task.CompletedTask;

    private WorkerProcess(Process process, NamedPipeServerStream pipe)
    {
        (_process, _pipe) = (process, pipe);
        _reader = new BinaryReader(new BufferedStream(pipe));
        _writer = new BinaryWriter(pipe);
    }

    /// <summary>The system's number of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a worker and tells it what is to be sampled.</summary>
    /// <exception cref="WorkerFailedException">It ends before it connects.</exception>
    public static async Task<WorkerProcess> Start(WorkerCommand command, SampleRequest request, CancellationToken cancellationToken)
    {
        var (pipe, name) = WorkerPipe.Open();
        var worker = new WorkerProcess(Process.Start(command.StartInfo(name))!, pipe);
        try
        {
            worker.Listen();
            await worker.Connect(cancellationToken);
            worker._writer.Write(WorkerJson.Text(request));
            worker._writer.Flush();
            return worker;
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next sample, or that the worker is ready; null at the end.</summary>
    /// <exception cref="WorkerFailedException">The worker ended before its time.</exception>
    /// <exception cref="OperationCanceledException">The token is cancelled; the worker is killed.</exception>
    public WorkerMessage? Read(CancellationToken cancellationToken)
    {
        using var killing = cancellationToken.UnsafeRegister(static worker => ((WorkerProcess)worker!).Kill(), this);
        try
        {
            var message = WorkerMessage.Read(_reader);
            return message.Word is WorkerWord.End ? null : message;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Died();
        }
    }

    /// <summary>Tells a worker that is ready how many samples are wanted.</summary>
    public void Ask(int samples)
    {
        try
        {
            _writer.Write(samples);
            _writer.Flush();
        }
        catch (IOException)
        {
            throw Died();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await _pipe.DisposeAsync();
        _process.Dispose();
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    private async Task Connect(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var connected = _pipe.WaitForConnectionAsync(either.Token);
        if (await Task.WhenAny(connected, _process.WaitForExitAsync(either.Token)) == connected)
        {
            await connected;
            return;
        }

        await either.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        throw Died();
    }

    /// <summary>What the workload prints is dropped, so that its pipe never fills up; the last words on its standard error are kept for the case that it dies.</summary>
    private void Listen()
    {
        _listening = _lastWords.Listen(_process.StandardError);
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        // Whoever reads finds an end, and does not wait for a person.
        _process.StandardInput.Close();
    }

    private WorkerFailedException Died()
    {
        // A broken pipe is noticed before the process has quite ended; without its exit code the message says less.
        var ended = _process.WaitForExit(Burial) && _listening.Wait(Burial);
        var how = ended ? $"the worker process ended by itself with exit code {_process.ExitCode}{Meaning(_process.ExitCode)}" : "the worker process broke off";
        var message = _lastWords.Crash is { } crash ? $"{how}: {crash}" : how;
        return new WorkerFailedException(message, string.Join('\n', [how, .. _lastWords.Lines]));
    }

    private static string Meaning(int exitCode) => exitCode switch
    {
        137 when !OperatingSystem.IsWindows() => " (killed, by someone or by the system for want of memory)",
        139 when !OperatingSystem.IsWindows() => " (segmentation fault)",
        _ => "",
    };
}
