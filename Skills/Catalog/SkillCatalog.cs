using System.Text;

namespace Skills;

/// <summary>The skills that a host offers, why others are not among them, and the text that tells a model of them. Immutable once discovered.</summary>
public sealed class SkillCatalog
{
    /// <summary>Above so many skills their summary alone is tens of thousands of tokens.</summary>
    private const int ManySkills = 300;

    private readonly Dictionary<string, Skill> byName;
    private readonly Lazy<int> summaryTokens;

    private SkillCatalog(Dictionary<string, Skill> byName, IReadOnlyList<SkillProblem> problems, IReadOnlyList<ShadowedSkill> shadowed)
    {
        this.byName = byName;
        Problems = problems;
        Shadowed = shadowed;
        var skills = byName.Values.ToArray();
        Array.Sort(skills, static (one, other) => string.CompareOrdinal(one.Name, other.Name));
        Skills = skills;
        summaryTokens = new Lazy<int>(() => TokenCounter.Count(Summary));
    }

    /// <summary>Every skill that can be used, sorted by name (ordinal).</summary>
    public IReadOnlyList<Skill> Skills { get; }

    /// <summary>Everything that is wrong with skills and folders, in the order of the search. A skill did not load exactly if one of the errors names its file.</summary>
    public IReadOnlyList<SkillProblem> Problems { get; }

    /// <summary>Skills that are valid but give way to one of the same name that was found earlier.</summary>
    public IReadOnlyList<ShadowedSkill> Shadowed { get; }

    /// <summary>The skills that a model may choose: all but those with <c>disable-model-invocation</c>.</summary>
    public IReadOnlyList<Skill> ForModels => field ??= Skills.Any(skill => skill.Settings.DisableModelInvocation)
        ? [.. Skills.Where(skill => !skill.Settings.DisableModelInvocation)]
        : Skills;

    /// <summary>
    /// Tier 1 of progressive loading: a line <c>- name: description</c> for each skill of <see cref="ForModels"/>, the description's line breaks made
    /// blanks so that it cannot pose as a skill of its own; empty without skills. Built at the first use and kept.
    /// </summary>
    public string Summary => field ??= Summarize(ForModels);

    /// <summary>Tokens of <see cref="Summary"/>; counted at the first use and kept.</summary>
    public int SummaryTokens => summaryTokens.Value;

    /// <summary>Searches the roots in the order of precedence: the first skill of a name wins, wherever later ones lie.</summary>
    /// <param name="roots">Folders whose subfolders are skills (or that are one), such as the project's <c>.agents/skills</c> and then the user's; a repeated one counts once. Hidden folders and <c>node_modules</c> in them are passed over. A link is followed only to a target within its root.</param>
    /// <param name="options">The limits; null for the defaults.</param>
    /// <returns>The catalogue. A missing root, an unreadable folder and a broken skill are among its problems and hide no other skill.</returns>
    /// <exception cref="ArgumentException">A root is null, empty, or holds a null character.</exception>
    public static SkillCatalog Discover(IEnumerable<string> roots, DiscoveryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(roots);
        options ??= new DiscoveryOptions();
        var problems = new List<SkillProblem>();
        var shadowed = new List<ShadowedSkill>();
        var offered = new Dictionary<string, Skill>(StringComparer.Ordinal);
        var search = new SkillSearch(options, problems);
        foreach (var root in roots.Select(FullPath).Distinct(StringComparer.Ordinal))
        {
            foreach (var file in search.FilesIn(root))
            {
                var reading = SkillReader.Read(file, options.Strict, options.MaxFileBytes);
                problems.AddRange(reading.Problems);
                if (reading.Skill is { } skill && !offered.TryAdd(skill.Name, skill))
                    shadowed.Add(new ShadowedSkill(skill, offered[skill.Name]));
            }
        }
        if (offered.Count > ManySkills)
            problems.Add(new SkillProblem("many-skills", IsError: false, FormattableString.Invariant($"{offered.Count} skills are offered. A model is told of each at every execution; above {ManySkills}, let the host choose some of them by SkillCatalog.Of."), search.FirstRoot ?? "", 0));
        return new SkillCatalog(offered, problems, shadowed);
    }

    /// <summary>A catalogue of skills that a host already has.</summary>
    /// <param name="skills">The skills; of several with one name the first counts and the others are <see cref="Shadowed"/>.</param>
    public static SkillCatalog Of(IEnumerable<Skill> skills)
    {
        ArgumentNullException.ThrowIfNull(skills);
        var offered = new Dictionary<string, Skill>(StringComparer.Ordinal);
        var shadowed = new List<ShadowedSkill>();
        foreach (var skill in skills)
        {
            if (!offered.TryAdd(skill.Name, skill))
                shadowed.Add(new ShadowedSkill(skill, offered[skill.Name]));
        }

        return new SkillCatalog(offered, [], shadowed);
    }

    /// <summary>The skill of exactly this name, or null.</summary>
    public Skill? Find(string name) => byName.GetValueOrDefault(name);

    private static string FullPath(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
    }

    private static string Summarize(IReadOnlyList<Skill> skills)
    {
        var summary = new StringBuilder();
        foreach (var skill in skills)
        {
            if (summary.Length > 0)
                summary.Append('\n');
            summary.Append("- ").Append(skill.Name).Append(": ").Append(Shown.OneLine(skill.Description));
        }
        return summary.ToString();
    }
}

/// <summary>A valid skill that is not offered, because another of its name was found first.</summary>
/// <param name="Skill">The skill left out.</param>
/// <param name="By">The skill that is offered under the name.</param>
public sealed record ShadowedSkill(Skill Skill, Skill By);
