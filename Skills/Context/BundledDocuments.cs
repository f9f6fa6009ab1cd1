namespace Skills;

/// <summary>Which bundled files are documents that a model may come to read, and what they cost.</summary>
internal static class BundledDocuments
{
    private const long MostBytes = 8 * 1024 * 1024;

    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase) { ".md", ".markdown", ".mdx", ".txt", ".rst", ".adoc" };

    private static readonly HashSet<string> LicenceWords = new(StringComparer.OrdinalIgnoreCase) { "license", "licence", "licenses", "licences", "copying", "notice", "notices", "copyright", "unlicense", "ofl" };

    public static bool IsDocument(string path) => Extensions.Contains(Path.GetExtension(path)) && !IsLicence(path);

    public static (long Tokens, int Files, int Passed) Count(string folder, IReadOnlyList<SkillResource> resources)
    {
        var (tokens, files, passed) = (0L, 0, 0);
        foreach (var resource in resources.Where(static resource => IsDocument(resource.Path)))
        {
            if (Text(folder, resource) is { } text)
            {
                tokens += TokenCounter.Count(text);
                files++;
            }
            else
            {
                passed++;
            }
        }
        return (tokens, files, passed);
    }

    private static string? Text(string folder, SkillResource resource)
    {
        if (resource.Bytes == 0) // Empty, or a pipe that would block whoever opens it.
            return "";
        if (resource.Bytes > MostBytes)
            return null;
        try
        {
            return File.ReadAllText(Path.Join(folder, resource.Path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsLicence(string path)
    {
        var stem = Path.GetFileNameWithoutExtension(path.AsSpan());
        foreach (var word in stem.SplitAny("-_. "))
        {
            if (LicenceWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(stem[word]))
                return true;
        }
        return false;
    }
}
