using System.Collections.Concurrent;

namespace Skills;

/// <summary>The built-in file tools of one execution, confined to the skill's folder and the workspace.</summary>
internal sealed class FileTools
{
    public const string ReadName = "read_file";
    public const string ListName = "list_files";

    public FileTools(Skill skill, string? workspace, SkillExecutorOptions options)
    {
        var folders = new ConfinedFolders(skill.Directory, workspace);
        Read = new ReadFileTool(folders, options, Loaded);
        List = new ListFilesTool(folders);
    }

    public ReadFileTool Read { get; }

    public ListFilesTool List { get; }

    /// <summary>Files that were read since the last look.</summary>
    public ConcurrentQueue<SkillResource> Loaded { get; } = new();
}
