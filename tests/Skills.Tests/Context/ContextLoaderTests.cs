namespace Skills.Tests;

[TestClass]
public sealed class ContextLoaderTests
{
    [TestMethod]
    public void A_skill_alone_has_its_instructions_and_the_word_none()
    {
        using var folder = new SkillFolder();
        folder.Skill("demo");
        var context = Loader(folder).LoadInitialContext();
        Assert.AreEqual($"Body of demo.\n\nBundled files, relative to {folder.At("demo")}/: none\n", context.Text);
        Assert.AreEqual(3, context.Lines);
        Assert.AreEqual(TokenCounter.Count(context.Text), context.Tokens);
        Assert.IsEmpty(context.Resources);
        Assert.IsEmpty(context.Warnings);
    }

    [TestMethod]
    public void Every_bundled_file_has_a_line()
    {
        using var folder = new SkillFolder();
        folder.Skill("demo");
        folder.Write("demo/scripts/run.py", new string('x', 12_345));
        folder.Write("demo/references/deep/er/a.md", "1234");
        folder.Write("demo/.hidden", "");
        folder.Write("demo/LICENSE.txt", "12345");
        folder.Write("demo/.git/config", "x");
        folder.Write("demo/examples/SKILL.md", "x");
        folder.Write("demo/odd\nname", "x");
        var context = Loader(folder).LoadInitialContext();
        var lines = context.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        CollectionAssert.AreEqual(
            new[]
            {
                "- .hidden (0 bytes, about 0 tokens)",
                "- LICENSE.txt (5 bytes, about 2 tokens)",
                "- examples/SKILL.md (1 bytes, about 1 tokens)",
                "- odd\\u000Aname (1 bytes, about 1 tokens)",
                "- references/deep/er/a.md (4 bytes, about 1 tokens)",
                "- scripts/run.py (12,345 bytes, about 3,087 tokens)",
            },
            lines);
        Assert.AreEqual(new SkillResource("scripts/run.py", 12_345, 3_087), context.Resources[^1]);
    }

