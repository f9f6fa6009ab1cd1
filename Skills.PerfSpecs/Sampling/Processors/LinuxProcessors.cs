using System.Diagnostics;

namespace PerfSpecs.Sampling.Processors;

/// <summary>The signals as Linux shows them under /proc. A reading takes about half a millisecond and is never taken inside of a sample.</summary>
internal sealed class LinuxProcessors : IProcessorSignals
{
    /// <summary>A program that starts more processes than this is not followed any further.</summary>
    private const int MostChildren = 1_000;

    private readonly Func<string, string?> _text;
    private readonly Func<string, IReadOnlyList<string>> _folders;
    private readonly IReadOnlySet<int>? _allowed;
    private readonly ControlGroup _group;

    /// <summary>The signals in files of any origin.</summary>
    /// <param name="text">The text of a file; null where it cannot be read.</param>
    /// <param name="folders">The names of the folders in a folder.</param>
    internal LinuxProcessors(Func<string, string?> text, Func<string, IReadOnlyList<string>> folders)
    {
        (_text, _folders) = (text, folders);
        _allowed = KernelText.ProcessorList(KernelText.Field(text("/proc/self/status"), "Cpus_allowed_list:"));
        _group = ControlGroup.Read(text);
    }

    /// <summary>The signals of this system; null where it does not show them.</summary>
    public static LinuxProcessors? Here() =>
        OperatingSystem.IsLinux() && new LinuxProcessors(KernelFile.Text, KernelFile.Folders) is var here && here.Read() is not null ? here : null;

    /// <inheritdoc/>
    public double? Quota => KernelText.ProcessorTimes(_text("/proc/stat"), _allowed) is { } times && _group.Quota < times.Processors ? _group.Quota : null;

    /// <inheritdoc/>
    public ProcessorReading? Read()
    {
        // Asked for the process's time, the kernel brings the running thread's own time up to date, which schedstat alone does not.
        _ = OwnTime();
        var threads = Threads();
        var children = Children("self", []);
        if (KernelText.ProcessorTimes(_text("/proc/stat"), _allowed) is not { Busy: > 0 } times)
            return null;
        var at = (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));
        return new ProcessorReading(at, times.Processors, times.Busy, OwnTime(), children, threads, _group.Throttled(_text));
    }

    private Dictionary<int, ThreadTimes> Threads()
    {
        var threads = new Dictionary<int, ThreadTimes>();
        foreach (var name in _folders("/proc/self/task"))
        {
            if (KernelText.Number(name) is { } id and < int.MaxValue && KernelText.ThreadTimes(_text($"/proc/self/task/{name}/schedstat")) is { } times)
                threads[(int)id] = times;
        }

        return threads;
    }

    private static long OwnTime()
    {
#if NET9_0_OR_GREATER
        var used = Environment.CpuUsage.TotalTime;
#else
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        var used = process.TotalProcessorTime;
#endif
        return (long)used.TotalNanoseconds;
    }

    // Children that have ended are in their parent's sum: what a child used stays in the total, whether it lives or not.
    private long Children(string process, HashSet<string> seen)
    {
        var time = seen.Count is 0
            ? KernelText.EndedChildrenTime(_text("/proc/self/stat"))
            : KernelText.ProcessTime(_text($"/proc/{process}/stat"));
        var threads = _folders($"/proc/{process}/task");
        foreach (var child in threads.SelectMany(thread => (_text($"/proc/{process}/task/{thread}/children") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (KernelText.Number(child) is not null && seen.Count < MostChildren && seen.Add(child))
                time += Children(child, seen);
        }

        return time;
    }
}
