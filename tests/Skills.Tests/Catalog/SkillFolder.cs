namespace Skills.Tests;

/// <summary>A folder of its own below the system's temporary one, gone when the test is over.</summary>
internal sealed class SkillFolder : IDisposable
{
    public SkillFolder() => Path = Directory.CreateTempSubdirectory("skills-").FullName;

    public string Path { get; }

    public string Write(string relative, string text)
    {
        var file = At(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>A flawless skill in a folder of its name.</summary>
    public string Skill(string name, string root = "", string description = "Does it.") =>
        Write(System.IO.Path.Join(root, name, "SKILL.md"), $"---\nname: {name}\ndescription: {description}\n---\nBody of {name}.\n");

    public string At(string relative) => System.IO.Path.Join(Path, relative);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
