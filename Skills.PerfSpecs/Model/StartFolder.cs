namespace PerfSpecs;

/// <summary>The folder in which the program was started: paths are read from it, whatever folder a workload changes to.</summary>
internal static class StartFolder
{
    /// <summary>The folder, as a full path.</summary>
    public static string Path { get; } = Environment.CurrentDirectory;

    /// <summary>The folder of the project that the program was built from, where its build recorded it; null elsewhere.</summary>
    public static string? Project { get; } = AppContext.GetData("PerfSpecs.ProjectDirectory") as string;

    /// <summary>A path that was typed, as a full path. An empty one stays empty.</summary>
    public static string Full(string path) => path.Length is 0 ? path : System.IO.Path.GetFullPath(path, Path);

    /// <summary>A path as people and editors like it: from the folder where it lies below that, else as it is.</summary>
    public static string Shown(string path)
    {
        var relative = System.IO.Path.GetRelativePath(Path, Full(path));
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
