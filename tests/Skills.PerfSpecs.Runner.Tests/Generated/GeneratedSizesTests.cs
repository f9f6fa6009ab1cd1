using Runner.Workloads;

namespace Runner.Tests;

/// <summary>Holds 200 generated skills against what 17 published ones were measured to be, with real tokens.</summary>
[TestClass]
public sealed class GeneratedSizesTests
{
    private const int Count = 200;

    private static readonly List<(GeneratedSkill Skill, int BodyTokens, int BodyLines, int FileTokens, int CatalogueTokens)> Skills = [];
    private static TemporaryFolder? s_folder;

    [ClassInitialize]
    public static void Generate(TestContext context)
    {
        s_folder = new TemporaryFolder();
        foreach (var skill in SkillGenerator.GenerateMany(20261123, Count, s_folder.Path))
        {
            var text = SkillMarkdown.Read(skill);
            Skills.Add((skill, Tokens.Of(text.Body), SkillMarkdown.Lines(text.Body), Tokens.Of(text.File), Tokens.Of($"{text.Name}: {text.Description}")));
        }
    }

    [ClassCleanup]
    public static void Remove() => s_folder?.Dispose();

    [TestMethod]
    public void Tokens_a_line_are_those_of_published_skills()
    {
        var perLine = Skills.Select(skill => (double)skill.BodyTokens / skill.BodyLines).Order().ToList();
        Assert.IsInRange(6.6 * 0.93, 6.6 * 1.1, perLine[0]);
        Assert.IsInRange(32.3 * 0.85, 32.3 * 1.03, perLine[^1]);
        Assert.AreEqual(9.7, perLine[Count / 2], 0.8);
        Assert.AreEqual(13.4, (double)Skills.Sum(skill => skill.BodyTokens) / Skills.Sum(skill => skill.BodyLines), 1.2);
    }

    // 3 of 17 are 17.6 %; one standard error of 200 draws is 2.7 %.
    [TestMethod]
    public void About_three_in_seventeen_exceed_5000_tokens() =>
        Assert.AreEqual(3.0 / 17, Skills.Count(skill => skill.BodyTokens > 5000) / (double)Count, 0.055);

    // 7 of 17 are 41.2 %; one standard error of 200 draws is 3.5 %.
    [TestMethod]
    public void About_seven_in_seventeen_have_documents() =>
        Assert.AreEqual(7.0 / 17, Skills.Count(skill => skill.Skill.HasDocuments) / (double)Count, 0.07);

    [TestMethod]
    public void Documents_save_57_to_91_percent()
    {
        var savings = Skills.Where(skill => skill.Skill.HasDocuments).Select(skill => Saving(skill.Skill, skill.BodyTokens)).Order().ToList();
        Assert.IsInRange(0.57, 0.68, savings[0]);
        Assert.IsInRange(0.84, 0.91, savings[^1]);
        Assert.AreEqual(0.78, savings[savings.Count / 2], 0.04);
    }

    [TestMethod]
    public void The_catalogue_costs_about_a_hundred_tokens_a_skill_and_2_8_percent_of_all()
    {
        Assert.AreEqual(94, Skills.Average(skill => skill.CatalogueTokens), 10);
        Assert.AreEqual(0.028, (double)Skills.Sum(skill => skill.CatalogueTokens) / Skills.Sum(skill => skill.FileTokens), 0.005);
    }

    /// <summary>What activation leaves out: the documents, against the body and a line for each bundled file.</summary>
    private static double Saving(GeneratedSkill skill, int bodyTokens)
    {
        var bundled = Directory.GetFiles(skill.Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(skill.Folder, file)).ToList();
        var documents = bundled.Where(file => Path.GetExtension(file) is ".md" && file is not "SKILL.md").Sum(file => Tokens.Of(File.ReadAllText(Path.Combine(skill.Folder, file))));
        var listed = Tokens.Of(string.Join('\n', bundled.Select(file => $"- {file} (12345 bytes, about 3086 tokens)")));
        return (double)documents / (documents + bodyTokens + listed);
    }
}
