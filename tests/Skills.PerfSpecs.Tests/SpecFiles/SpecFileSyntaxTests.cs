using System.Text;
using PerfSpecs.SpecFiles;
using static PerfSpecs.Tests.SpecFileCases;

namespace PerfSpecs.Tests;

[TestClass]
public class SpecFileSyntaxTests
{
    [TestMethod]
    [DataRow("", 1, "the file is empty")]
    [DataRow(" \r\n\t\n", 1, "the file is empty")]
    [DataRow("// only a comment", 1, "holds no JSON value")]
    public void Case_02_a_file_without_a_value_is_empty(string text, int line, string telling) => Parse(text).Has("PS102", line, 1, telling);

    [TestMethod]
    public void Case_03_a_byte_order_mark_is_accepted_and_takes_no_column()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("[]")];
        Parse(bytes).Has("PS110", 1, 1, "a list, not an object");
        Assert.IsTrue(Parse([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Minimal)]).IsUsable);
    }

    [TestMethod]
    public void Case_04_other_encodings_are_named()
    {
        Parse([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Minimal)]).Has("PS104", 1, 1, "UTF-16 (little endian)");
        Parse([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Minimal)]).Has("PS104", 1, 1, "UTF-16 (big endian)");
        Parse(Encoding.Unicode.GetBytes(Minimal)).Has("PS104", 1, 1, "without a byte order mark");
        var latin = Encoding.Latin1.GetBytes("{\n  \"specs\": [], // caf\u00E9\n}");
        var problem = Parse(latin).Has("PS104", 2, 22, "byte 0xE9 at byte offset 23 is not UTF-8");
        Assert.Contains("Latin-1 or Windows-1252, where it is \"\u00E9\"", problem.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Case_05_and_06_trailing_commas_comments_and_carriage_returns_are_accepted()
    {
        var file = Parse("// budgets\r\n{\r\n  /* none */ \"specs\": [\r\n    { \"metric\": \"iteration/duration\", \"target\": \"< 5 ms\", \"tags\": [\"a\",], },\r\n  ],\r\n}\r\n");
        Assert.IsEmpty(file.Problems);
        Assert.AreEqual(new Location("specs.json", 4, 49), file.Specs.Single().Where);
    }

    [TestMethod]
    [DataRow("{ 'specs': [] }", 3, "not in single ones")]
    [DataRow("{ specs: [] }", 3, "needs double quotes: \"specs\"")]
    [DataRow("{ \"version\": one }", 14, "one is not a JSON value")]
    [DataRow("{ \"specs\": True }", 12, "lower-case")]
    [DataRow("{ \"version\": 1 \"specs\": [] }", 16, "a comma is missing")]
    [DataRow("{\"version\":1,specs:[]}", 14, "needs double quotes: \"specs\"")]
    [DataRow("{ \"version\": + }", 14, "\"+\" is not how JSON writes a number")]
    [DataRow("{ \"version\": 0x1 }", 14, "\"0x1\" is not how JSON writes a number")]
    [DataRow("{ \"$schema\": \"C:\\data\" }", 17, "backslash in a text is written twice")]
    [DataRow("{ \"$schema\": \"a\n\" }", 14, "not closed on its line")]
    [DataRow("{ \"$schema\": \"a", 14, "not closed")]
    [DataRow("{ \"$schema\": \"\\ud800\" }", 14, "surrogate")]
    [DataRow("{ \"specs\": [] } extra", 17, "goes on after its closing brace")]
    public void Case_07_what_is_not_JSON_is_explained_at_its_place(string text, int column, string telling) => Parse(text).Has("PS107", 1, column, telling);

    [TestMethod]
    [DataRow("{ \"specs\": [\n  { \"metric\": \"a\"\n", 2, 3, "brace")]
    [DataRow("{ \"specs\": [\n  { \"metric\": \"a\",\n  { \"metric\": \"b\" }\n] }", 2, 3, "brace")]
    [DataRow("{ \"specs\": [\n  { \"metric\": \"a\"\n] }", 2, 3, "brace")]
    [DataRow("{\n\"specs\": [ }", 2, 10, "bracket")]
    [DataRow("{", 1, 1, "brace")]
    public void Case_08_an_unclosed_brace_points_to_the_opening_one(string text, int line, int column, string telling) =>
        Parse(text).Has("PS108", line, column, $"the {telling} that opens here is never closed");

    [TestMethod]
    public void Case_09_every_merge_conflict_is_named()
    {
        var file = Parse("{ \"specs\": [\n<<<<<<< HEAD\n{},\n=======\n[],\n>>>>>>> theirs\n],\n<<<<<<< HEAD\n=======\n>>>>>>> theirs\n}");
        CollectionAssert.AreEqual(new[] { 2, 8 }, file.Problems.Select(problem => problem.Where!.Line).ToArray());
        Assert.IsTrue(file.Problems.All(problem => problem is { Code: "PS109", Width: 7 }));
        Assert.Contains("merge conflict", file.Problems[0].Message, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("[]", "a list")]
    [DataRow("\"specs\"", "a text")]
    [DataRow("null", "null")]
    public void Case_10_a_root_that_is_no_object_is_refused(string text, string kind) => Parse(text).Has("PS110", 1, 1, $"holds {kind}, not an object");

    [TestMethod]
    [DataRow("{ \"version\": NaN }", "PS127", 14)]
    [DataRow("{ \"version\": -Infinity }", "PS127", 14)]
    [DataRow("{ \"version\": 1_000 }", "PS138", 14)]
    [DataRow("{ \"version\": 1,5 }", "PS138", 14)]
    public void Case_27_and_38_numbers_outside_texts_are_explained_as_well(string text, string code, int column) => Parse(text).Has(code, 1, column, "number");

    [TestMethod]
    public void Case_44_deep_nesting_and_large_files_are_refused()
    {
        Parse(new string('[', 65)).Has("PS144", 1, 65, "nest deeper than 64");
        Parse(new byte[SpecFile.LargestFile + 1]).Has("PS145", 1, 1, "larger than 5 MB");
    }

    [TestMethod]
    [DataRow("/* \u00E9\u00E8 */ x", 10)]
    [DataRow("\t\tx", 3)]
    [DataRow("/* \U0001F600\U0001F600 */ x", 10)]
    [DataRow("/* e\u0301 */ x", 10)]
    public void A_column_counts_Unicode_scalar_values(string text, int column) => Parse(text).Has("PS107", 1, column, "");
}
