using System.Text.RegularExpressions;

namespace Packages.Tests;

/// <summary>Folders with projects of people who never saw the repository.</summary>
internal static partial class Stranger
{
    /// <summary>Copies projects to a folder of their own.</summary>
    public static string Copy(string name)
    {
        var from = Repository.PathOf("tests", "Packages.Tests", "Projects", name);
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Feed.PathOf(name, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return Feed.PathOf(name);
    }

    /// <summary>Gives a project some of the files that several have.</summary>
    public static void Take(string folder, params ReadOnlySpan<string> files)
    {
        foreach (var file in files)
            File.Copy(Repository.PathOf("tests", "Packages.Tests", "Projects", file), Path.Combine(folder, file));
    }

    /// <summary>Replaces a part of a file, which has to be there.</summary>
    public static void Edit(string path, string old, string replacement)
    {
        var text = File.ReadAllText(path);
        Assert.Contains(old, text);
        File.WriteAllText(path, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    /// <summary>The blocks of a document in one language, or those without one: what people paste.</summary>
    public static IReadOnlyList<string> Blocks(string document, string language) =>
        [.. Block().Matches(File.ReadAllText(Repository.PathOf(document))).Where(block => block.Groups["language"].Value.Equals(language, StringComparison.Ordinal)).Select(block => block.Groups["text"].Value)];

    [GeneratedRegex("^```(?<language>[a-z]*)\\n(?<text>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();
}
