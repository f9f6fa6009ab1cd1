using System.Globalization;
using PerfSpecs;
using Skills;

namespace Runner.Workloads;

/// <summary>The skills that the workloads read: this repository's own, and generated ones in a folder that lives as long as the session.</summary>
internal sealed class SkillLibrary : IDisposable
{
    private const int CatalogueSkills = 17;

    private readonly string _folder = Directory.CreateTempSubdirectory("perfspecs-skills-").FullName;
    private readonly int _seed;

    private SkillLibrary(int seed)
    {
        _seed = seed;
        Own = SkillCatalog.Discover([OwnFolder()]).Skills;
    }

    /// <summary>The skills of this repository.</summary>
    public IReadOnlyList<Skill> Own { get; }

    public static SkillLibrary Open(Setup setup) => new(setup.Seed);

    /// <summary>A skill of a few lines without placeholders: what is measured around it is the engine.</summary>
    public Skill Counting
    {
        get
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder, "counting")).FullName;
            File.WriteAllText(Path.Combine(folder, "SKILL.md"), "---\nname: counting\ndescription: Counts items, one tool call each.\n---\n# Counting\n\nCall `count` once for each item, then say that you are done.\n");
            return Read(folder);
        }
    }

    /// <summary>Another generated skill for each seed, with supporting documents.</summary>
    public Skill Generate(int seed)
    {
        var folder = Path.Combine(_folder, seed.ToString("x8", CultureInfo.InvariantCulture));
        return Read(SkillGenerator.Generate(seed, folder, SkillShape.WithDocuments).Folder);
    }

    /// <summary>The part of all SKILL.md tokens that a catalogue of names and descriptions leaves out, and the part of the skills that have no documents to load later; both 0 to 1.</summary>
    public (double Saving, double WithoutDocuments) Catalogue()
    {
        var folder = Path.Combine(_folder, "catalogue");
        if (!Directory.Exists(folder))
            SkillGenerator.GenerateMany(_seed, CatalogueSkills, folder);
        var catalogue = SkillCatalog.Discover([folder]);
        if (catalogue.Skills.Count != CatalogueSkills)
            throw new InvalidOperationException($"{catalogue.Skills.Count} of {CatalogueSkills} generated skills load.");
        var all = catalogue.Skills.Sum(skill => TokenCounter.Count(File.ReadAllText(skill.File)));
        var without = catalogue.Skills.Count(skill => new ContextLoader(skill).Measure().DocumentFiles is 0);
        return (1 - ((double)TokenCounter.Count(catalogue.Summary) / all), (double)without / CatalogueSkills);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Skill Read(string folder) =>
        SkillReader.Read(folder).Skill ?? throw new InvalidOperationException($"The skill in {folder} does not load.");

    // Beside the program where it was built or published; the build copies them there.
    private static string OwnFolder() => Path.Combine(AppContext.BaseDirectory, "skills");
}
