using System.Text;
using CsCheck;
using PerfSpecs.Reports;
using PerfSpecs.Specs;
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

    [TestMethod]
    public void A_mutated_file_never_throws_and_every_problem_has_a_place_that_can_be_shown() =>
        Edit.Array[1, 4].Sample(
            edits =>
            {
                var file = Parse(edits.Aggregate(Original, Apply));
                return file.Specs.Count > 0 || file.Problems.Any(problem => problem.IsError) || file.Problems.Count is 0
                    ? file.Problems.All(IsShown) && IsSorted(file.Problems)
                    : false;
            },
            iter: 20_000, seed: "0000KOIPe5f3", threads: 1);

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
