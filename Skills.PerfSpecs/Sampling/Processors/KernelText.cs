using System.Globalization;
using PerfSpecs.Results;

namespace PerfSpecs.Sampling.Processors;

/// <summary>Understands the texts in which Linux shows processor times. What is not understood is null or left out; nothing throws.</summary>
internal static class KernelText
{
    /// <summary>The unit of /proc/stat and /proc/PID/stat: USER_HZ is 100 on every system that .NET runs on.</summary>
    public const long NanosecondsPerTick = 10_000_000;

    private const int MostProcessors = 1 << 16;

    /// <summary>The processors of a list such as <c>0-3,8</c>; null where it is none.</summary>
    public static IReadOnlySet<int>? ProcessorList(string? text)
    {
        var processors = new HashSet<int>();
        foreach (var part in (text ?? "").Trim().Split(','))
        {
            var dash = part.IndexOf('-', StringComparison.Ordinal);
            if (Number(dash < 0 ? part : part[..dash]) is not { } first || Number(dash < 0 ? part : part[(dash + 1)..]) is not { } last || last >= MostProcessors)
                return null;
            for (var processor = first; processor <= last; processor++)
                processors.Add((int)processor);
        }

        return processors.Count > 0 ? processors : null;
    }

    /// <summary>The value of a line such as <c>Cpus_allowed_list:	0-1</c>; null where there is none.</summary>
    public static string? Field(string? text, string name) =>
        (text ?? "").Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } found ? found[name.Length..].Trim(' ', '\t', ':') : null;

    /// <summary>How long processors were busy and idle since the start of the system, by /proc/stat.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="allowed">The processors that count; null for all of them.</param>
    /// <returns>How many processors there are, and their times in nanoseconds, time that a hypervisor took counted as busy; null where there is none.</returns>
    public static (int Processors, long Busy, long Idle)? ProcessorTimes(string? text, IReadOnlySet<int>? allowed)
    {
        var (processors, busy, idle) = (0, 0L, 0L);
        foreach (var line in (text ?? "").Split('\n'))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 5 || !fields[0].StartsWith("cpu", StringComparison.Ordinal) || Number(fields[0][3..]) is not { } processor || allowed?.Contains((int)processor) is false)
                continue;
            // user nice system idle iowait irq softirq steal; what guests ran (after that) is part of user.
            var ticks = fields.Skip(1).Take(8).Select(Number).ToList();
            if (ticks.Contains(null))
                continue;
            var waiting = ticks[3]!.Value + (ticks.Count > 4 ? ticks[4]!.Value : 0);
            processors++;
            idle += waiting * NanosecondsPerTick;
            busy += (ticks.Sum()!.Value - waiting) * NanosecondsPerTick;
        }

        return processors > 0 ? (processors, busy, idle) : null;
    }

    /// <summary>How long a thread ran and how long it waited for a processor, by /proc/PID/task/TID/schedstat; null where the text is another.</summary>
    public static ThreadTimes? ThreadTimes(string? text)
    {
        var fields = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length >= 2 && Number(fields[0]) is { } ran && Number(fields[1]) is { } waited ? new ThreadTimes(ran, waited) : null;
    }

    /// <summary>The processor time of a process and of its children that have ended, in nanoseconds, by /proc/PID/stat; 0 where the text is another.</summary>
    public static long ProcessTime(string? text)
    {
        // The program's name stands in parentheses and may hold anything, parentheses and blanks included.
        var fields = (text ?? "")[((text ?? "").LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length < 15 ? 0 : fields[11..15].Sum(field => Number(field) ?? 0) * NanosecondsPerTick;
    }

    /// <summary>The processor time of a process's children that have ended, in nanoseconds; 0 where the text is another.</summary>
    public static long EndedChildrenTime(string? text)
    {
        var fields = (text ?? "")[((text ?? "").LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length < 15 ? 0 : fields[13..15].Sum(field => Number(field) ?? 0) * NanosecondsPerTick;
    }

    /// <summary>A whole number that is not negative and small enough to be a time; null for anything else.</summary>
    public static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < long.MaxValue / NanosecondsPerTick / 1024 ? number : null;
}
