using System.Diagnostics;
using System.Reflection;

namespace PerfSpecs.Sampling;

/// <summary>How a program is started again as a worker that takes samples.</summary>
/// <param name="File">The file to start.</param>
/// <param name="Arguments">What stands before the worker's own arguments.</param>
public sealed record WorkerCommand(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>The verb that makes the program a worker; not for people.</summary>
    internal const string Verb = "worker";

    /// <summary>The command of a program by its assembly: the host beside it, or the runtime's.</summary>
    /// <param name="program">An assembly whose entry point calls <see cref="CommandLine.SpecConsole.Run"/>.</param>
    public static WorkerCommand Of(Assembly program)
    {
        var assembly = program.Location;
        var host = Path.Combine(Path.GetDirectoryName(assembly) ?? "", Path.GetFileNameWithoutExtension(assembly) + (OperatingSystem.IsWindows() ? ".exe" : ""));
        return System.IO.File.Exists(host)
            ? new WorkerCommand(host, [])
            : new WorkerCommand(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", assembly]);
    }

    /// <summary>The command as a person in a folder types it; empty where the program does not lie below that folder.</summary>
    /// <param name="folder">The folder, as a full path.</param>
    internal string Typed(string folder)
    {
        string[] words = [File, .. Arguments];
        var path = Path.GetRelativePath(folder, words[^1]);
        if (Path.IsPathRooted(path) || path.StartsWith("..", StringComparison.Ordinal))
            return "";
        words[^1] = path.Contains(Path.DirectorySeparatorChar) || words.Length > 1 ? path : Path.Join(".", path);
        words[0] = words.Length > 1 ? "dotnet" : words[0];
        return string.Join(' ', words.Select(word => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word));
    }

    internal ProcessStartInfo StartInfo(string pipe) => new(File, [.. Arguments, Verb, pipe])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
