using PerfSpecs.Text;
using static PerfSpecs.Tests.SpecFileCases;

namespace PerfSpecs.Tests;

[TestClass]
public class ProblemTextTests
{
    [TestMethod]
    public void A_problem_shows_its_place_its_line_a_caret_and_what_is_known() =>
        Assert.AreEqual(
            """
            specs.json:3:1: error PS118: unknown stop rule "newer"; did you mean "never"?
              "newer" }
              ^^^^^^^
              known: when-certain, never
            """,
            ProblemText.Render(ParseSpecs("{ \"metric\": \"iteration/duration\", \"target\": \"< 5 ms\", \"stop\":\n\"newer\" }").Problems.Single()), StringComparer.Ordinal);

    [TestMethod]
    [DataRow("a\tbc", 3, 2, "  a\tbc\n   \t^^")]
    [DataRow("\U0001F600 b", 3, 1, "  \U0001F600 b\n     ^")]
    [DataRow("\u4E2D\u6587", 2, 1, "  \u4E2D\u6587\n    ^^")]
    [DataRow("a\u001Bb", 3, 1, "  a<1B>b\n       ^")]
    [DataRow("ab", 3, 1, "  ab\n    ^")]
    public void The_caret_stands_below_its_character(string line, int column, int width, string shown) =>
        Assert.AreEqual($"f:1:{column}: error PS1: m\n{shown}", ProblemText.Render(new Problem("PS1", IsError: true, "m", new Location("f", 1, column)) { SourceLine = line, Width = width }), StringComparer.Ordinal);

    [TestMethod]
    public void A_long_line_is_cut_around_the_caret()
    {
        var line = new string('a', 500) + "b" + new string('c', 500);
        var text = ProblemText.Render(new Problem("PS1", IsError: false, "m", new Location("f", 1, 501)) { SourceLine = line }).Split('\n');
        Assert.AreEqual('b', text[1][text[2].IndexOf('^', StringComparison.Ordinal)]);
        Assert.AreEqual(2 + 3 + 160 + 3, text[1].Length);
    }

    [TestMethod]
    public void A_problem_of_no_place_is_its_message_alone() =>
        Assert.AreEqual("warning PS1: m", ProblemText.Render(new Problem("PS1", IsError: false, "m", Where: null)), StringComparer.Ordinal);
}
