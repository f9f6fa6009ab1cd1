namespace Skills.Tests;

/// <summary>A skill in a folder of its own that goes when it is disposed.</summary>
internal sealed class TemporarySkill : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("security-");

    public TemporarySkill(string body = "", params string[] allowed) => Skill = new Skill
    {
        Name = "temporary",
        Description = "For a test.",
        Body = body,
        Directory = _folder.FullName,
        File = System.IO.Path.Combine(_folder.FullName, "SKILL.md"),
        AllowedTools = allowed.Length is 0 ? null : allowed,
    };

    public Skill Skill { get; }

    public string Folder => _folder.FullName;

    public string Path(string relative) => System.IO.Path.Combine(_folder.FullName, relative);

    public TemporarySkill With(string relative, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(relative))!);
        File.WriteAllText(Path(relative), text);
        return this;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
