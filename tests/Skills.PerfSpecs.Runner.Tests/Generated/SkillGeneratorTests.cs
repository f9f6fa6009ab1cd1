using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Runner.Workloads;

namespace Runner.Tests;

[TestClass]
public sealed class SkillGeneratorTests
{
    private static readonly string[] Locales = ["en", "de", "fr", "es", "ja", "zh_CN", "ru"];

    [TestMethod]
    public void The_same_seed_writes_the_same_bytes_in_any_culture()
    {
        using var first = new TemporaryFolder();
        using var second = new TemporaryFolder();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            SkillGenerator.GenerateMany(42, 24, first.Path);
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            SkillGenerator.GenerateMany(42, 24, second.Path);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        var files = Files(first.Path);
        Assert.IsGreaterThan(48, files.Count);
        CollectionAssert.AreEqual(files.ToList(), Files(second.Path).ToList());
        foreach (var file in files)
            CollectionAssert.AreEqual(File.ReadAllBytes(Path.Combine(first.Path, file)), File.ReadAllBytes(Path.Combine(second.Path, file)), file);
    }

    // Whoever changes a sentence or a number changes what every workload reads: its history starts anew with this hash.
    [TestMethod]
    public void The_bytes_of_a_seed_are_these_on_every_machine()
    {
        using var folder = new TemporaryFolder();
        foreach (var (locale, seed) in Locales.Select((locale, i) => (locale, i)))
            SkillGenerator.Generate(seed, folder.Path, SkillShape.WithDocuments with { Locale = locale });
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files(folder.Path))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file.Replace('\\', '/')));
            hash.AppendData(File.ReadAllBytes(Path.Combine(folder.Path, file)));
        }

        Assert.AreEqual("ba0206a410077dc0da94c7d8693c1e728ff90011d633d41d8255949a02e5ff15", Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [TestMethod]
    public void Bogus_global_seed_neither_matters_nor_moves()
    {
        using var folder = new TemporaryFolder();
        var expected = File.ReadAllText(Path.Combine(SkillGenerator.Generate(7, folder.Path).Folder, "SKILL.md"));
        var before = Bogus.Randomizer.Seed;
        try
        {
            Bogus.Randomizer.Seed = new Random(1);
            var again = File.ReadAllText(Path.Combine(SkillGenerator.Generate(7, folder.Path).Folder, "SKILL.md"));
            Assert.AreEqual(expected, again);
            Assert.AreEqual(new Random(1).Next(), Bogus.Randomizer.Seed.Next());
        }
        finally
        {
            Bogus.Randomizer.Seed = before;
        }
    }

    [TestMethod]
    public void Every_skill_has_a_name_of_its_own_that_is_valid_and_its_folder()
    {
        using var folder = new TemporaryFolder();
        var skills = SkillGenerator.GenerateMany(5, 60, folder.Path);
        Assert.HasCount(60, skills.Select(skill => skill.Name).Distinct(StringComparer.Ordinal));
        foreach (var skill in skills)
        {
            Assert.MatchesRegex("^[a-z0-9]+(-[a-z0-9]+)*$", skill.Name);
            Assert.IsLessThanOrEqualTo(64, skill.Name.Length);
            Assert.AreEqual(skill.Name, Path.GetFileName(skill.Folder));
            var text = SkillMarkdown.Read(skill);
            Assert.AreEqual(skill.Name, text.Name);
            Assert.IsTrue(text.Description.Length is > 0 and <= 1024, skill.Name);
            Assert.AreEqual(skill.HasDocuments, Directory.Exists(Path.Combine(skill.Folder, "references")));
        }
    }

    [TestMethod]
    public void Neighbouring_and_opposite_seeds_give_different_skills()
    {
        using var folder = new TemporaryFolder();
        int[] seeds = [0, 1, -1, 2, -2, int.MinValue, int.MaxValue];
        var bodies = seeds.Select(seed => SkillMarkdown.Read(SkillGenerator.Generate(seed, folder.Path)).Body);
        Assert.HasCount(seeds.Length, bodies.Distinct(StringComparer.Ordinal));
    }

    [TestMethod]
    public void A_stated_part_of_the_shape_holds_and_leaves_the_others_alone()
    {
        using var folder = new TemporaryFolder();
        var drawn = SkillPlan.Draw(RandomStream.Plan.Of(11), new SkillShape());
        var shaped = SkillPlan.Draw(RandomStream.Plan.Of(11), new SkillShape { Tokens = 3000, Locale = "ja" });
        Assert.AreEqual(drawn with { Tokens = 3000, Locale = "ja" }, shaped);

        var plain = SkillGenerator.Generate(11, folder.Path, new SkillShape { HasDocuments = false, Tokens = 3000, TokensPerLine = 20 });
        var body = SkillMarkdown.Read(plain).Body;
        Assert.IsFalse(plain.HasDocuments);
        Assert.AreEqual(3000, Tokens.Of(body), 300);
        Assert.AreEqual(20, (double)Tokens.Of(body) / SkillMarkdown.Lines(body), 2);
        Assert.IsTrue(SkillGenerator.Generate(11, folder.Path, SkillShape.WithDocuments).HasDocuments);
        Assert.IsFalse(SkillGenerator.Generate(11, folder.Path, new SkillShape { HasDocuments = false }).HasDocuments);
        Assert.IsFalse(Directory.Exists(Path.Combine(plain.Folder, "references")));
    }

    [TestMethod]
    public void A_shape_out_of_range_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => SkillGenerator.Generate(1, folder.Path, new SkillShape { Tokens = 10 }));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => SkillGenerator.Generate(1, folder.Path, new SkillShape { TokensPerLine = double.NaN }));
        Assert.ThrowsExactly<ArgumentException>(() => SkillGenerator.Generate(1, folder.Path, new SkillShape { Locale = "xx" }));
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.Path));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1024)]
    [DataRow(72 * 1024)]
    public void A_body_has_the_bytes_asked_for_and_placeholders_of_every_kind(int bytes)
    {
        var body = SkillGenerator.Body(3, bytes);
        Assert.AreEqual(body, SkillGenerator.Body(3, bytes));
        var length = Encoding.UTF8.GetByteCount(body);
        Assert.IsTrue(length >= bytes && length <= bytes + 2048, $"{length} bytes");
        if (bytes < 72 * 1024)
            return;
        foreach (var placeholder in (string[])["$ARGUMENTS", "$ARGUMENTS[0]", "$0", "${SKILL_DIR}", "${WORKSPACE}", "${USER}", "${DATE}", "${SESSION_ID}", "${TEAM_NAME}"])
            Assert.Contains(placeholder, body);
        Assert.IsInRange(100, 250, body.Count(character => character is '$'));
    }

    private static List<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];
}
