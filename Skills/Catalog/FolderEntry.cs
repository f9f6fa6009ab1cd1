using System.IO.Enumeration;

namespace Skills;

/// <summary>One entry of a folder, as the folder itself tells it: a link is not followed.</summary>
internal readonly record struct FolderEntry(string Path, bool IsFolder, bool IsLink, long Bytes)
{
    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
        ReturnSpecialDirectories = false,
    };

    /// <summary>The entries of a folder sorted by path, at most <paramref name="limit"/> of them, and why there are no more.</summary>
    public static (IReadOnlyList<FolderEntry> Entries, string? Cut) Of(string folder, int limit)
    {
        var entries = new List<FolderEntry>();
        string? cut = null;
        try
        {
            foreach (var entry in new FileSystemEnumerable<FolderEntry>(folder, Describe, Everything))
            {
                if (entries.Count == limit)
                {
                    cut = "it holds more entries than the limit allows";
                    break;
                }
                entries.Add(entry);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            cut = fault.Message;
        }
        entries.Sort(static (one, other) => string.CompareOrdinal(one.Path, other.Path));
        return (entries, cut);
    }

    private static FolderEntry Describe(ref FileSystemEntry entry)
    {
        var isLink = entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
        return new FolderEntry(entry.ToFullPath(), entry.IsDirectory, isLink, entry.IsDirectory ? 0 : entry.Length);
    }
}
