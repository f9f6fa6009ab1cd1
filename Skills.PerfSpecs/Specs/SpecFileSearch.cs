namespace PerfSpecs.Specs;

/// <summary>
/// Where the specs file was looked for: the path that the user gave; else the environment variable <c>PERFSPECS_FILE</c>; else upwards from
/// the current directory, and from the program's own, to the folder that holds <c>PerfSpecs.sln</c>; else the copy beside the program.
/// </summary>
/// <param name="Found">The file, or null.</param>
/// <param name="Searched">Every path that was tried, in order.</param>
public sealed record SpecFileSearch(string? Found, IReadOnlyList<string> Searched)
{
    /// <summary>The environment variable that names the file.</summary>
    public const string Variable = "PERFSPECS_FILE";

    /// <summary>The file's usual name.</summary>
    public const string FileName = "specs.json";

    private const string RootMark = "PerfSpecs.sln";

    internal static SpecFileSearch Find(string? explicitPath, string? variable, string currentDirectory, string baseDirectory)
    {
        // A path that was named is meant: falling back to another file would judge by the wrong budgets.
        var named = string.IsNullOrEmpty(explicitPath) ? variable : explicitPath;
        var copy = Path.Combine(baseDirectory, FileName);
        IEnumerable<string> candidates = string.IsNullOrEmpty(named)
            ? Upwards(currentDirectory, baseDirectory).Concat(Upwards(baseDirectory, baseDirectory)).Append(copy).Distinct(StringComparer.Ordinal)
            : [Path.GetFullPath(named, currentDirectory)];
        List<string> searched = [];
        foreach (var candidate in candidates)
        {
            searched.Add(candidate);
            if (File.Exists(candidate))
                return new SpecFileSearch(candidate, searched);
        }

        return new SpecFileSearch(Found: null, searched);
    }

    /// <summary>The candidates from a folder up to the root of the repository. The program's own folder is left out, because its copy goes stale without a build.</summary>
    private static IEnumerable<string> Upwards(string from, string baseDirectory)
    {
        var program = Path.TrimEndingDirectorySeparator(Path.GetFullPath(baseDirectory));
        for (var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(from)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (!folder.Equals(program, StringComparison.Ordinal))
                yield return Path.Combine(folder, FileName);
            if (File.Exists(Path.Combine(folder, RootMark)))
                yield break;
        }
    }
}
