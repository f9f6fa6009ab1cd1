using PerfSpecs.Sampling;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class LastWordsTests
{
    [TestMethod]
    public async Task The_last_lines_are_kept_and_no_line_is_longer_than_a_person_reads()
    {
        var words = await Heard(string.Join('\n', Enumerable.Range(1, 100).Select(i => $"line {i}")) + "\n" + new string('x', 1_000_000));

        Assert.HasCount(20, words.Lines);
        Assert.AreEqual("line 82", words.Lines[0]);
        Assert.AreEqual(new string('x', 400), words.Lines[^1]);
        Assert.IsNull(words.Crash);
    }

    [TestMethod]
    [DataRow("Unhandled exception. System.Exception: x\n   at A.B()", "Unhandled exception. System.Exception: x")]
    [DataRow("Process terminated.\nbecause\n   at A.B()", "Process terminated. because")]
    [DataRow("Stack overflow.\nRepeated 9 times:\n   at A.B()", "Stack overflow.")]
    public async Task A_crash_is_told_by_its_first_lines_whatever_is_said_before_and_after(string crash, string told)
    {
        var words = await Heard($"noise\n\n{crash}\n{string.Concat(Enumerable.Repeat("   at C.D()\n", 100))}");

        Assert.AreEqual(told, words.Crash);
        Assert.AreEqual(crash.Split('\n')[0], words.Lines[0]);
        Assert.HasCount(20, words.Lines);
    }

    private static async Task<LastWords> Heard(string text)
    {
        var words = new LastWords();
        using var reader = new StringReader(text);
        await words.Listen(reader);
        return words;
    }
}
