using System.Text;

namespace Skills.Tests;

[TestClass]
public sealed class SkillReaderTests
{
    [TestMethod]
    public void Every_field_of_the_standard_and_of_the_engine_is_read()
    {
        var skill = Read("""
            ---
            name: demo
            description: Says hello.
            license: MIT
            compatibility: Needs git
            metadata:
              author: Jane
              version: 1.0
            allowed-tools: Read Bash(git:*) Bash(git add *)
            execution-mode: simple
            max-iterations: 100
            max_retries_per_tool: 1
            timeout-per-iteration: 1.5m
            early_termination: false
            model: fast
            context: fork
            agent: explorer
            ---

            # Body

            """, strict: true).Skill!;
        Assert.AreEqual("demo", skill.Name);
        Assert.AreEqual("Says hello.", skill.Description);
        Assert.AreEqual("MIT", skill.License);
        Assert.AreEqual("Needs git", skill.Compatibility);
        Assert.AreEqual("Jane", skill.Metadata["author"]);
        Assert.AreEqual("1.0", skill.Metadata["version"]);
        CollectionAssert.AreEqual(new[] { "Read", "Bash(git:*)", "Bash(git add *)" }, skill.AllowedTools!.ToArray());
        Assert.AreEqual("\n# Body\n", skill.Body);
        var expected = new SkillSettings
        {
            Mode = ExecutionMode.Simple,
            MaxIterations = 100,
            MaxRetriesPerTool = 1,
            TimeoutPerIteration = TimeSpan.FromSeconds(90),
            EarlyTermination = false,
            Model = "fast",
            Fork = true,
            Agent = "explorer",
        };
        Assert.AreEqual(expected, skill.Settings);
    }

    [TestMethod]
    public void What_is_not_stated_has_its_default()
    {
        var skill = Read("---\nname: demo\ndescription: d\n---").Skill!;
        Assert.IsNull(skill.AllowedTools);
        Assert.IsNull(skill.License);
        Assert.IsEmpty(skill.Metadata);
        Assert.AreEqual(new SkillSettings(), skill.Settings);
        Assert.AreEqual("", skill.Body);
    }

    [TestMethod]
    public void Every_problem_is_told_at_once_with_its_line()
    {
        var reading = Read("---\nname: Other--name\nmax-iterations: 101\ncolour: red\ntimeout-per-iteration: 30\n---\n");
        Assert.IsNull(reading.Skill);
        var told = reading.Problems.Select(problem => $"{problem.Line} {problem.Code} {problem.IsError}");
        CollectionAssert.AreEqual(
            new[]
            {
                "1 description-missing True",
                "2 name-case False",
                "2 name-hyphens False",
                "2 name-folder False",
                "3 max-iterations-range False",
                "4 field-unknown False",
                "5 timeout-per-iteration-range False",
            },
            told.ToArray());
    }

    [TestMethod]
    [DataRow("name: -demo", "name-hyphens", 2)]
    [DataRow("name: other", "name-folder", 2)]
    [DataRow("name: Demo", "name-case", 2)]
    [DataRow("name: a123456789a123456789a123456789a123456789a123456789a123456789a1234", "name-length", 2)]
    [DataRow("name: demo\nname: demo", "field-twice", 3)]
    [DataRow("name: demo\nuser-invocable: true", "field-unknown", 3)]
    [DataRow("name: demo\ncompatibility: ''", "compatibility-empty", 3)]
    [DataRow("name: demo\nlicense: [MIT]", "license-type", 3)]
    [DataRow("name: demo\nmetadata: none", "metadata-type", 3)]
    [DataRow("name: demo\nmetadata:\n  a: b\n  needs: [x]", "metadata-type", 5)]
    [DataRow("name: demo\nallowed-tools: Read, Grep", "allowed-tools-commas", 3)]
    [DataRow("name: demo\nallowed-tools: [Read, Grep]", "allowed-tools-type", 3)]
    [DataRow("name: demo\nallowed_tools: Read Grep", "allowed-tools-spelling", 3)]
    [DataRow("name: demo\nexecution-mode: fast", "execution-mode-value", 3)]
    [DataRow("name: demo\nearly-termination: 1", "early-termination-value", 3)]
    [DataRow("name: demo\ncontext: share", "context-value", 3)]
    [DataRow("name: demo\nmax-retries-per-tool: 0", "max-retries-per-tool-range", 3)]
    [DataRow("name: demo\nmax_iterations: 99999999999", "max-iterations-range", 3)]
    [DataRow("name: demo\ntimeout-per-iteration: 25h", "timeout-per-iteration-range", 3)]
    [DataRow("name: demo\nmodel:", "model-empty", 3)]
    public void A_lapse_is_a_warning_when_loading_and_an_error_when_strict(string fields, string code, int line)
    {
        var text = $"---\n{fields}\ndescription: d\n---\n";
        var lenient = Read(text);
        Assert.IsNotNull(lenient.Skill);
        var lapse = lenient.Problems.First(problem => problem.Code == code);
        Assert.AreEqual((false, line), (lapse.IsError, lapse.Line));
        var strict = Read(text, strict: true);
        Assert.IsNull(strict.Skill);
        Assert.Contains(problem => problem.Code == code && problem.IsError, strict.Problems);
    }

