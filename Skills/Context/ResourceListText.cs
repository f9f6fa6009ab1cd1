using System.Globalization;
using System.Text;

namespace Skills;

/// <summary>The list of a skill's bundled files as a model reads it: a line a file, or, where there are many, a line a folder.</summary>
internal static class ResourceListText
{
    /// <summary>So many files are listed one by one.</summary>
    private const int MostLines = 60;

    /// <summary>The folder that the paths are relative to, the files or folders, and what is not listed.</summary>
    public static string Of(string folder, ResourceList list)
    {
        var text = new StringBuilder(128 + (Math.Min(list.Resources.Count, MostLines) * 64));
        text.Append("Bundled files, relative to ").Append(Shown.Escaped(folder)).Append('/');
        text.Append(list.Resources.Count == 0 ? ": none" : ":");
        foreach (var group in Grouped(list.Resources))
        {
            if (group is [var single])
                text.Append(CultureInfo.InvariantCulture, $"\n- {Shown.Escaped(single.Path)} ({single.Bytes:N0} bytes, about {single.EstimatedTokens:N0} tokens)");
            else
                text.Append(CultureInfo.InvariantCulture, $"\n- {Shown.Escaped(FolderOf(group[0].Path))}/ ({group.Count:N0} files, {group.Sum(file => file.Bytes):N0} bytes; {FileTools.ListName} lists them)");
        }

        foreach (var warning in list.Warnings)
            text.Append("\n- ").Append(Shown.Escaped(warning));
        return text.Append('\n').ToString();
    }

    /// <summary>Each file alone; where that makes too many lines, the files of one folder of the first level together, those beside SKILL.md as far as there is room.</summary>
    private static IEnumerable<IReadOnlyList<SkillResource>> Grouped(IReadOnlyList<SkillResource> resources)
    {
        if (resources.Count <= MostLines)
            return resources.Select(file => (IReadOnlyList<SkillResource>)[file]);
        var groups = resources.GroupBy(file => FolderOf(file.Path), StringComparer.Ordinal).ToList();
        var beside = groups.Find(group => group.Key.Length is 0)?.ToList() ?? [];
        var folders = groups.Where(group => group.Key.Length > 0).Select(group => (IReadOnlyList<SkillResource>)[.. group]);
        return beside.Count > MostLines ? folders.Prepend(beside) : beside.Select(file => (IReadOnlyList<SkillResource>)[file]).Concat(folders);
    }

    /// <summary>The first folder of a path; empty for a file beside SKILL.md.</summary>
    private static string FolderOf(string path) => path.IndexOf('/') is > 0 and var slash ? path[..slash] : "";
}
