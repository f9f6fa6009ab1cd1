using System.Diagnostics.CodeAnalysis;

namespace Skills;

/// <summary>Walks roots for SKILL.md files: depth first, in ordinal order, within the limits, and never out of a root by a link.</summary>
internal sealed class SkillSearch(DiscoveryOptions options, List<SkillProblem> problems)
{
    /// <summary>The problem of a root that does not exist.</summary>
    public const string RootMissing = "root-missing";

    private readonly HashSet<string> followed = new(StringComparer.Ordinal);
    private readonly HashSet<string> reported = new(StringComparer.Ordinal);
    private int entriesLeft = options.MaxEntries;
    private int skillsLeft = options.MaxSkills;

    /// <summary>The first root that was searched; null before the first.</summary>
    public string? FirstRoot { get; private set; }

    /// <summary>The skills' files of one root.</summary>
    public List<FileInfo> FilesIn(string root)
    {
        FirstRoot ??= root;
        var found = new List<FileInfo>();
        if (RealPath.Of(root) is { } real && Directory.Exists(real))
            Visit(new Site(root, real), root, 0, found);
        else
            Warn(RootMissing, root, "There is no such folder; create it or take it off the roots.");
        return found;
    }

    private void Visit(Site site, string folder, int depth, List<FileInfo> found)
    {
        if (SkillFile.Locate(folder) is { } file)
            Take(site, file, found);
        else if (depth < options.MaxDepth)
            Descend(site, folder, depth, found);
        else
            WarnOnce("depth-limit", site.Root, $"Folders more than {options.MaxDepth} levels down, such as those in {folder}, are not searched; move their skills up or raise MaxDepth.");
    }

    private void Take(Site site, FileInfo file, List<FileInfo> found)
    {
        if (RealPath.IsLink(file) && !LeadsInside(site, file.FullName, out _))
            return;
        if (skillsLeft == 0)
        {
            WarnOnce("skill-limit", site.Root, $"More than {options.MaxSkills} skills, the first left out is {file.FullName}; remove some or raise MaxSkills.");
            return;
        }
        skillsLeft--;
        found.Add(file);
    }

    private void Descend(Site site, string folder, int depth, List<FileInfo> found)
    {
        var (entries, cut) = FolderEntry.Of(folder, entriesLeft);
        entriesLeft -= entries.Count;
        if (cut is not null)
            Warn("folder-unfinished", folder, $"The folder was not searched in full: {cut}. Check its permissions, or raise MaxEntries ({options.MaxEntries}).");
        foreach (var entry in entries)
        {
            if (!entry.IsFolder)
                NoteSpelling(entry.Path);
            else if (IsPassedOver(entry.Path))
                NoteHidden(entry.Path);
            else if (!entry.IsLink || IsToBeFollowed(site, entry.Path))
                Visit(site, entry.Path, depth + 1, found);
        }
    }

    private void NoteSpelling(string file)
    {
        if (Path.GetFileName(file.AsSpan()).Equals("SKILL.md", StringComparison.OrdinalIgnoreCase))
            Warn("file-name", file, "The file is not read, because its name is neither SKILL.md nor skill.md; rename it to SKILL.md.");
    }

    private void NoteHidden(string folder)
    {
        if (SkillFile.Locate(folder) is { } file)
            Warn("folder-hidden", file.FullName, "The skill is not loaded, because its folder is hidden or holds packages; move it to a folder whose name begins with a letter or digit.");
    }

    /// <summary>Whether the link leads to a folder of the root that no other link led to, and that does not hold the link itself.</summary>
    private bool IsToBeFollowed(Site site, string link) =>
        LeadsInside(site, link, out var target)
        && !RealPath.IsInside(target, RealPath.Of(Path.GetDirectoryName(link)!)!)
        && followed.Add(target);

    private bool LeadsInside(Site site, string link, [NotNullWhen(true)] out string? target)
    {
        target = RealPath.Of(link);
        if (target is not null && RealPath.IsInside(site.Real, target))
            return true;
        problems.Add(new SkillProblem("link-outside", IsError: true, $"The link leads out of the root {site.Root} (or nowhere) and is not followed; copy what it leads to, or add that folder to the roots.", link, 0));
        return false;
    }

    // Hidden folders hold version control and caches; packages of others are not skills of this host.
    private static bool IsPassedOver(string folder) => Path.GetFileName(folder.AsSpan()) is ['.', ..] or "node_modules";

    private void WarnOnce(string code, string place, string message)
    {
        if (reported.Add($"{code} {place}"))
            Warn(code, place, message);
    }

    private void Warn(string code, string place, string message) => problems.Add(new SkillProblem(code, IsError: false, message, place, 0));

    /// <summary>A root as it was given and as it is without links.</summary>
    private sealed record Site(string Root, string Real);
}
