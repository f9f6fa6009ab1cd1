using System.ComponentModel;
using System.Diagnostics;

namespace PerfSpecs.Environments;

/// <summary>The commit that is measured: what is checked out, by git itself.</summary>
public static class Commit
{
    /// <summary>Where build systems name a commit.</summary>
    private static readonly string[] Variables = ["GITHUB_SHA", "CI_COMMIT_SHA", "BUILD_SOURCEVERSION", "GIT_COMMIT"];

    /// <summary>Variables that a git hook sets, and that would name another repository than the folder's.</summary>
    private static readonly string[] Redirections = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR"];

    /// <summary>
    /// The full name of the commit that is checked out in the first of some folders that lies in a repository. Where git is missing or
    /// knows
    /// none, the build system's: it can name another commit than the one that was built, and so comes last. Changes that are not committed
    /// do not show.
    /// </summary>
    /// <param name="folders">Folders of the working tree, the likeliest first.</param>
    /// <param name="variable">Looks an environment variable up.</param>
    /// <returns>The name; null where nothing names a commit.</returns>
    public static string? Of(IEnumerable<string> folders, Func<string, string?> variable) =>
        folders.Distinct(StringComparer.Ordinal).Select(folder => Named("HEAD", folder)).FirstOrDefault(name => name is not null)
        ?? Variables.Select(variable).FirstOrDefault(IsName);

    /// <summary>The commit that a name means to git, such as a branch, a tag or <c>HEAD~1</c>; null where git knows none, or is not there.</summary>
    /// <param name="name">The name.</param>
    /// <param name="folder">A folder of the working tree.</param>
    public static string? Named(string name, string folder)
    {
        // Containers check out as one user and build as another; a commit's name is no secret of the first.
        string[] question = ["-c", "safe.directory=*", "-C", folder, "rev-parse", "--verify", "--quiet", "--end-of-options", $"{name}^{{commit}}"];
        var start = new ProcessStartInfo("git", question)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var redirection in Redirections)
            start.Environment.Remove(redirection);
        try
        {
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

    private static bool IsName(string? text) => text is { Length: >= 7 and <= 64 } && text.All(char.IsAsciiHexDigit);
}
