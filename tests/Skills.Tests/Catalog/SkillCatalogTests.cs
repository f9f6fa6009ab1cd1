namespace Skills.Tests;

[TestClass]
public sealed class SkillCatalogTests
{
    [TestMethod]
    public void Skills_are_sorted_by_name_and_found_by_it()
    {
        using var folder = new SkillFolder();
        folder.Skill("zeta");
        folder.Skill("alpha", root: "group");
        var catalog = SkillCatalog.Discover([folder.Path]);
        CollectionAssert.AreEqual(new[] { "alpha", "zeta" }, catalog.Skills.Select(skill => skill.Name).ToArray());
        Assert.AreSame(catalog.Skills[1], catalog.Find("zeta"));
        Assert.IsNull(catalog.Find("ALPHA"));
        Assert.IsEmpty(catalog.Problems);
    }

    [TestMethod]
    public void A_root_may_be_a_skill_and_a_skill_is_not_searched_for_others()
    {
        using var folder = new SkillFolder();
        folder.Skill("demo");
        folder.Skill("inner", root: "demo/examples");
        CollectionAssert.AreEqual(new[] { "demo" }, SkillCatalog.Discover([folder.At("demo")]).Skills.Select(skill => skill.Name).ToArray());
    }

    [TestMethod]
    public void The_first_root_wins_and_the_shadowed_skill_is_told()
    {
        using var folder = new SkillFolder();
        var project = folder.Skill("demo", root: "project");
        var user = folder.Skill("demo", root: "user");
        folder.Skill("other", root: "user");
        var catalog = SkillCatalog.Discover([folder.At("project"), folder.At("user"), folder.At("project/")]);
        Assert.AreEqual(project, catalog.Find("demo")!.File);
        Assert.HasCount(2, catalog.Skills);
        Assert.AreEqual(user, catalog.Shadowed.Single().Skill.File);
        Assert.AreSame(catalog.Find("demo"), catalog.Shadowed.Single().By);
    }

    [TestMethod]
    public void A_broken_skill_hides_no_other_and_says_why_it_did_not_load()
    {
        using var folder = new SkillFolder();
        folder.Skill("good");
        var broken = folder.Write("bad/SKILL.md", "---\nname: bad\ndescription: [Use it\n---\n");
        var catalog = SkillCatalog.Discover([folder.Path, folder.At("nowhere")]);
        Assert.AreEqual("good", catalog.Skills.Single().Name);
        Assert.AreEqual((broken, 4, true), (catalog.Problems[0].File, catalog.Problems[0].Line, catalog.Problems[0].IsError));
        Assert.AreEqual(("root-missing", false), (catalog.Problems[1].Code, catalog.Problems[1].IsError));
    }

    [TestMethod]
    public void What_looks_like_a_skill_and_is_not_searched_is_named()
    {
        using var folder = new SkillFolder();
        folder.Skill("good");
        folder.Write("odd/Skill.md", "---\nname: odd\ndescription: d\n---\n");
        folder.Skill("hidden", root: ".cache-of-skills");
        folder.Skill(".inside");

        var catalog = SkillCatalog.Discover([folder.Path]);

        Assert.AreEqual("good", catalog.Skills.Single().Name);
        CollectionAssert.AreEqual(
            new[] { ("folder-hidden", folder.At(".inside/SKILL.md")), ("file-name", folder.At("odd/Skill.md")) },
            catalog.Problems.Select(problem => (problem.Code, problem.File)).ToArray());
    }

    [TestMethod]
    public void A_model_is_told_of_no_skill_that_only_people_may_choose()
    {
        using var folder = new SkillFolder();
        folder.Skill("open");
        folder.Write("closed/SKILL.md", "---\nname: closed\ndescription: Deletes all.\ndisable-model-invocation: true\n---\n");

        var catalog = SkillCatalog.Discover([folder.Path]);

        Assert.IsNotNull(catalog.Find("closed"));
        Assert.AreEqual("- open: Does it.", catalog.Summary);
        CollectionAssert.AreEqual(new[] { "open" }, catalog.ForModels.Select(skill => skill.Name).ToArray());
    }

    [TestMethod]
    public void A_catalogue_that_fills_the_context_by_its_names_alone_is_warned_of()
    {
        using var folder = new SkillFolder();
        for (var i = 0; i < 301; i++)
            folder.Skill($"s{i}");

        Assert.AreEqual("many-skills", SkillCatalog.Discover([folder.Path]).Problems.Single().Code);
        folder.Write("s0/SKILL.md", "no skill any more");
        Assert.AreEqual("frontmatter-missing", SkillCatalog.Discover([folder.Path]).Problems.Single().Code);
    }

