namespace Skills;

/// <summary>The built-in file tools of one execution, confined to the skill's folder and the workspace.</summary>
internal sealed class FileTools
{
    public const string ReadName = "read_file";
    public const string ListName = "list_files";

    private List<SkillResource>? _loaded;

    public FileTools(Skill skill, string? workspace, SkillExecutorOptions options)
    {
        var folders = new ConfinedFolders(skill.Directory, workspace);
        Read = new ReadFileTool(folders, options, this);
        List = new ListFilesTool(folders);
    }

    public ReadFileTool Read { get; }

    public ListFilesTool List { get; }

    /// <summary>Notes a file that was read; several calls of a turn may do so at once.</summary>
    public void Note(SkillResource file)
    {
        lock (Read)
            (_loaded ??= []).Add(file);
    }

    /// <summary>Takes the files that were read since the last look; null where none was. No call is running.</summary>
    public List<SkillResource>? TakeLoaded()
    {
        var loaded = _loaded;
        _loaded = null;
        return loaded;
    }
}
