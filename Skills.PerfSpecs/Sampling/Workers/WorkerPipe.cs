using System.IO.Pipes;
using System.Text;

namespace PerfSpecs.Sampling;

/// <summary>The pipe between a run and one of its worker processes.</summary>
internal static class WorkerPipe
{
    /// <summary>The longest path of a socket, in bytes, on the system that allows least (macOS: 104 with the closing zero).</summary>
    private const int LongestPath = 103;

    private const string Variable = "TMPDIR";

    /// <summary>Opens the run's end under a name that is free.</summary>
    /// <returns>The pipe, and its name for the other end.</returns>
    /// <exception cref="IOException">No folder for temporary files can hold it.</exception>
    public static (NamedPipeServerStream Pipe, string Name) Open()
    {
        var name = NameFor($"perfspecs-{Guid.NewGuid():N}"[..26]);
        const PipeOptions options = PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly;
        return (new NamedPipeServerStream(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, options), name);
    }

    private static string NameFor(string name) => OperatingSystem.IsWindows() ? name : NameIn([Path.GetTempPath(), "/tmp"], name);

    /// <summary>
    /// The name of a pipe in the first folder that exists and leaves room for it. A socket's path is short, whatever the file system
    /// allows.
    /// </summary>
    /// <param name="folders">The folders, that of temporary files first.</param>
    /// <param name="name">The name without a folder.</param>
    internal static string NameIn(IReadOnlyList<string> folders, string name)
    {
        var folder = folders.FirstOrDefault(Holds)
            ?? throw new IOException(
                "PerfSpecs cannot start a worker process for \"launches\": its pipe needs a folder that exists and has a short path. "
                + $"{Variable} is {folders[0]}; set it to a folder such as /tmp.");
        return Path.Combine(folder, name);

        bool Holds(string folder) => Directory.Exists(folder) && Encoding.UTF8.GetByteCount(Path.Combine(folder, name)) <= LongestPath;
    }
}
