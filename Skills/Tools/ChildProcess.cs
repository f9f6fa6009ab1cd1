using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Skills;

/// <summary>What a child process is started with.</summary>
/// <param name="Program">The program's full path.</param>
/// <param name="Arguments">Its arguments, each handed over as it is: no shell is ever asked.</param>
/// <param name="Folder">Its working folder.</param>
/// <param name="Timeout">Its time.</param>
/// <param name="MaxCharacters">The characters of its output that are kept; the same again of its errors.</param>
/// <param name="MaxMemoryBytes">The memory that it may allocate; null for no limit. Held where the system has <c>prlimit</c>.</param>
internal sealed record ProcessOrder(string Program, IReadOnlyList<string> Arguments, string Folder, TimeSpan Timeout, int MaxCharacters, long? MaxMemoryBytes);

/// <summary>How a child process ended.</summary>
/// <param name="ExitCode">Its exit code; null where it was killed at its timeout or for its output, or never ran.</param>
/// <param name="Output">What it wrote, up to the limit.</param>
/// <param name="Errors">What it wrote as errors, up to the limit.</param>
/// <param name="Problem">What went wrong around it, in words; null where nothing did.</param>
internal sealed record ProcessOutcome(int? ExitCode, string Output, string Errors, string? Problem);

/// <summary>Runs programs for skills: without a shell, without the host's environment, with limits, and never leaving a child behind.</summary>
/// <remarks>
/// Security: each child leads a process group of its own, which is killed as a whole when the child has ended, at its timeout, when it floods its
/// output, and when the execution is cancelled, so that neither ignored signals nor background children outlive it (on systems with
/// <c>setsid</c>; elsewhere the tree of children is killed). A child that leaves its group deliberately is not contained: that takes a container.
/// The environment holds PATH, LANG, HOME (the working folder) and, on Windows, what programs need to start; nothing else.
/// </remarks>
internal static class ChildProcess
{
    private const int Kill = 9;

    /// <summary>How many times the kept output a child may write before it is killed: nobody reads the rest.</summary>
    private const int Flood = 64;

    /// <summary>How long what is left in the pipes may take to arrive once the child has ended.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    private static readonly string[] WindowsVariables = ["SystemRoot", "SystemDrive", "ComSpec", "PATHEXT", "TEMP", "TMP"];

    private static readonly string? SetSid = ProgramPath.Find("setsid");

    private static readonly string? LimitTool = ProgramPath.Find("prlimit");

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="OperationCanceledException">The token is cancelled; the child is killed.</exception>
    public static async Task<ProcessOutcome> Run(ProcessOrder order, TimeProvider time, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = StartInfo(order) };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return new ProcessOutcome(null, "", "", $"{order.Program} cannot be started: {exception.Message}");
        }

        using var timeout = new CancellationTokenSource(order.Timeout, time);
        using var flooded = new CancellationTokenSource();
        using var any = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, flooded.Token, cancellationToken);
        process.StandardInput.Close();
        var output = new BoundedText(order.MaxCharacters);
        var errors = new BoundedText(order.MaxCharacters);
        var reading = Task.WhenAll(Read(process.StandardOutput, output, flooded), Read(process.StandardError, errors, flooded));
        try
        {
            await process.WaitForExitAsync(any.Token);
        }
        catch (OperationCanceledException)
        {
            // Which limit it was is told below.
        }

        KillAll(process);
        await Task.WhenAny(reading, Task.Delay(Rest, CancellationToken.None));
        cancellationToken.ThrowIfCancellationRequested();
        var problem =
            flooded.IsCancellationRequested ? FormattableString.Invariant($"it wrote more than {(long)order.MaxCharacters * Flood} characters and was ended") :
            timeout.IsCancellationRequested ? FormattableString.Invariant($"it did not end within {order.Timeout.TotalSeconds:0.###} s and was ended") :
            null;
        return new ProcessOutcome(problem is null ? process.ExitCode : null, output.Text, errors.Text, problem);
    }

    private static ProcessStartInfo StartInfo(ProcessOrder order)
    {
        List<string> line = [order.Program, .. order.Arguments];
        if (LimitTool is not null && order.MaxMemoryBytes is { } bytes)
            line.InsertRange(0, [LimitTool, FormattableString.Invariant($"--data={bytes}"), "--"]);
        if (SetSid is not null)
            line.Insert(0, SetSid);
        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            WorkingDirectory = order.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = ProgramPath.Value;
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["HOME"] = order.Folder;
        // Without these no program starts on Windows.
        foreach (var name in OperatingSystem.IsWindows() ? WindowsVariables : [])
            start.Environment[name] = Environment.GetEnvironmentVariable(name) ?? "";
        return start;
    }

    private static async Task Read(StreamReader reader, BoundedText text, CancellationTokenSource flooded)
    {
        var buffer = new char[4096];
        try
        {
            for (var read = await reader.ReadAsync(buffer); read > 0; read = await reader.ReadAsync(buffer))
            {
                if (text.Add(buffer.AsSpan(0, read)) > (long)text.Most * Flood)
                    await flooded.CancelAsync();
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The pipe is gone with the process.
        }
    }

    private static void KillAll(Process process)
    {
        // The child leads its group, so that the group's number is its own; it is still there while any child of it lives.
        if (SetSid is not null && !OperatingSystem.IsWindows())
            _ = SendSignal(-process.Id, Kill);
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }

        process.WaitForExit(Rest);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SendSignal(int process, int signal);

    /// <summary>The beginning of a text, and how long it was.</summary>
    private sealed class BoundedText(int most)
    {
        private readonly System.Text.StringBuilder _text = new();
        private readonly Lock _gate = new();
        private long _length;

        public int Most => most;

        public string Text
        {
            get
            {
                lock (_gate)
                    return _length <= most ? _text.ToString() : FormattableString.Invariant($"{_text}\n[Cut: {_length - most} further characters.]");
            }
        }

        public long Add(ReadOnlySpan<char> piece)
        {
            lock (_gate)
            {
                _text.Append(piece[..(int)Math.Clamp(most - _length, 0, piece.Length)]);
                return _length += piece.Length;
            }
        }
    }
}
