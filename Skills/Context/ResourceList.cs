namespace Skills;

/// <summary>Every file that a skill bundles, and why some could not be listed.</summary>
/// <param name="Resources">The files, sorted by path (ordinal).</param>
/// <param name="Warnings">What is not listed, for the model and the host.</param>
/// <param name="Notes">What the host should know besides.</param>
internal sealed record ResourceList(IReadOnlyList<SkillResource> Resources, IReadOnlyList<string> Warnings, IReadOnlyList<string> Notes)
{
    private const int MostEntries = 20_000;
    private const int MostDepth = 16;
    private const string GeneratedWarning = "Files of generated folders are not listed, such as those in";

    /// <summary>Folders that tools generate: nothing in them was written for a model.</summary>
    private static readonly string[] Generated = [".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv", ".mypy_cache", ".pytest_cache", ".tox"];

    /// <summary>
    /// Walks the skill's folder once. Passed over are SKILL.md itself, generated folders, and links that lead out of the folder; a link to a
    /// folder within is not entered, because its target is listed anyway. Of generated folders other than those of version control a warning names one.
    /// </summary>
    public static ResourceList Of(Skill skill)
    {
        var resources = new List<SkillResource>();
        var warnings = new List<string>();
        // Asked for by links alone, and they are rare.
        var root = new Lazy<string?>(() => RealPath.Of(skill.Directory), LazyThreadSafetyMode.None);
        var pending = new Stack<Place>();
        pending.Push(new Place(skill.Directory, "", 0));
        var left = MostEntries;
        while (pending.TryPop(out var place))
        {
            var (entries, cut) = FolderEntry.Of(place.Folder, left);
            left -= entries.Count;
            if (cut is not null)
                warnings.Add(place.Depth > 0 || Directory.Exists(skill.Directory) ? $"Not every file in {place.Shown} is listed: {cut}." : $"The skill's folder {skill.Directory} is gone; its files cannot be listed.");
            foreach (var entry in entries)
            {
                var path = place.Prefix + Path.GetFileName(entry.Path);
                if (!entry.IsLink && entry.IsFolder)
                    Enter(new Place(entry.Path, path + '/', place.Depth + 1), pending, warnings);
                else if (Measure(entry, path, root, skill, warnings) is { } bytes)
                    resources.Add(new SkillResource(path, bytes, TokenCounter.Estimate(bytes)));
            }
        }
        resources.Sort(static (one, other) => string.CompareOrdinal(one.Path, other.Path));
        return new ResourceList(resources, warnings, [.. resources.Where(IsInnerSkill).Take(1).Select(InnerSkill)]);
    }

    private static bool IsInnerSkill(SkillResource file) => file.Path.EndsWith("/SKILL.md", StringComparison.Ordinal) || file.Path.EndsWith("/skill.md", StringComparison.Ordinal);

    private static string InnerSkill(SkillResource file) =>
        $"{file.Path} is a file of this skill and is not loaded as a skill of its own, because it lies inside of this skill's folder; move its folder out to have it found.";

    private static void Enter(Place place, Stack<Place> pending, List<string> warnings)
    {
        var name = Path.GetFileName(place.Folder);
        if (Generated.Contains(name, StringComparer.Ordinal))
        {
            if (name is not (".git" or ".hg" or ".svn") && !warnings.Exists(warning => warning.StartsWith(GeneratedWarning, StringComparison.Ordinal)))
                warnings.Add($"{GeneratedWarning} {place.Shown}.");
        }
        else if (place.Depth <= MostDepth)
            pending.Push(place);
        else
            warnings.Add($"The files in {place.Shown} are not listed, because it lies more than {MostDepth} folders deep.");
    }

    /// <summary>The file's size in bytes; null for what is no resource.</summary>
    private static long? Measure(FolderEntry entry, string path, Lazy<string?> root, Skill skill, List<string> warnings)
    {
        if (string.Equals(entry.Path, skill.File, StringComparison.Ordinal))
            return null;
        if (!entry.IsLink)
            return entry.Bytes;
        if (root.Value is null || RealPath.Of(entry.Path) is not { } target || !RealPath.IsInside(root.Value, target))
        {
            warnings.Add($"{path} is not listed, because it is a link that leads out of the skill's folder.");
            return null;
        }
        return entry.IsFolder ? null : new FileInfo(target).Length;
    }

    /// <summary>A folder, and what the paths of its files begin with: empty, or the way from the skill's folder with a slash behind it.</summary>
    private readonly record struct Place(string Folder, string Prefix, int Depth)
    {
        public string Shown => Depth is 0 ? "." : Prefix[..^1];
    }
}
