using System.Text;
using CsCheck;

namespace Skills.Tests;

/// <summary>Inputs on which other loaders lost a skill, a part of it, or their nerve.</summary>
[TestClass]
public sealed class ParsingTrapTests
{
    [TestMethod]
    [DataRow("description: a --- b", "a --- b", DisplayName = "three hyphens within a value")]
    [DataRow("description: >\n  a\n  --- b\n  ---\n  c", "a --- b --- c", DisplayName = "an indented fence in a folded block")]
    [DataRow("description: >-\n  one\n  two", "one two", DisplayName = "a folded block")]
    [DataRow("description: |\n  one\n  two", "one\ntwo", DisplayName = "a literal block")]
    [DataRow("description: one\n  two", "one two", DisplayName = "a plain text on two lines")]
    [DataRow("description: \"say \\\"hi\\\"\"", "say \"hi\"", DisplayName = "escaped double quotes")]
    [DataRow("description: 'it''s'", "it's", DisplayName = "a doubled single quote")]
    [DataRow("description: done # not this", "done", DisplayName = "a comment behind a value")]
    [DataRow("description: \"Use it: now\"", "Use it: now", DisplayName = "a quoted colon")]
    [DataRow("description: http://x.y#z", "http://x.y#z", DisplayName = "a colon and a hash without blanks")]
    [DataRow("metadata:\n  name: nested\n  description: nested\ndescription: outer", "outer", DisplayName = "nested keys of the same names")]
    [DataRow("description: 123", "123", DisplayName = "a number")]
    public void The_description_survives(string fields, string expected)
    {
        foreach (var lineEnd in new[] { "\n", "\r\n" })
        {
            var text = $"---\nname: demo # a comment\n{fields}\n---\nBody\n".Replace("\n", lineEnd, StringComparison.Ordinal);
            var reading = SkillReaderTests.Read(text, strict: true);
            Assert.IsEmpty(reading.Problems);
            Assert.AreEqual("demo", reading.Skill!.Name);
            Assert.AreEqual(expected, reading.Skill.Description);
            Assert.AreEqual($"Body{lineEnd}", reading.Skill.Body);
        }
    }

    [TestMethod]
    public void Blanks_behind_the_fences_and_rules_in_the_body_do_no_harm()
    {
        var skill = SkillReaderTests.Read("--- \t\nname: demo\ndescription: d\n---  \nabove\n---\nbelow\n", strict: true).Skill!;
        Assert.AreEqual("above\n---\nbelow\n", skill.Body);
    }

