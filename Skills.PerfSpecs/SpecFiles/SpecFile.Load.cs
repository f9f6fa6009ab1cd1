using System.Globalization;

namespace PerfSpecs.SpecFiles;

public sealed partial record SpecFile
{
    private const int Attempts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Reads a specs file. Never throws for what is wrong with it. A file that is empty or breaks off is read again a few times
    /// within 200 ms, since an editor may be writing it.
    /// </summary>
    /// <param name="path">The path, absolute or from the current directory.</param>
    /// <param name="known">The workloads that it may name.</param>
    public static SpecFile Load(string path, IReadOnlyList<WorkloadInfo> known) =>
        Load(new SpecFileSearch(path, [path]), known);

    /// <summary>Reads the file that <see cref="Locate"/> found; where it found none, the problem names every path that was tried.</summary>
    /// <param name="search">What was found.</param>
    /// <param name="known">The workloads that it may name.</param>
    /// <param name="isPatient">Whether a file that is empty or breaks off is read again.</param>
    public static SpecFile Load(SpecFileSearch search, IReadOnlyList<WorkloadInfo> known, bool isPatient = true)
    {
        ArgumentNullException.ThrowIfNull(search);
        if (search.Found is not { } path || !File.Exists(path))
            return Missing(search);
        return Load(StartFolder.Shown(path), () => Read(path), isPatient ? Thread.Sleep : null, known);
    }

    /// <summary>Where the specs file is, by the rules of <see cref="SpecFileSearch"/>.</summary>
    /// <param name="explicitPath">The path that the user gave; null for none.</param>
    public static SpecFileSearch Locate(string? explicitPath) => SpecFileSearch.Find(
        explicitPath, Environment.GetEnvironmentVariable(SpecFileSearch.Variable), StartFolder.Path, AppContext.BaseDirectory, StartFolder.Project);

    /// <summary>Reads and parses until the content does not break off, or the attempts are used up; once where there is no pause to make.</summary>
    internal static SpecFile Load(string shownPath, Func<ReadOnlyMemory<byte>> read, Action<TimeSpan>? pause, IReadOnlyList<WorkloadInfo> known)
    {
        for (var attempt = 1; ; attempt++)
        {
            var file = Attempt(shownPath, read, known);
            if (pause is null || attempt == Attempts || !file.Problems.Any(problem => problem.Code is ProblemCodes.NoValue or ProblemCodes.Syntax or ProblemCodes.Unclosed or ProblemCodes.FileUnreadable))
                return file;
            pause(Pause);
        }
    }

    private static SpecFile Attempt(string shownPath, Func<ReadOnlyMemory<byte>> read, IReadOnlyList<WorkloadInfo> known)
    {
        try
        {
            return Parse(shownPath, read(), known);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Broken(shownPath, new Problem(ProblemCodes.FileUnreadable, IsError: true, $"the file cannot be read: {MessageText.Visible(e.Message)}", new Location(shownPath, 1, 1)));
        }
    }

    private static ReadOnlyMemory<byte> Read(string path)
    {
        // Editors that write in place keep the file open; they are not to be kept from it.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[Math.Min(stream.Length, LargestFile) + 1];
        return bytes.AsMemory(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }

    private static SpecFile Missing(SpecFileSearch search)
    {
        var path = search.Searched is [.., var last] ? StartFolder.Shown(last) : SpecFileSearch.FileName;
        var message = search.Searched.Count is 1
            ? $"there is no file {MessageText.Quote(path)}; create it with {{ \"specs\": [] }} in it, or name another with --specs"
            : string.Create(CultureInfo.InvariantCulture, $"there is no {SpecFileSearch.FileName} in any of the {search.Searched.Count} places where one is looked for; create it with {{ \"specs\": [] }} in it, or name one with --specs");
        return Broken(path, new Problem(ProblemCodes.FileMissing, IsError: true, message, Where: null) { Known = $"searched {string.Join(", ", search.Searched)}" });
    }
}