    [TestMethod]
    public void Many_files_are_listed_by_their_folders()
    {
        using var folder = new SkillFolder();
        folder.Skill("demo");
        folder.Write("demo/README.md", "1234");
        folder.Write("demo/single/a.md", "1234");
        for (var i = 0; i < 10_000; i++)
            folder.Write($"demo/references/{i % 7}/{i}.md", "12");

        var context = Loader(folder).LoadInitialContext();

        CollectionAssert.AreEqual(
            new[]
            {
                "- README.md (4 bytes, about 1 tokens)",
                "- references/ (10,000 files, 20,000 bytes; list_files lists them)",
                "- single/a.md (4 bytes, about 1 tokens)",
            },
            context.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..]);
        Assert.HasCount(10_002, context.Resources);
    }

    [TestMethod]
    public void Generated_folders_are_passed_over_with_a_word()
    {
        using var folder = new SkillFolder();
        folder.Skill("demo");
        folder.Write("demo/node_modules/x/index.js", "x");
        folder.Write("demo/scripts/__pycache__/a.pyc", "x");
        folder.Write("demo/scripts/a.py", "x");

        var context = Loader(folder).LoadInitialContext();

        Assert.AreEqual("scripts/a.py", context.Resources.Single().Path);
        Assert.AreEqual("Files of generated folders are not listed, such as those in node_modules.", context.Warnings.Single());
    }

    [TestMethod]
    public void A_skill_inside_of_a_skill_is_a_file_and_the_host_is_told()
    {
        using var folder = new SkillFolder();
        folder.Skill("demo");
        folder.Skill("inner", root: "demo/examples");

        var context = Loader(folder).LoadInitialContext();

        Assert.StartsWith("examples/inner/SKILL.md is a file of this skill", context.Warnings.Single());
        Assert.DoesNotContain("is a file of this skill", context.Text);
    }

    [TestMethod]
    public void Everybody_shares_the_one_loader_of_a_skill()
    {
        using var folder = new SkillFolder();
        var skill = SkillReader.Read(folder.Skill("demo")).Skill!;
        Assert.AreSame(ContextLoader.Of(skill), ContextLoader.Of(skill));
        Assert.AreNotSame(ContextLoader.Of(skill), ContextLoader.Of(skill with { Body = "other" }));
    }

    [TestMethod]
    public void Links_are_listed_by_what_they_lead_to_and_not_out_of_the_folder()
    {
        using var folder = new SkillFolder();
        folder.Skill("demo");
        folder.Write("secret.txt", "secret");
        folder.Write("demo/a.txt", "1234567");
        File.CreateSymbolicLink(folder.At("demo/inside"), "a.txt");
        File.CreateSymbolicLink(folder.At("demo/outside"), "../secret.txt");
        Directory.CreateSymbolicLink(folder.At("demo/parent"), "..");
        Directory.CreateSymbolicLink(folder.At("demo/circle"), ".");
        var context = Loader(folder).LoadInitialContext();
        CollectionAssert.AreEqual(new[] { "a.txt 7", "inside 7" }, context.Resources.Select(resource => $"{resource.Path} {resource.Bytes}").ToArray());
        Assert.HasCount(2, context.Warnings);
        Assert.Contains("outside is not listed", context.Text);
    }

    [TestMethod]
    public void The_disk_is_read_once()
    {
        using var folder = new SkillFolder();
        folder.Skill("demo");
        var loader = Loader(folder);
        var before = loader.LoadInitialContext();
        folder.Write("demo/late.md", "late");
        Assert.AreSame(before, loader.LoadInitialContext());
        Assert.IsEmpty(loader.Resources);
        Assert.AreEqual(0, loader.Measure().Documents);
    }

    [TestMethod]
    public void Long_instructions_are_warned_of_by_lines_and_by_tokens_and_the_limits_are_within()
    {
        Assert.IsEmpty(Warnings(string.Concat(Enumerable.Repeat("x\n", 500))));
        Assert.Contains("501 lines", Warnings(string.Concat(Enumerable.Repeat("x\n", 501))).Single());
        Assert.IsEmpty(Warnings(string.Concat(Enumerable.Repeat(" the", 5_000))));
        Assert.Contains("5,001 tokens", Warnings(string.Concat(Enumerable.Repeat(" the", 5_001))).Single());

        static IReadOnlyList<string> Warnings(string instructions)
        {
            using var folder = new SkillFolder();
            folder.Skill("demo");
            return Loader(folder).LoadInitialContext(instructions).Warnings;
        }
    }

    [TestMethod]
    public void Documents_are_counted_without_licences_scripts_and_data()
    {
        using var folder = new SkillFolder();
        folder.Skill("demo");
        var text = string.Concat(Enumerable.Repeat("the quick brown fox. ", 200));
        folder.Write("demo/references/a.md", text);
        folder.Write("demo/b.TXT", text);
        folder.Write("demo/empty.md", "");
        foreach (var other in new[] { "LICENSE.txt", "fonts/Inter-OFL.txt", "THIRD_PARTY_NOTICES.md", "scripts/run.py", "schema.json" })
            folder.Write($"demo/{other}", text);
        var loader = Loader(folder);
        var tokens = loader.Measure();
        Assert.AreEqual(2L * TokenCounter.Count(text), tokens.Documents);
        Assert.AreEqual((3, 0), (tokens.DocumentFiles, tokens.Passed));
        Assert.AreEqual(TokenCounter.Count("Body of demo."), tokens.Instructions);
        Assert.AreEqual(loader.LoadInitialContext().Tokens, tokens.Initial);
        Assert.AreEqual(1 - ((double)tokens.Initial / (tokens.Initial + tokens.Documents)), tokens.Saving);
    }

    private static ContextLoader Loader(SkillFolder folder) => new(SkillReader.Read(folder.At("demo")).Skill!);
}
