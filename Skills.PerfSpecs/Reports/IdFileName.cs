namespace PerfSpecs.Reports;

/// <summary>The names of files that belong to one spec.</summary>
public static class IdFileName
{
    /// <summary>
    /// The id as the beginning of a file's name that every file system and shell takes as it stands: all but ASCII letters, digits, points
    /// inside and hyphens become their number between underlines. Ids that differ have names that differ.
    /// </summary>
    public static string Of(string id) =>
        string.Concat(id.Select((c, i) => char.IsAsciiLetterOrDigit(c) || (i > 0 && c is '-' or '.') ? $"{c}" : $"_{(int)c:x}_"));
}
