using Microsoft.ML.Tokenizers;
using Runner.Workloads;

namespace Runner.Tests;

/// <summary>A generated SKILL.md taken apart, without the engine's own parser.</summary>
internal sealed record SkillMarkdown(string File, string Name, string Description, string Body)
{
    public static SkillMarkdown Read(GeneratedSkill skill)
    {
        var file = System.IO.File.ReadAllText(Path.Combine(skill.Folder, "SKILL.md"));
        var end = file.IndexOf("\n---\n", StringComparison.Ordinal);
        var lines = file[..end].Split('\n');
        Assert.AreEqual("---", lines[0]);
        var name = lines[1]["name: ".Length..];
        var description = lines[2]["description: ".Length..] is ">-" ? lines[3].Trim() : lines[2]["description: ".Length..].Trim('"');
        return new SkillMarkdown(file, name, description, file[(end + "\n---\n".Length)..]);
    }

    public static int Lines(string text) => text.Count(character => character is '\n');
}

internal static class Tokens
{
    private static readonly TiktokenTokenizer Tokenizer = TiktokenTokenizer.CreateForEncoding("o200k_base");

    public static int Of(string text) => Tokenizer.CountTokens(text);
}
