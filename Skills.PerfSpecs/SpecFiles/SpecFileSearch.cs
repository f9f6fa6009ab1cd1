namespace PerfSpecs.SpecFiles;

/// <summary>
/// Where the specs file was looked for: the path that the user gave; else the environment variable <c>PERFSPECS_FILE</c>; else upwards from
/// the current directory, in the folder of the program's project, and upwards from the program's own folder; upwards means to the folder
/// that holds <c>PerfSpecs.sln</c>; else the copy beside the program.
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

    /// <summary>
    /// Why a file is used that a person in the current directory may not expect; null where it was named, or lies in that directory or
    /// above it.
    /// </summary>
    public string? Surprise { get; init; }

    internal static SpecFileSearch Find(string? explicitPath, string? variable, string currentDirectory, string baseDirectory, string? projectDirectory = null)
    {
        // A path that was named is meant: falling back to another file would judge by the wrong budgets.
        var named = string.IsNullOrEmpty(explicitPath) ? variable : explicitPath;
        var copy = Path.Combine(baseDirectory, FileName);
        var isNamed = !string.IsNullOrEmpty(named);
        // Test platforms start in the program's own folder, which nobody chose.
        var isChosen = !FolderOf(currentDirectory).Equals(FolderOf(baseDirectory), StringComparison.Ordinal);
        List<string> above = isNamed ? [Path.GetFullPath(named!, currentDirectory)] : isChosen ? [.. Upwards(currentDirectory, baseDirectory)] : [];
        IEnumerable<string> project = projectDirectory is null ? [] : [Path.Combine(projectDirectory, FileName)];
        IEnumerable<string> near = isNamed ? [] : [.. project, .. Upwards(baseDirectory, baseDirectory), copy];
        List<string> searched = [];
        foreach (var candidate in above.Concat(near).Distinct(StringComparer.Ordinal))
        {
            searched.Add(candidate);
            if (File.Exists(candidate))
                return new SpecFileSearch(candidate, searched) { Surprise = SurpriseOf(candidate) };
        }

        return new SpecFileSearch(Found: null, searched);

        string? SurpriseOf(string found) =>
            !string.IsNullOrEmpty(explicitPath) ? null :
            !string.IsNullOrEmpty(variable) ? $"the environment variable {Variable} names it" :
            !isChosen || above.Contains(found, StringComparer.Ordinal) ? null :
            $"it lies with the program; there is no {FileName} in {currentDirectory} or above it";
    }

    /// <summary>The candidates from a folder up to the root of the repository. The program's own folder is left out, because its copy goes stale without a build.</summary>
    private static IEnumerable<string> Upwards(string from, string baseDirectory)
    {
        var program = FolderOf(baseDirectory);
        for (var folder = FolderOf(from); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (!folder.Equals(program, StringComparison.Ordinal))
                yield return Path.Combine(folder, FileName);
            if (File.Exists(Path.Combine(folder, RootMark)))
                yield break;
        }
    }

    private static string FolderOf(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
