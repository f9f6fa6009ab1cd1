using PerfSpecs.Running;

namespace PerfSpecs.Text;

/// <summary>Finds the line of a stack trace that its reader wrote.</summary>
internal static class OwnFrame
{
    private const string At = "at ";

    /// <summary>The innermost frame that is neither the runtime's nor the framework's, without its "at"; null where there is none.</summary>
    /// <param name="trace">An exception as the runtime writes it.</param>
    public static string? Of(string trace) => trace
        .Split('\n', StringSplitOptions.TrimEntries)
        .Where(line => line.StartsWith(At, StringComparison.Ordinal))
        .Select(line => line[At.Length..])
        .FirstOrDefault(OwnCode.Is);
}