    [TestMethod]
    public void A_byte_order_mark_is_not_part_of_the_text()
    {
        using var folder = new SkillFolder();
        Directory.CreateDirectory(folder.At("demo"));
        File.WriteAllText(folder.At("demo/SKILL.md"), "---\nname: demo\ndescription: d\n---\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.IsEmpty(SkillReader.Read(folder.At("demo"), strict: true).Problems);
        File.WriteAllText(folder.At("demo/SKILL.md"), "---\nname: demo\ndescription: d\n---\n", Encoding.Unicode);
        Assert.AreEqual("encoding", SkillReader.Read(folder.At("demo")).Problems.Single().Code);
    }

    [TestMethod]
    public void Both_spellings_of_the_file_are_found_and_a_file_can_be_named_itself()
    {
        using var folder = new SkillFolder();
        var file = folder.Write("demo/skill.md", "---\nname: demo\ndescription: d\n---\n");
        Assert.AreEqual(file, SkillReader.Read(folder.At("demo/")).Skill!.File);
        Assert.AreEqual(folder.At("demo"), SkillReader.Read(file).Skill!.Directory);
        Assert.AreEqual("file-missing", SkillReader.Read(folder.Path).Problems.Single().Code);
    }

    [TestMethod]
    public void Ten_megabytes_are_refused_without_being_read()
    {
        using var folder = new SkillFolder();
        var file = folder.Write("demo/SKILL.md", "---\nname: demo\ndescription: d\n---\n" + new string('x', 10_000_000));
        SkillReader.Read(file);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = SkillReader.Read(file);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.AreEqual("file-too-large", reading.Problems.Single().Code);
        Assert.IsLessThan(64 * 1024, allocated);
        Assert.IsNotNull(SkillReader.Read(file, maxFileBytes: 11_000_000).Skill);
    }

    [TestMethod]
    public void An_empty_file_and_a_link_to_an_endless_device_are_not_opened()
    {
        using var folder = new SkillFolder();
        Assert.AreEqual("file-empty", SkillReader.Read(folder.Write("demo/SKILL.md", "")).Problems.Single().Code);
        Directory.CreateDirectory(folder.At("zero"));
        File.CreateSymbolicLink(folder.At("zero/SKILL.md"), "/dev/zero");
        Assert.AreEqual("file-empty", SkillReader.Read(folder.At("zero")).Problems.Single().Code);
    }

    [TestMethod]
    [DataRow('[')]
    [DataRow('{')]
    public void A_tower_of_brackets_is_refused_at_its_foot(char bracket)
    {
        var reading = SkillReaderTests.Read($"---\nname: demo\ndescription: d\nmetadata: {new string(bracket, 60_000)}\n---\n");
        Assert.AreEqual("yaml", reading.Problems.Single().Code);
        Assert.AreEqual("frontmatter-too-large", SkillReaderTests.Read($"---\nname: {new string('x', 70_000)}\n---\n").Problems.Single().Code);
    }

    [TestMethod]
    public void No_bytes_make_the_reader_throw()
    {
        // Bytes alone rarely get past the first fence, so most cases are fragments that mean something to YAML.
        var fragment = Gen.OneOf("---\n", "name: demo\n", "description: ", "name", ": ", "- ", "[", "]", "{", "}", "\"", "'", "|", ">", "#", "&a", "*a", "!!str ", "\n", "\r\n", "  ", "\t", "%YAML 1.1\n", "...\n", "? ", "\\u12", "\\xD8", "metadata:\n  ", "allowed-tools: (", "max-iterations: ", "\uFEFF", "\0", "é", "\u2028", "<<: ");
        var bytes = Gen.OneOf(
            Gen.Byte.Array[0, 64],
            Gen.Select(fragment.Array[0, 24], Gen.Byte.Array[0, 3]).Select((parts, tail) => (byte[])[.. Encoding.UTF8.GetBytes("---\n" + string.Concat(parts)), .. tail, .. "\n---\nbody"u8]));
        bytes.Sample(
            content =>
            {
                var findings = new Findings("/skills/demo/SKILL.md", strict: false);
                var reading = SkillReader.Parse(SkillFile.Decode(content, findings), "/skills/demo/SKILL.md", findings);
                return (reading.Skill is null) == reading.Problems.Any(problem => problem.IsError);
            },
            iter: 20_000);
    }

    [TestMethod]
    public void The_short_way_through_plain_fields_reads_what_the_YAML_parser_reads()
    {
        var fragment = Gen.OneOf("name", "a-b_c", "1", "-", ": ", ":", "\n", "\r\n", "\n\n", " ", "\t", "#", " # c", "\"", "'", "\"q: r\"", "'s # t'", "\\", "—", "\u00A0", "日", "\U0001F600", "\uFEFF", "[", "x, y", "{", "}", "&", "*", "!", "|", ">", "%", "@", "`", "~", "null", "true", "?", "? ", "- ", "...", "\nname: ", "\ndescription: Use", "é", "\u0085", "\u2028", "\x07", "<<",
            "  ", "\n  ", "\n  a", "\n  x: ", "\n  y: z", "\n    ", "\nm:", "\nm:\n  n: o", "\nb: >-\n  ", "\nb: >\n  ", "\nb: |-\n  ", "\nb: |\n  ", ">-", "|", "\n  # c", "\n  --- ", "\r\n  ");
        var answered = 0;
        fragment.Array[1, 12].Select(parts => "k: " + string.Concat(parts) + "\n").Sample(
            yaml =>
            {
                if (PlainFields.Read(yaml) is not { } plain)
                    return true;
                Interlocked.Increment(ref answered);
                return YamlText.Read(yaml, new Findings("f", strict: false)) is { } full && string.Equals(Told(plain), Told(full), StringComparison.Ordinal);
            },
            iter: 500_000);
        Assert.IsGreaterThan(1_000, answered);
        Assert.IsNotNull(PlainFields.Read("name: demo\ndescription: Does it (well), \"quoted\" or not.\n"));
        Assert.IsNotNull(PlainFields.Read("description: >-\n  One: # and\n  two\nmetadata:\n  author: Jane\n  note: |\n    Three\nlicense: MIT\n"));
        Assert.IsNotNull(PlainFields.Read("metadata:\r\n  version: \"1.0\"\r\ndescription: >\r\n  One\r\n"));

        static string Told(IEnumerable<YamlField> fields) => string.Join('\n', fields.Select(field => $"{field.Line} {field.Key}: {field.Value switch
        {
            YamlValue.Text text => $"{text.Line} \"{text.Value}\"",
            YamlValue.Fields nested => $"{nested.Line} {{{Told(nested.Entries)}}}",
            var other => other.ToString(),
        }}"));
    }
}
