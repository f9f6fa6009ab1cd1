using System.Diagnostics;
using System.Text;
using PerfSpecs.Proposals;
using PerfSpecs.SpecFiles;
using static PerfSpecs.Tests.SpecFileCases;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class TargetPatchTests
{
    private const string Commented = """
        {
          // Targets that were promised.
          "specs": [
            { "id": "a", "metric": "iteration/duration", "target": "p95 < 500 ms" }, // one
            { "id": "b", "metric": "iteration/allocated",
              "target": "median <= 4 KB", /* two */ "samples": 100 },
            // Nothing to see here,
            // nor here,
            // nor here,
            // nor here,
            // nor here,
            // nor here,
            // nor here.
            { "id": "c", "metric": "orchestrator/throughput", "params": { "concurrency": [10, 50] }, "target": "median >= 200 /s" }
          ]
        }
        """;

    private string _folder = "";

    [TestInitialize]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("perfspecs-").FullName;

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void A_patch_has_three_lines_of_context_and_a_hunk_for_each_place()
    {
        var (patch, problems) = Patch(Encoding.UTF8.GetBytes(Commented), ("a", "p95 < 5 ms"), ("c", "median >= 300 /s"));

        Assert.IsEmpty(problems);
        Assert.AreEqual("""
            --- a/specs.json
            +++ b/specs.json
            @@ -1,7 +1,7 @@
             {
               // Targets that were promised.
               "specs": [
            -    { "id": "a", "metric": "iteration/duration", "target": "p95 < 500 ms" }, // one
            +    { "id": "a", "metric": "iteration/duration", "target": "p95 < 5 ms" }, // one
                 { "id": "b", "metric": "iteration/allocated",
                   "target": "median <= 4 KB", /* two */ "samples": 100 },
                 // Nothing to see here,
            @@ -11,6 +11,6 @@
                 // nor here,
                 // nor here,
                 // nor here.
            -    { "id": "c", "metric": "orchestrator/throughput", "params": { "concurrency": [10, 50] }, "target": "median >= 200 /s" }
            +    { "id": "c", "metric": "orchestrator/throughput", "params": { "concurrency": [10, 50] }, "target": "median >= 300 /s" }
               ]
             }
            \ No newline at end of file

            """.ReplaceLineEndings("\n"), patch.Diff);
    }

    [TestMethod]
    [DataRow("git", "-c core.autocrlf=false apply --whitespace=nowarn change.patch")]
    [DataRow("patch", "--binary -p1 -i change.patch")]
    public void Git_and_patch_make_of_the_old_file_the_new_one_byte_for_byte(string tool, string arguments)
    {
        foreach (var (mark, lineEnd, last) in from mark in new[] { "", "\uFEFF" } from lineEnd in new[] { "\n", "\r\n" } from last in new[] { "", lineEnd } select (mark, lineEnd, last))
        {
            var before = Encoding.UTF8.GetBytes(mark + Commented.ReplaceLineEndings(lineEnd) + last);
            var (patch, _) = Patch(before, ("a", "p95 < 5 ms"), ("b", "median <= 3 KB"), ("c", "median >= 300 /s"));
            File.WriteAllBytes(Path.Combine(_folder, "specs.json"), before);
            File.WriteAllText(Path.Combine(_folder, "change.patch"), patch.Diff);

            var said = Execute(tool, arguments);

            CollectionAssert.AreEqual(patch.Text, File.ReadAllBytes(Path.Combine(_folder, "specs.json")), said);
            CollectionAssert.AreNotEqual(before, patch.Text);
        }
    }

    [TestMethod]
    public void A_file_that_was_changed_while_it_was_measured_keeps_that_change()
    {
        var changed = Encoding.UTF8.GetBytes(Commented.Replace("500 ms", "400 ms", StringComparison.Ordinal));

        var (patch, problems) = TargetPatch.Of("specs.json", changed, Known, [Change("a", "p95 < 5 ms")]);

        Assert.AreEqual("", patch.Diff);
        StringAssert.Contains(problems.Single(), "the target of a was changed in the meantime");
    }

    [TestMethod]
    public void A_target_that_an_unselected_spec_shares_stays_and_so_does_one_in_code()
    {
        var shared = Change("c", "median >= 300 /s") with { Specs = [Parse(Commented).Specs.First(spec => spec.Id is "c[concurrency:10]")] };
        var inCode = Change("a", "p95 < 5 ms") with { Specs = [Parse(Commented).Specs[0] with { Where = null }] };

        var (patch, problems) = TargetPatch.Of("specs.json", Encoding.UTF8.GetBytes(Commented), Known, [shared, inCode]);

        Assert.AreEqual("", patch.Diff);
        StringAssert.Contains(problems[0], "shares its target with c[concurrency:50]");
        StringAssert.Contains(problems[1], "declared in code");
    }

    private static (TargetPatch Patch, IReadOnlyList<string> Problems) Patch(byte[] before, params (string Id, string Target)[] changes) =>
        TargetPatch.Of("specs.json", before, Known, [.. changes.Select(change => Change(change.Id, change.Target))]);

    private static TargetChange Change(string id, string target)
    {
        var specs = Parse(Commented).Specs.Where(spec => spec.Id.Split('[')[0].Equals(id, StringComparison.Ordinal)).ToList();
        var measure = Known.Single(known => known.Name.Equals(specs[0].Workload, StringComparison.Ordinal)).Measures.Single(known => known.Name.Equals(specs[0].Measure, StringComparison.Ordinal));
        Assert.IsTrue(TargetParser.TryParse(target, measure, hasReference: false, out var parsed, out _));
        return new TargetChange(specs, parsed);
    }

    private string Execute(string tool, string arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var said = process.StandardOutput.ReadToEnd() + error.Result;
            process.WaitForExit();
            return said;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Inconclusive($"{tool} is not installed.");
            throw;
        }
    }
}