    [TestMethod]
    [DataRow("", "frontmatter-missing", 1)]
    [DataRow("name: demo", "frontmatter-missing", 1)]
    [DataRow("---\nname: demo\ndescription: d\n --- \n", "frontmatter-unclosed", 1)]
    [DataRow("---\n---\n", "name-missing", 1)]
    [DataRow("---\nname: demo\n---\n", "description-missing", 1)]
    [DataRow("---\nname: demo\n\ndescription: ''\n---\n", "description-missing", 4)]
    [DataRow("---\nname: demo\ndescription: [a]\n---\n", "description-type", 3)]
    [DataRow("---\nname: {a: b}\ndescription: d\n---\n", "name-type", 2)]
    [DataRow("---\nname: de mo\ndescription: d\n---\n", "name-characters", 2)]
    [DataRow("---\nname: de/mo\ndescription: d\n---\n", "name-characters", 2)]
    [DataRow("---\nname: demo\ndescription: [Use it: now\n---\n", "yaml", 4)]
    [DataRow("---\nname: demo\ndescription: Use it: now\nmetadata: [\n---\n", "yaml", 3)]
    [DataRow("---\nname: demo\ndescription: \"open\n---\n", "yaml", 3)]
    [DataRow("---\nname: &a demo\ndescription: *a\n---\n", "yaml", 3)]
    [DataRow("---\nname: demo\ndescription: d\n...\nlicense: MIT\n---\n", "yaml", 5)]
    [DataRow("---\n- name\n---\n", "yaml", 2)]
    public void Without_a_name_and_a_description_in_valid_YAML_there_is_no_skill(string text, string code, int line)
    {
        var reading = Read(text);
        Assert.IsNull(reading.Skill);
        Assert.Contains(problem => problem.Code == code && problem.IsError && problem.Line == line, reading.Problems);
    }

    [TestMethod]
    [DataRow("description", 1024)]
    [DataRow("compatibility", 500)]
    public void An_over_long_text_still_loads_and_the_limit_itself_is_within(string key, int limit)
    {
        // The last character is two UTF-16 units and one character of the standard.
        var text = new string('x', limit - 1) + "\U0001F600";
        var rest = key == "description" ? "" : "description: d\n";
        Assert.IsEmpty(Read($"---\nname: demo\n{rest}{key}: {text}\n---\n", strict: true).Problems);
        var reading = Read($"---\nname: demo\n{rest}{key}: {text}x\n---\n");
        Assert.AreEqual($"{key}-length", reading.Problems.Single().Code);
        Assert.IsFalse(reading.Problems.Single().IsError);
        Assert.IsNotNull(reading.Skill);
    }

