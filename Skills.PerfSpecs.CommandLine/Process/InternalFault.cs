using System.Reflection;
using System.Runtime.InteropServices;
using PerfSpecs.SpecFiles;

namespace PerfSpecs.CommandLine;

/// <summary>What is shown of an exception that nobody expected.</summary>
internal static class InternalFault
{
    /// <summary>The lines to report.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="args">The command line.</param>
    public static string Report(Exception exception, IReadOnlyList<string> args)
    {
        var version = typeof(InternalFault).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        string[] place =
        [
            $"PerfSpecs {version?.InformationalVersion ?? "of unknown version"}", RuntimeInformation.FrameworkDescription,
            RuntimeInformation.OSDescription, RuntimeInformation.ProcessArchitecture.ToString(),
        ];
        return $"""
            error: {exception.GetType().Name}: {exception.Message}
            This is a fault of PerfSpecs, not of your code. Please report it to the maintainers of PerfSpecs, with the lines below.
              {string.Join(" · ", place)}
              command line: {string.Join(' ', args.Select(ShellText.Quoted))}
              {exception.ToString().ReplaceLineEndings("\n  ")}
            """;
    }
}