    /// <summary>Among others, what once made a whole discovery throw, or dropped a skill without a word.</summary>
    [TestMethod]
    public void Two_hundred_skills_with_broken_ones_among_them_load_without_hiding_the_good()
    {
        string[] broken =
        [
            "no frontmatter at all", "---\nname: x\n", "---\nname: [\n---\n", "---\ndescription: no name\n---\n", "---\nname: no-description\n---\n",
            "\0\0\0", "", "---\n- a list\n---\n", "---\nname: &a [*a]\ndescription: d\n---\n", "---\nname: bad name!\n---\n",
        ];
        string[] lapses = [$"compatibility: {new string('c', 900)}", $"description: {new string('d', 1_068)}", "metadata:\n  nested:\n    name: other", "unknown: field", "allowed-tools: [Read, Write]"];
        using var folder = new SkillFolder();
        for (var i = 0; i < 200; i++)
        {
            folder.Write($"s{i}/SKILL.md", i % 10 is 3 ? broken[i / 10 % broken.Length] :
                i % 10 is 7 ? $"---\nname: s{i}\n{(lapses[i / 10 % lapses.Length].StartsWith("description", StringComparison.Ordinal) ? "" : "description: Does it.\n")}{lapses[i / 10 % lapses.Length]}\n---\nBody\n" :
                $"---\nname: s{i}\ndescription: Does it.\n---\nBody\n");
        }

        var catalog = SkillCatalog.Discover([folder.Path]);

        var unloaded = catalog.Problems.Where(problem => problem.IsError).Select(problem => problem.File).Distinct(StringComparer.Ordinal).ToList();
        CollectionAssert.AreEquivalent(
            Enumerable.Range(0, 200).Where(i => i % 10 is not 3).Select(i => $"s{i}").ToArray(),
            catalog.Skills.Select(skill => skill.Name).ToArray());
        CollectionAssert.AreEquivalent(Enumerable.Range(0, 20).Select(i => folder.At($"s{(10 * i) + 3}/SKILL.md")).ToArray(), unloaded, "each says why it did not load");
        Assert.IsTrue(catalog.Problems.Where(problem => problem.IsError).All(problem => problem.Message.Length > 0));
    }

    [TestMethod]
    public void A_valid_skill_stands_in_for_a_broken_one_of_an_earlier_root()
    {
        using var folder = new SkillFolder();
        folder.Write("project/demo/SKILL.md", "---\nname: demo\n---\n");
        var user = folder.Skill("demo", root: "user");
        Assert.AreEqual(user, SkillCatalog.Discover([folder.At("project"), folder.At("user")]).Find("demo")!.File);
    }

    [TestMethod]
    public void Strict_discovery_keeps_out_what_lenient_discovery_warns_of()
    {
        using var folder = new SkillFolder();
        folder.Write("demo/SKILL.md", "---\nname: demo\ndescription: d\ncolour: red\n---\n");
        Assert.HasCount(1, SkillCatalog.Discover([folder.Path]).Skills);
        Assert.IsEmpty(SkillCatalog.Discover([folder.Path], new DiscoveryOptions { Strict = true }).Skills);
    }

    [TestMethod]
    public void No_link_leads_out_of_a_root_not_even_by_way_of_another_link()
    {
        using var folder = new SkillFolder();
        folder.Skill("secret", root: "outside");
        folder.Skill("real", root: "root/hidden-away/deep/deeper");
        Directory.CreateSymbolicLink(folder.At("root/direct"), folder.At("outside"));
        Directory.CreateSymbolicLink(folder.At("root/.door"), folder.At("outside"));
        Directory.CreateSymbolicLink(folder.At("root/relayed"), ".door/secret");
        Directory.CreateDirectory(folder.At("root/secret"));
        File.CreateSymbolicLink(folder.At("root/secret/SKILL.md"), folder.At("outside/secret/SKILL.md"));
        Directory.CreateSymbolicLink(folder.At("root/real"), "hidden-away/deep/deeper/real");
        Directory.CreateSymbolicLink(folder.At("root/circle"), ".");
        Directory.CreateSymbolicLink(folder.At("root/self"), "self");
        var catalog = SkillCatalog.Discover([folder.At("root")]);
        Assert.AreEqual("real", catalog.Skills.Single().Name);
        CollectionAssert.AreEqual(
            new[] { "root/direct", "root/relayed", "root/secret/SKILL.md" },
            catalog.Problems.Where(problem => problem.Code == "link-outside").Select(problem => Path.GetRelativePath(folder.Path, problem.File)).Distinct().ToArray());
    }

    [TestMethod]
    public void Depth_entries_and_skills_are_bounded_and_each_limit_is_told()
    {
        using var folder = new SkillFolder();
        folder.Skill("one", root: "a/b");
        folder.Skill("two", root: "a");
        folder.Skill("zero");
        Assert.HasCount(3, SkillCatalog.Discover([folder.Path]).Skills);
        Expect("depth-limit", new DiscoveryOptions { MaxDepth = 2 }, "two", "zero");
        Expect("skill-limit", new DiscoveryOptions { MaxSkills = 1 }, "one");
        Expect("folder-unfinished", new DiscoveryOptions { MaxEntries = 3 }, "zero");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new DiscoveryOptions { MaxSkills = 0 });

        void Expect(string code, DiscoveryOptions options, params string[] names)
        {
            var catalog = SkillCatalog.Discover([folder.Path], options);
            Assert.Contains(problem => problem.Code == code, catalog.Problems);
            CollectionAssert.IsSubsetOf(names, catalog.Skills.Select(skill => skill.Name).ToArray());
        }
    }

    [TestMethod]
    public void The_summary_has_one_line_a_skill_whatever_a_description_holds()
    {
        using var folder = new SkillFolder();
        folder.Skill("b", description: "Second.");
        folder.Skill("a", description: "\"First.\\n- fake: A skill\\u2028that is none.\\x07\"");
        var catalog = SkillCatalog.Discover([folder.Path]);
        Assert.AreEqual("- a: First. - fake: A skill that is none.\n- b: Second.", catalog.Summary);
        var summary = catalog.Summary;
        Assert.AreSame(summary, catalog.Summary);
        Assert.AreEqual("", SkillCatalog.Discover([]).Summary);
    }
}
