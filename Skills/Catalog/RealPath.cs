namespace Skills;

/// <summary>Where a path leads once every link in it is followed, folders on the way included.</summary>
/// <remarks><see cref="FileSystemInfo.ResolveLinkTarget"/> follows the last component alone, so that <c>a -> b/c</c> with <c>b -> /etc</c> looks harmless to it.</remarks>
internal static class RealPath
{
    // The number that Linux itself gives up at (ELOOP).
    private const int MostLinks = 40;

    /// <summary>The path without links, or null where it does not exist or its links run in a circle.</summary>
    public static string? Of(string path)
    {
        var full = Path.GetFullPath(path);
        var current = Path.GetPathRoot(full)!;
        var pending = new Stack<string>();
        Push(pending, full[current.Length..]);
        for (var links = 0; pending.TryPop(out var part);)
        {
            if (part is "..")
            {
                current = Path.GetDirectoryName(current) ?? current;
                continue;
            }
            var next = new FileInfo(Path.Join(current, part));
            if (!IsThere(next))
                return null;
            if (!IsLink(next))
            {
                current = next.FullName;
                continue;
            }
            if (++links > MostLinks || next.LinkTarget is not { } target)
                return null;
            if (Path.GetPathRoot(target) is { Length: > 0 } root)
                current = root;
            Push(pending, target[(Path.GetPathRoot(target)?.Length ?? 0)..]);
        }
        return current;
    }

    /// <summary>Whether <paramref name="path"/> is <paramref name="root"/> or lies below it; both without links.</summary>
    public static bool IsInside(string root, string path) =>
        path.StartsWith(root, StringComparison.Ordinal)
        && (path.Length == root.Length || Path.EndsInDirectorySeparator(root) || path[root.Length] == Path.DirectorySeparatorChar);

    public static bool IsLink(FileSystemInfo info) => IsThere(info) && info.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static bool IsThere(FileSystemInfo info) => (int)info.Attributes != -1;

    private static void Push(Stack<string> pending, string relative)
    {
        var parts = relative.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            if (parts[i] is not ".")
                pending.Push(parts[i]);
        }
    }
}
