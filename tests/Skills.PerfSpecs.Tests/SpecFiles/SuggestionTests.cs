using PerfSpecs.SpecFiles;

namespace PerfSpecs.Tests;

[TestClass]
public class SuggestionTests
{
    [TestMethod]
    [DataRow("", "abc", 3)]
    [DataRow("kitten", "sitting", 3)]
    [DataRow("ab", "ba", 1)]
    [DataRow("medain", "median", 1)]
    [DataRow("ca", "abc", 3)]
    public void A_distance_counts_edits_and_swaps(string a, string b, int distance) => Assert.AreEqual(distance, Suggestion.Distance(a, b));

    [TestMethod]
    [DataRow("Max_Time", "maxTime")]
    [DataRow("FALSE-ALARM-RATE", "falseAlarmRate")]
    [DataRow("ids", "id")]
    [DataRow("titel", "title")]
    [DataRow("xyzzy", null)]
    [DataRow("", null)]
    public void Equality_but_for_case_and_separators_comes_first_then_nearness(string written, string? meant) =>
        Assert.AreEqual(meant, Suggestion.For(written, ["maxTimes", "id", "title", "maxTime", "falseAlarmRate"]), StringComparer.Ordinal);
}
