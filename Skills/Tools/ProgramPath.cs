namespace Skills;

/// <summary>Finds programs in the host's PATH and nowhere else: neither the working folder nor a skill can put one in its place.</summary>
internal static class ProgramPath
{
    /// <summary>The folders, as children get them.</summary>
    public static string Value { get; } = Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin";

    /// <summary>The full path of a program; null where there is none, or the name is a path itself.</summary>
    public static string? Find(string name)
    {
        if (name.Length is 0 || name.AsSpan().IndexOfAny('/', '\\', '\0') >= 0)
            return null;
        foreach (var folder in Value.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathFullyQualified))
        {
            foreach (var path in Candidates(folder, name))
            {
                if (File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) is not UnixFileMode.None))
                    return path;
            }
        }

        return null;
    }

    private static IEnumerable<string> Candidates(string folder, string name) =>
        OperatingSystem.IsWindows() ? [Path.Join(folder, name + ".exe"), Path.Join(folder, name)] : [Path.Join(folder, name)];
}
