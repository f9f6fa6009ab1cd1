namespace Skills;

/// <summary>Every file that a skill bundles, and why some could not be listed.</summary>
internal sealed record ResourceList(IReadOnlyList<SkillResource> Resources, IReadOnlyList<string> Warnings)
{
    private const int MostEntries = 20_000;
    private const int MostDepth = 16;

    /// <summary>Walks the skill's folder once. Passed over are SKILL.md itself, <c>.git</c>, and links that lead out of the folder; a link to a folder within is not entered, because its target is listed anyway.</summary>
    public static ResourceList Of(Skill skill)
    {
        var resources = new List<SkillResource>();
        var warnings = new List<string>();
        var root = RealPath.Of(skill.Directory);
        var pending = new Stack<(string Folder, int Depth)>();
        if (root is null)
            warnings.Add($"The skill's folder {skill.Directory} is gone; its files cannot be listed.");
        else
            pending.Push((skill.Directory, 0));
        var left = MostEntries;
        while (pending.TryPop(out var next))
        {
            var (entries, cut) = FolderEntry.Of(next.Folder, left);
            left -= entries.Count;
            if (cut is not null)
                warnings.Add($"Not every file in {Relative(skill, next.Folder)} is listed: {cut}.");
            foreach (var entry in entries)
            {
                if (!entry.IsLink && entry.IsFolder)
                    Enter(skill, entry.Path, next.Depth + 1, pending, warnings);
                else if (Measure(entry, root!, skill, warnings) is { } bytes)
                    resources.Add(new SkillResource(Relative(skill, entry.Path), bytes, TokenCounter.Estimate(bytes)));
            }
        }
        resources.Sort(static (one, other) => string.CompareOrdinal(one.Path, other.Path));
        return new ResourceList(resources, warnings);
    }

    private static void Enter(Skill skill, string folder, int depth, Stack<(string Folder, int Depth)> pending, List<string> warnings)
    {
        if (Path.GetFileName(folder.AsSpan()) is ".git")
            return;
        if (depth <= MostDepth)
            pending.Push((folder, depth));
        else
            warnings.Add($"The files in {Relative(skill, folder)} are not listed, because it lies more than {MostDepth} folders deep.");
    }

    /// <summary>The file's size in bytes; null for what is no resource.</summary>
    private static long? Measure(FolderEntry entry, string root, Skill skill, List<string> warnings)
    {
        if (string.Equals(entry.Path, skill.File, StringComparison.Ordinal))
            return null;
        if (!entry.IsLink)
            return entry.Bytes;
        if (RealPath.Of(entry.Path) is not { } target || !RealPath.IsInside(root, target))
        {
            warnings.Add($"{Relative(skill, entry.Path)} is not listed, because it is a link that leads out of the skill's folder.");
            return null;
        }
        return entry.IsFolder ? null : new FileInfo(target).Length;
    }

    private static string Relative(Skill skill, string path) => Path.GetRelativePath(skill.Directory, path).Replace(Path.DirectorySeparatorChar, '/');
}
