using System.ComponentModel;
using System.Diagnostics;

namespace PerfSpecs.Running;

/// <summary>Which commit is measured, as far as it is told without starting git.</summary>
public static class Commit
{
    /// <summary>Where build systems tell it.</summary>
    private static readonly string[] Variables = ["GITHUB_SHA", "CI_COMMIT_SHA", "BUILD_SOURCEVERSION", "GIT_COMMIT"];

    /// <summary>The commit's full name, of the environment or else of the repository that a folder lies in; null where neither tells. Changes that are not committed do not show.</summary>
    /// <param name="folder">A folder of the working tree.</param>
    /// <param name="variable">Looks an environment variable up.</param>
    public static string? Of(string folder, Func<string, string?> variable) =>
        Variables.Select(variable).FirstOrDefault(IsName) ?? OfRepository(folder);

    /// <summary>The commit that a name means to git, such as a branch, a tag or <c>HEAD~1</c>; null where git knows none, or is not there.</summary>
    /// <param name="name">The name.</param>
    /// <param name="folder">A folder of the working tree.</param>
    public static string? Named(string name, string folder)
    {
        try
        {
            var start = new ProcessStartInfo("git", ["-C", folder, "rev-parse", "--verify", "--quiet", "--end-of-options", $"{name}^{{commit}}"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            using var git = Process.Start(start)!;
            var answer = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return IsName(answer) ? answer : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static string? OfRepository(string folder)
    {
        try
        {
            for (var above = new DirectoryInfo(Path.GetFullPath(folder)); above is not null; above = above.Parent)
            {
                if (GitFolder(Path.Combine(above.FullName, ".git")) is { } git)
                    return OfGitFolder(git);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The commit is a convenience: a repository that cannot be read tells none.
        }

        return null;
    }

    // In a worktree or a submodule .git is a file that names the folder.
    private static string? GitFolder(string path) =>
        Directory.Exists(path) ? path :
        Text(path) is { } link && link.StartsWith("gitdir:", StringComparison.Ordinal) ? Path.GetFullPath(link["gitdir:".Length..].Trim(), Path.GetDirectoryName(path)!) :
        null;

    private static string? OfGitFolder(string git)
    {
        if (Text(Path.Combine(git, "HEAD")) is not { } head)
            return null;
        if (!head.StartsWith("ref:", StringComparison.Ordinal))
            return IsName(head) ? head : null;
        var reference = head["ref:".Length..].Trim();
        // A worktree keeps its branches where the repository does.
        var common = Text(Path.Combine(git, "commondir")) is { } shared ? Path.GetFullPath(shared, git) : git;
        var name = Text(Path.Combine(git, reference)) ?? Text(Path.Combine(common, reference)) ?? Packed(Path.Combine(common, "packed-refs"), reference);
        return IsName(name) ? name : null;
    }

    private static string? Packed(string path, string reference) => !File.Exists(path) ? null : File.ReadLines(path)
        .Select(line => line.Split(' '))
        .FirstOrDefault(parts => parts.Length is 2 && string.Equals(parts[1], reference, StringComparison.Ordinal))?[0];

    private static string? Text(string path) => File.Exists(path) ? File.ReadAllText(path).Trim() : null;

    private static bool IsName(string? text) => text is { Length: >= 7 and <= 64 } && text.All(char.IsAsciiHexDigit);
}