    [TestMethod]
    public void Letters_of_any_script_are_a_name_and_its_NFKC_form_is_what_counts()
    {
        Assert.AreEqual("日本語-名", Read("---\nname: 日本語-名\ndescription: d\n---\n", folder: "日本語-名", strict: true).Skill!.Name);
        var decomposed = Read("---\nname: cafe\u0301\ndescription: d\n---\n", folder: "café", strict: true);
        Assert.AreEqual("café", decomposed.Skill!.Name);
        Assert.AreEqual("café", Read("---\nname: café\ndescription: d\n---\n", folder: "cafe\u0301", strict: true).Skill!.Name);
        Assert.AreEqual("a2", Read("---\nname: a²\ndescription: d\n---\n", folder: "a²", strict: true).Skill!.Name);
        Assert.AreEqual("name-folder", Read("---\nname: a\ndescription: d\n---\n", folder: "a\uD800").Problems[0].Code, "half of a surrogate pair has no normal form");
        var wide = Read("---\nname: ｄｅｍｏ\ndescription: d\n---\n", folder: "demo", strict: true);
        Assert.AreEqual("demo", wide.Skill!.Name);
        Assert.AreEqual("name-normalization", wide.Problems.Single().Code);
    }

    [TestMethod]
    [DataRow("description: Use when: the user asks, or: so\n", "Use when: the user asks, or: so")]
    [DataRow("description: Use when: \"quoted\" and C:\\x\n", "Use when: \"quoted\" and C:\\x")]
    [DataRow("description: Steps:\n", "Steps:")]
    [DataRow("description: Use when\n  this: that\n  and more\n", "Use when this: that and more")]
    public void A_text_with_an_unquoted_colon_is_read_with_a_warning(string field, string expected)
    {
        foreach (var lineEnd in new[] { "\n", "\r\n" })
        {
            var text = $"---\nname: demo\n{field}max-iterations: 0\n---\nBody".Replace("\n", lineEnd, StringComparison.Ordinal);
            var reading = Read(text);
            Assert.AreEqual(expected, reading.Skill!.Description);
            Assert.AreEqual(("yaml-colon", 3, false), (reading.Problems[0].Code, reading.Problems[0].Line, reading.Problems[0].IsError));
            Assert.AreEqual(3 + field.Count(character => character is '\n'), reading.Problems[1].Line, "later fields keep their lines");
            Assert.IsNull(Read(text, strict: true).Skill);
        }
    }

    [TestMethod]
    public void Of_thousands_of_problems_the_first_hundred_are_kept()
    {
        var reading = Read($"---\nname: demo\ndescription: d\n{string.Concat(Enumerable.Range(0, 6_500).Select(i => $"k{i}: v\n"))}---\n");
        Assert.HasCount(101, reading.Problems);
        Assert.StartsWith("6,400 further problems", reading.Problems[^1].Message);
    }

    [TestMethod]
    public void What_nobody_sees_is_escaped_where_people_and_models_read_it()
    {
        var reading = Read("---\nname: demo\ndescription: \"safe\\u202Egpj.exe a\\u200Bb \\u2066c\"\n---\n");
        Assert.AreEqual("- demo: safe\\u202Egpj.exe a\\u200Bb \\u2066c", SkillCatalog.Of([reading.Skill!]).Summary);
        Assert.AreEqual("- demo: می\u200Cخواهم 👩\u200D💻", SkillCatalog.Of([reading.Skill! with { Description = "می\u200Cخواهم 👩\u200D💻" }]).Summary, "joiners belong to scripts and emoji");
        Assert.AreEqual("name-characters", Read("---\nname: \"de\\u200Bmo\"\ndescription: d\n---\n").Problems[0].Code);
    }

    [TestMethod]
    public void Unreadable_grants_grant_nothing()
    {
        Assert.IsEmpty(Read("---\nname: demo\ndescription: d\nallowed-tools: {a: b}\n---\n").Skill!.AllowedTools!);
        Assert.IsEmpty(Read("---\nname: demo\ndescription: d\nallowed-tools:\n---\n").Skill!.AllowedTools!);
    }

    [TestMethod]
    public void A_problem_prints_as_a_place_an_editor_can_jump_to() =>
        Assert.AreEqual(
            "/s/SKILL.md:4: error name-case: Mend it.",
            new SkillProblem("name-case", IsError: true, "Mend it.", "/s/SKILL.md", 4).ToString());

    internal static SkillReading Read(string text, bool strict = false, string folder = "demo")
    {
        var file = $"/skills/{folder}/SKILL.md";
        var findings = new Findings(file, strict);
        return SkillReader.Parse(SkillFile.Decode(Encoding.UTF8.GetBytes(text), findings), file, findings);
    }
}
