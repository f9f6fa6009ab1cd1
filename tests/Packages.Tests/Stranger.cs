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

    /// <summary>Types the lines of a document one after the other; <c>cd</c> moves to a folder for those after it.</summary>
    /// <returns>The folder at the end.</returns>
    public static async Task<string> Type(string folder, string lines)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("cd ", StringComparison.Ordinal))
                folder = Path.Combine(folder, line["cd ".Length..]);
            else
                await Shell.Succeed(folder, line);
        }

        return folder;
    }

    /// <summary>The documents' budget of the time to sort as one of the bytes that it takes, which a busy machine does not change.</summary>
    public static string InBytes(string specs, string target)
    {
        const string documented = "\"metric\": \"sort/duration\", \"target\": \"p95 < 50 ms\"";
        Assert.Contains(documented, specs);
        return specs.Replace(documented, $"\"metric\": \"sort/allocated\", \"target\": \"{target}\"", StringComparison.Ordinal);
    }

    /// <summary>The blocks of a document in one language, or those without one: what people paste.</summary>
    public static IReadOnlyList<string> Blocks(string document, string language) => BlocksOf(File.ReadAllText(Repository.PathOf(document)), language);

    /// <summary>The blocks of a text in one language, or those without one.</summary>
    public static IReadOnlyList<string> BlocksOf(string text, string language) =>
        [.. Block().Matches(text).Where(block => block.Groups["language"].Value.Equals(language, StringComparison.Ordinal)).Select(block => block.Groups["text"].Value)];

    [GeneratedRegex("^```(?<language>[a-z]*)\\n(?<text>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();
}
