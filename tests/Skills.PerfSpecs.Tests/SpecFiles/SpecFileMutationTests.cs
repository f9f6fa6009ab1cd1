using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using PerfSpecs.SpecFiles;
using PerfSpecs.Text;
using static PerfSpecs.Tests.SpecFileCases;

namespace PerfSpecs.Tests;

[TestClass]
public class SpecFileMutationTests
{
    private static readonly byte[] Original = Encoding.UTF8.GetBytes(Rich);

    private static readonly string[] Snippets =
    [
        "\"", "{", "}", "[", "]", ",", ":", "\\", "'", "\n", "\r\n", "\t", "//", "/*", "*/", "-", "+", "1_0", "1,5", "NaN", "1e999", "null", "true",
        "\\ud800", "\\u00b5", "\u00B5s", "\U0001F600", "<", ">=", "=<", " x", "%", "<<<<<<< HEAD\n", "\"metric\":", "\"target\":", "iteration/duration", "p95", "\0", "\u200B",
    ];

    private static readonly Gen<(int Kind, int Place, int Length, int Snippet)> Edit =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, Original.Length - 1], Gen.Int[0, 24], Gen.Int[0, Snippets.Length - 1]);

    private static readonly Gen<string> TargetText = Gen.Select(
        OneOf("", "median", "mean", "p95", "p99.9", "p5.", "p100", "P95", "rate", "exact", "avg"),
        OneOf("", " ", "  "),
        OneOf("<", "<=", ">", ">=", "\u2264", "\u2265", "=<", ""),
        OneOf("", " ", "\t", "\u00A0"),
        OneOf("5", "+5", "-5", ".5", "5.", "1e3", "1e-3", "0", "1,5", "1e999", "5e"),
        OneOf("", " ", "\u00A0"),
        OneOf("ms", "\u00B5s", "\u03BCs", "MiB", "%", "x", "/s", "lines", "collections", "m", "", "ms ", "msec"),
        (statistic, a, comparison, b, number, c, unit) => $"{statistic}{a}{comparison}{b}{number}{c}{unit}");

    [TestMethod]
    public void A_mutated_file_never_throws_and_every_problem_has_a_place_that_can_be_shown()
    {
        var random = new PCG(1, 20261123);
        for (var i = 0; i < 100_000; i++)
        {
            var text = Edit.Array[1, 4].Generate(random, null, out _).Aggregate(Original, Apply);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var file = Parse(text);
            Assert.IsLessThan(10L << 20, GC.GetAllocatedBytesForCurrentThread() - allocated, $"iteration {i}: bytes allocated");
            Assert.IsTrue(file.Problems.All(IsShown) && IsSorted(file.Problems), $"iteration {i}: {string.Join('\n', file.Problems)}\n{Encoding.UTF8.GetString(text)}");
        }
    }

    [TestMethod]
    [DataRow("{ \"specs\": [", "{},", "] }")]
    [DataRow("{ \"specs\": [", "{ \"metric\": \"iteration/duration\", \"target\": \"< 5 ms\" },", "] }")]
    [DataRow("{ \"specs\": [", "{ \"id\": \"a#\", \"metric\": \"iteration/duration\", \"target\": \"< # ms\" },", "] }")]
    [DataRow("{ \"machines\": {", "\"m#\": {},", "}, \"specs\": [] }")]
    [DataRow("{", "\"property#\": 1,", "\"specs\": [] }")]
    [DataRow("{ \"specs\": \"", "x", "\" }")]
    [DataRow("{ \"specs\": [ { \"metric\": \"iteration/duration\", \"target\": \"", "5", "\" } ] }")]
    [DataRow("", "[[],", "")]
    [DataRow("", "<<<<<<< \n", "")]
    [DataRow("", "\"", "")]
    [DataRow("{", "/* */", "}")]
    public void A_file_of_the_largest_size_is_read_in_little_memory_whatever_fills_it(string head, string item, string tail)
    {
        foreach (var items in new[] { 9_000, int.MaxValue })
        {
            var text = new StringBuilder(head);
            for (var i = 0; i < items && text.Length < SpecFile.LargestFile - 100; i++)
                text.Append(item.Replace("#", $"{i}", StringComparison.Ordinal));
            var bytes = Encoding.UTF8.GetBytes(text.Append(tail).ToString());
            var allocated = GC.GetAllocatedBytesForCurrentThread();

            var file = Parse(bytes);

            Assert.IsLessThan(200L << 20, GC.GetAllocatedBytesForCurrentThread() - allocated, "bytes allocated");
            Assert.IsLessThanOrEqualTo(1_000, file.Problems.Count);
        }
    }

    [TestMethod]
    public void A_target_that_is_accepted_matches_the_schemas_pattern_and_reads_back_as_itself()
    {
        var random = new PCG(1, 20261123);
        var pattern = new Regex(TargetParser.Pattern(["lines", "collections"]), RegexOptions.ECMAScript, TimeSpan.FromSeconds(1));
        var accepted = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var text = TargetText.Generate(random, null, out _);
            foreach (var measure in Measure.BuiltIn)
            {
                if (!TargetParser.TryParse(text, measure, hasReference: false, out var target, out var problems))
                {
                    Assert.IsNotEmpty(problems, text);
                    continue;
                }

                accepted++;
                Assert.IsTrue(pattern.IsMatch(text.Replace('\u00A0', ' ')), text);
                Assert.IsTrue(TargetParser.TryParse(target.ToString(), measure, hasReference: false, out var again, out _), target.ToString());
                Assert.AreEqual(target, again);
            }
        }

        Assert.IsGreaterThan(1000, accepted);
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static bool IsShown(Problem problem) =>
        problem is { Where: { Line: >= 1, Column: >= 1 }, Width: >= 1, Message.Length: > 10 }
        && problem.Where.Column <= (problem.SourceLine ?? "").Length + 1
        && ProblemText.Render(problem).All(c => c is '\n' or '\t' || !char.IsControl(c));

    private static bool IsSorted(IReadOnlyList<Problem> problems) =>
        problems.Zip(problems.Skip(1)).All(pair => (pair.First.Where!.Line, pair.First.Where.Column).CompareTo((pair.Second.Where!.Line, pair.Second.Where.Column)) <= 0);

    private static byte[] Apply(byte[] bytes, (int Kind, int Place, int Length, int Snippet) edit)
    {
        var start = Math.Min(edit.Place, bytes.Length);
        var end = Math.Min(start + edit.Length, bytes.Length);
        return edit.Kind switch
        {
            0 => [.. bytes[..start], .. bytes[end..]],
            1 => [.. bytes[..start], .. Encoding.UTF8.GetBytes(Snippets[edit.Snippet]), .. bytes[start..]],
            2 => [.. bytes[..start], .. bytes[end..], .. bytes[start..end]],
            _ => [.. bytes[..start], (byte)(edit.Snippet * 7), .. bytes[Math.Min(start + 1, bytes.Length)..]],
        };
    }
}
