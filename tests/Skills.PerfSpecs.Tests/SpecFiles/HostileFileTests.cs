using System.Globalization;
using PerfSpecs.Results;
using PerfSpecs.SpecFiles;
using PerfSpecs.Text;
using static PerfSpecs.Tests.SpecFileCases;

namespace PerfSpecs.Tests;

/// <summary>Files that nobody writes by hand. Work that grows with the square of a file's length would take hours here, linear work a second.</summary>
[TestClass]
public sealed class HostileFileTests
{
    private const int Patience = 120_000;
    private const int Size = 5_000_000;

    [TestMethod]
    [Timeout(Patience, CooperativeCancellation = false)]
    [DataRow("\\\"", "{")]
    [DataRow("\"", "{ \"specs\": [")]
    [DataRow("\"", "")]
    [DataRow("/* ", "{")]
    [DataRow("/", "{")]
    [DataRow("// x\n", "{")]
    [DataRow("\"\\", "")]
    [DataRow("[", "")]
    [DataRow("{\"a\":", "")]
    [DataRow("1", "{ \"version\": ")]
    [DataRow("<<<<<<< \n", "")]
    public void A_pattern_repeated_over_5_MB_is_refused_in_linear_time(string pattern, string before)
    {
        var file = Parse(before + string.Concat(Enumerable.Repeat(pattern, Size / pattern.Length)));
        Assert.IsFalse(file.IsUsable);
        Render(file);
    }

    [TestMethod]
    [Timeout(Patience, CooperativeCancellation = false)]
    [DataRow("\"a\": 1", 90_000, "{ {0} }", "PS113")]
    [DataRow("\"a#\": 1", 90_000, "{ {0} }", "PS111")]
    [DataRow("\"a#\": 1", 90_000, "{ \"specs\": [ { \"metric\": \"orchestrator/duration\", \"target\": \"< 5 ms\", \"params\": { {0} } } ] }", "PS118")]
    [DataRow("\"a#\": \"< 5 ms\"", 90_000, "{ \"specs\": [ { \"metric\": \"iteration/duration\", \"targets\": { {0} } } ] }", "PS118")]
    [DataRow("\"t#\"", 9_000, "{ \"specs\": [ { \"metric\": \"iteration/duration\", \"target\": \"< 5 ms\", \"tags\": [ {0} ] } ] }", null)]
    [DataRow("{ \"metric\": \"iteration/duration\", \"target\": \"< 5 ms\" }", 10_000, "{ \"specs\": [ {0} ] }", "PS114")]
    [DataRow("{ \"metric\": \"iteration/durations#\", \"target\": \"< 5 ms\" }", 10_000, "{ \"specs\": [ {0} ] }", "PS118")]
    [DataRow("{ \"metric\": \"iteration/duration\" }", 100_000, "{ \"specs\": [ {0} ] }", "PS147")]
    public void A_long_list_on_one_line_is_read_in_linear_time(string item, int count, string around, string? code)
    {
        var items = string.Join(", ", Enumerable.Range(0, count).Select(number => item.Replace("#", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        var file = Parse(around.Replace("{0}", items, StringComparison.Ordinal));
        Assert.AreEqual(code, file.Problems.FirstOrDefault(problem => problem.IsError)?.Code);
        Render(file);
    }

    [TestMethod]
    [Timeout(Patience, CooperativeCancellation = false)]
    public void A_name_is_suggested_from_100_000_known_ones()
    {
        var known = Enumerable.Range(0, 100_000).Select(number => string.Create(CultureInfo.InvariantCulture, $"workload-with-a-long-name-{number:x8}-and-an-end/duration")).ToList();
        for (var i = 0; i < 20; i++)
            Assert.AreEqual(known[77], Suggestion.For(known[77].Replace("workload", "wrokload", StringComparison.Ordinal), known));
    }

    [TestMethod]
    public void Only_what_is_near_is_kept_of_a_very_long_line()
    {
        var text = $"{{ \"a\": \"{new string('\u00E9', 500_000)}\", \"specs\": [], \"b\": 1 }}";
        var problem = Parse(text).Problems[^1];

        Assert.AreEqual(new Location("specs.json", 1, text.IndexOf("\"b\"", StringComparison.Ordinal) + 1), problem.Where);
        Assert.IsLessThan(10_000, problem.SourceLine!.Length);
        var lines = ProblemText.Render(problem).Split('\n');
        Assert.AreEqual("\"b\"", lines[1].Substring(lines[2].IndexOf('^', StringComparison.Ordinal), 3));
        Assert.AreEqual(3, problem.Width);
    }

    private static void Render(SpecFile file) => Assert.IsLessThan(20_000_000, file.Problems.Sum(problem => ProblemText.Render(problem).Length));
}
