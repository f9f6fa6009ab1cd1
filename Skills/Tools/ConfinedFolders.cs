namespace Skills;

/// <summary>The only folders that an execution's file tools reach: those of its active skills, and the workspace.</summary>
internal sealed class ConfinedFolders(string? skill, string? workspace)
{
    private const string Scripts = "scripts";

    private string? _skillRoot;
    private string? _workspaceRoot;
    private List<(string Name, string Root)>? _further;

    /// <summary>The skills' folders alone, those that are added later included.</summary>
    public ConfinedFolders OfSkills => field ??= new ConfinedFolders(skill, workspace: null) { _further = _further };

    /// <summary>Adds the folder of a skill that was activated later; where several have a file, the first skill's is meant, then the last one's.</summary>
    public void Add(Skill activated)
    {
        if (RealPath.Of(activated.Directory) is { } root)
            _further = [(activated.Name, root), .. _further ?? []];
        OfSkills._further = _further;
    }

    /// <summary>The folders by the name that the model uses for them.</summary>
    public IEnumerable<(string Name, string Root)> Roots
    {
        get
        {
            if (SkillRoot is { } own)
                yield return ("skill", own);
            foreach (var further in _further ?? [])
                yield return further;
            if (WorkspaceRoot is { } work)
                yield return ("workspace", work);
        }
    }

    /// <summary>The real path of a file or folder that the model named.</summary>
    /// <param name="path">Relative to the skill's folder, else to the workspace, whichever has it; or absolute, where it lies in one of them.</param>
    /// <exception cref="IOException">The path leads out, or does not exist; the message is for the model.</exception>
    public string Resolve(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
            throw new IOException("A path is missing; give one relative to the skill's folder or the workspace.");
        if (path.Split('/', '\\').Contains("..", StringComparer.Ordinal))
            throw new IOException($"\"{path}\" goes upwards; only the skill's folder and the workspace can be read.");
        if (Path.IsPathFullyQualified(path))
            return ResolveAbsolute(path);
        if (Path.IsPathRooted(path) || path.StartsWith('~') || (path.Length > 1 && path[1] is ':'))
            throw Outside(path);
        foreach (var (_, root) in Roots)
        {
            // Skills that were written on Windows name their files with backslashes.
            if ((RealPath.Of(Path.Join(root, path)) ?? RealPath.Of(Path.Join(root, path.Replace('\\', '/')))) is not { } real)
                continue;
            return RealPath.IsInside(root, real)
                ? real
                : throw new IOException($"\"{path}\" is a link that leads out; only the skill's folder and the workspace can be read.");
        }

        throw new FileNotFoundException($"\"{path}\" exists neither in the skill's folder nor in the workspace; {FileTools.ListName} shows what does.");
    }

    private string ResolveAbsolute(string path) =>
        RealPath.Of(path) is { } real && Roots.Any(folder => RealPath.IsInside(folder.Root, real)) ? real : throw Outside(path);

    private static IOException Outside(string path) =>
        new($"\"{path}\" is absolute and lies neither in the skill's folder nor in the workspace; give a path relative to one of them.");

    /// <summary>The real path of a script that the model named, and its skill's folder.</summary>
    /// <param name="path">Below <c>scripts/</c>, relative to a skill's folder.</param>
    /// <exception cref="IOException">It lies elsewhere, leads out, or does not exist; the message is for the model.</exception>
    public (string Script, string Folder) ResolveScript(string path)
    {
        var script = Resolve(path.Replace('\\', '/'));
        foreach (var (_, root) in Roots.Where(folder => !string.Equals(folder.Root, WorkspaceRoot, StringComparison.Ordinal)))
        {
            if (RealPath.Of(Path.Join(root, Scripts)) is { } scripts && RealPath.IsInside(root, scripts) && RealPath.IsInside(scripts, script) && File.Exists(script))
                return (script, root);
        }

        throw new IOException($"\"{path}\" is no file of a skill's {Scripts} folder; only what lies there can be run.");
    }

    private string? SkillRoot => skill is null ? null : _skillRoot ??= RealPath.Of(skill);

    private string? WorkspaceRoot => workspace is null ? null : _workspaceRoot ??= RealPath.Of(workspace);
}
