namespace Skills;

/// <summary>Reads and validates one Agent Skill (open standard: agentskills.io specification), and reports every problem at once.</summary>
/// <remarks>
/// An error in every case: a file that is missing, empty, too large or UTF-16; frontmatter that is missing, unclosed, above 64 KiB or no valid YAML; a name or description that is missing or no text;
/// a name with other characters than letters, digits and hyphens (it is an identifier for tools and events).
/// A warning when loading and an error when strict, because the skill is of use in spite of it: over-long name, description or compatibility; a name in upper case, with stray hyphens, or other than the folder's;
/// unknown or repeated fields; a field of the wrong type (it is ignored, except that unreadable <c>allowed-tools</c> grant nothing); commas or a list in <c>allowed-tools</c>;
/// an engine's key out of range (its default applies); bytes that are not UTF-8.
/// All scalars are texts, so that <c>version: 1.0</c> stays <c>1.0</c>. Aliases are refused.
/// </remarks>
public static class SkillReader
{
    /// <summary>The size up to which SKILL.md is read, in bytes: 1 MiB.</summary>
    public const int DefaultMaxFileBytes = 1024 * 1024;

    /// <summary>Reads a skill from its folder or its file.</summary>
    /// <param name="skillFileOrFolder">The skill's folder, with SKILL.md or skill.md in it, or that file; relative paths start at the current directory.</param>
    /// <param name="strict">Whether every deviation from the standard is an error.</param>
    /// <param name="maxFileBytes">A larger file is refused without being read; at least 1.</param>
    /// <returns>The skill, or null with the errors that say why not. What is on disk never makes this throw.</returns>
    /// <exception cref="ArgumentException">The path is null, empty, or holds a null character.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxFileBytes"/> is below 1.</exception>
    public static SkillReading Read(string skillFileOrFolder, bool strict = false, int maxFileBytes = DefaultMaxFileBytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(skillFileOrFolder);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxFileBytes, 1);
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(skillFileOrFolder));
        if (!Directory.Exists(path))
            return Read(new FileInfo(path), strict, maxFileBytes);
        return Read(SkillFile.Locate(path) ?? new FileInfo(Path.Join(path, "SKILL.md")), strict, maxFileBytes);
    }

    internal static SkillReading Read(FileInfo file, bool strict, int maxFileBytes)
    {
        var findings = new Findings(file.FullName, strict);
        return Parse(SkillFile.Read(file, maxFileBytes, findings), file.FullName, findings);
    }

    internal static SkillReading Parse(Frontmatter? frontmatter, string file, Findings findings)
    {
        var fields = frontmatter is null ? null : PlainFields.Read(frontmatter.Yaml) ?? YamlText.Read(frontmatter.Yaml, findings);
        var skill = fields is null ? null : Build(new FieldSet(fields, findings), frontmatter!.Body, file);
        return new SkillReading(findings.HasErrors ? null : skill, findings.ByLine());
    }

    private static Skill Build(FieldSet fields, string body, string file)
    {
        var folder = Path.GetDirectoryName(file) ?? "";
        var skill = new Skill
        {
            // An absent name or description is a fault, and a skill with a fault is not handed out.
            Name = NameRules.Read(fields, folder) ?? "",
            Description = StandardFields.Description(fields) ?? "",
            License = StandardFields.License(fields),
            Compatibility = StandardFields.Compatibility(fields),
            Metadata = StandardFields.Metadata(fields) ?? Skill.NoMetadata,
            AllowedTools = AllowedToolsField.Read(fields),
            Settings = EngineFields.Read(fields),
            Body = body,
            Directory = folder,
            File = file,
        };
        fields.ReportUnknown();
        return skill;
    }
}
