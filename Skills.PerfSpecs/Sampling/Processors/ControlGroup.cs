namespace PerfSpecs.Sampling.Processors;

/// <summary>The control group of this process: how many processors it may use at most, and how long that limit held it back. Both versions of control groups.</summary>
/// <param name="Quota">The processors that the tightest group on the way to the root allows, such as 1.5; null where there is no limit.</param>
/// <param name="Folder">The folder of the group with that limit; null where there is none.</param>
internal sealed record ControlGroup(double? Quota, string? Folder)
{
    private const string Root = "/sys/fs/cgroup";
    private const int Deepest = 64;

    private static readonly ControlGroup None = new(null, null);

    /// <summary>Finds the limit that holds for this process.</summary>
    /// <param name="text">How a file is read; null where it cannot be.</param>
    public static ControlGroup Read(Func<string, string?> text)
    {
        var tightest = None;
        foreach (var folder in (text("/proc/self/cgroup") ?? "").Split('\n').SelectMany(Folders))
        {
            if (QuotaOf(folder, text) is { } quota && !(quota >= tightest.Quota))
                tightest = new ControlGroup(quota, folder);
        }

        return tightest;
    }

    /// <summary>How long the limit has held its group back, in nanoseconds; 0 where there is none or it cannot be read.</summary>
    /// <param name="text">How a file is read; null where it cannot be.</param>
    public long Throttled(Func<string, string?> text) =>
        Folder is null || text($"{Folder}/cpu.stat") is not { } state ? 0 :
        Time(state, "throttled_usec") * 1_000 is > 0 and var two ? two :
        Time(state, "throttled_time");

    // A line is "0::/path" in version 2 and "4:cpu,cpuacct:/path" in version 1. In a container the path may be that of the host: the groups
    // that can be seen there are the upper ones.
    private static IEnumerable<string> Folders(string line)
    {
        var parts = line.Split(':', 3);
        if (parts.Length < 3 || parts[2].Contains("..", StringComparison.Ordinal))
            yield break;
        string[] mounts =
            parts is ["0", "", _] ? [Root] :
            parts[1].Split(',').Contains("cpu", StringComparer.Ordinal) ? [$"{Root}/{parts[1]}", $"{Root}/cpu"] :
            [];
        foreach (var mount in mounts.Distinct(StringComparer.Ordinal))
        {
            var path = parts[2].TrimEnd('/');
            for (var depth = 0; depth < Deepest && path.Length > 0; depth++)
            {
                yield return mount + path;
                path = path[..Math.Max(0, path.LastIndexOf('/'))];
            }

            yield return mount;
        }
    }

    private static double? QuotaOf(string folder, Func<string, string?> text)
    {
        var (quota, period) = text($"{folder}/cpu.max")?.Trim().Split(' ') is [var most, var of]
            ? (KernelText.Number(most), KernelText.Number(of))
            : (KernelText.Number(text($"{folder}/cpu.cfs_quota_us")?.Trim() ?? ""), KernelText.Number(text($"{folder}/cpu.cfs_period_us")?.Trim() ?? ""));
        return quota is > 0 && period is > 0 ? (double)quota / period : null;
    }

    private static long Time(string state, string name) =>
        KernelText.Field(state, name + " ") is { } value ? KernelText.Number(value) ?? 0 : 0;
}
