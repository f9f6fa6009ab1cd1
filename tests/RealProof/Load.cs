using System.Diagnostics;

namespace RealProof;

/// <summary>Other processes that keep every core busy until it is disposed.</summary>
internal sealed class Load : IDisposable
{
    private readonly List<Process> _processes = [];

    public static Load OnEveryCore() => Start("burn");

    /// <summary>Busy for a second, then idle for two, on every core at the same times.</summary>
    public static Load ThatComesAndGoes() => Start("burn-now-and-then");

    private static Load Start(string mode)
    {
        var load = new Load();
        for (var core = 0; core < Environment.ProcessorCount; core++)
            load._processes.Add(Process.Start(new ProcessStartInfo(Environment.ProcessPath!, Arguments(mode))) ?? throw new InvalidOperationException("The load does not start."));
        return load;
    }

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            process.Dispose();
        }
    }

    /// <summary>What this program is started with again.</summary>
    // Started by the runtime's host, the process is the host and the program its first argument.
    public static List<string> Arguments(string mode) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet" ? [typeof(Load).Assembly.Location, mode] : [mode];
}
