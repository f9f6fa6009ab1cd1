namespace Skills;

/// <summary>The built-in file tools of one execution, confined to the skill's folder and the workspace.</summary>
internal sealed class FileTools
{
    public const string ReadName = "read_file";
    public const string ListName = "list_files";
    public const string RunName = "run_script";

    private readonly ConfinedFolders _folders;
    private readonly Notices _notices;
    private List<string>? _texts;

    public FileTools(Skill? skill, string? workspace, SkillExecutorOptions options, TimeProvider time, Notices notices)
    {
        _notices = notices;
        _folders = new ConfinedFolders(skill?.Directory, workspace);
        Read = new ReadFileTool(_folders, options, this);
        List = new ListFilesTool(_folders);
        Run = options.Scripts is { } scripts ? new RunScriptTool(_folders, workspace, scripts, time) : null;
    }

    /// <summary>Runs scripts; null where the host does not allow that.</summary>
    public RunScriptTool? Run { get; }

    /// <summary>What was read so far, as the model saw it.</summary>
    public IReadOnlyList<string> Texts => _texts is null ? [] : _texts;

    /// <summary>Lets the tools reach the folder of a further skill.</summary>
    public void Reach(Skill activated) => _folders.Add(activated);

    public ReadFileTool Read { get; }

    public ListFilesTool List { get; }

    /// <summary>Notes a file that was read; several calls of a turn may do so at once.</summary>
    public void Note(SkillResource file, string text)
    {
        lock (Read)
            (_texts ??= []).Add(text);
        _notices.Tell(gate => gate.FileLoaded(file));
    }
}
