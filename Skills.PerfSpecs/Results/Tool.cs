using System.Reflection;

namespace PerfSpecs.Results;

/// <summary>This tool, as results name it.</summary>
public static class Tool
{
    private const int CommitDigits = 12;

    /// <summary>Its version, with the first digits of the commit it was built from where that is known, as in <c>0.1.0+1a2b3c4d5e6f</c>.</summary>
    public static string Version { get; } = Short(
        typeof(Tool).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? typeof(Tool).Assembly.GetName().Version?.ToString()
        ?? "unknown");

    private static string Short(string version) =>
        version.IndexOf('+', StringComparison.Ordinal) is >= 0 and var plus && version.Length > plus + 1 + CommitDigits
            ? version[..(plus + 1 + CommitDigits)]
            : version;
}
