using System.Diagnostics;
using System.Reflection;
using PerfSpecs.SpecFiles;

namespace PerfSpecs.Sampling;

/// <summary>How a program is started again as a worker that takes samples.</summary>
/// <param name="File">The file to start.</param>
/// <param name="Arguments">What stands before the worker's own arguments.</param>
public sealed record WorkerCommand(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>The verb that makes the program a worker; not for people.</summary>
    internal const string Verb = "worker";

    /// <summary>
    /// The command of a program by its assembly: the host beside it, the runtime's, or the one file that the program was published as.
    /// </summary>
    /// <param name="program">An assembly whose entry point calls <c>SpecConsole.Run</c>.</param>
    public static WorkerCommand Of(Assembly program) => Of(LocationOf(program), Environment.ProcessPath);

    /// <summary>The command of a program by its files.</summary>
    /// <param name="assembly">The assembly's file; empty where it lies in the program's single file.</param>
    /// <param name="process">The file that this process was started from; null where the system does not tell.</param>
    internal static WorkerCommand Of(string assembly, string? process)
    {
        const string unnamed = "The system does not name the file that this program was started from, so it cannot be started again.";
        if (assembly.Length is 0)
            return new WorkerCommand(process ?? throw new InvalidOperationException(unnamed), []);
        var name = Path.GetFileNameWithoutExtension(assembly) + (OperatingSystem.IsWindows() ? ".exe" : "");
        var host = Path.Combine(Path.GetDirectoryName(assembly)!, name);
        return System.IO.File.Exists(host)
            ? new WorkerCommand(host, [])
            : new WorkerCommand(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", assembly]);
    }

    /// <summary>
    /// The command as a person in a folder types it, quoted for a shell: the shorter way where the program lies below that folder.
    /// </summary>
    /// <param name="folder">The folder, as a full path.</param>
    internal string Typed(string folder)
    {
        string[] words = [File, .. Arguments];
        var path = Path.GetRelativePath(folder, words[^1]);
        if (!Path.IsPathRooted(path) && !path.StartsWith("..", StringComparison.Ordinal))
            words[^1] = path.Contains(Path.DirectorySeparatorChar) || words.Length > 1 ? path : Path.Join(".", path);
        words[0] = words.Length > 1 ? "dotnet" : words[0];
        return string.Join(' ', words.Select(ShellText.Quoted));
    }

    internal ProcessStartInfo StartInfo(string pipe) => new(File, [.. Arguments, Verb, pipe])
    {
        UseShellExecute = false,
        // Each process begins where this one did, wherever a workload went in between.
        WorkingDirectory = StartFolder.Path,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    // The analyser's warning is right, and its case is the one that Of answers.
#pragma warning disable IL3000
    private static string LocationOf(Assembly program) => program.Location;
#pragma warning restore IL3000
}
