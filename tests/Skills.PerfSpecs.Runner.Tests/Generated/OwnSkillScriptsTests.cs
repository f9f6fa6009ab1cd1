using System.Diagnostics;

namespace Runner.Tests;

/// <summary>Holds the script that agents read results files with against texts that a simple search for words would misread.</summary>
[TestClass]
public sealed class OwnSkillScriptsTests
{
    private const string Results = """
        {"version":1,"file":"specs.json","seed":7,"cancelled":false,"machine":{"spread":0.1},"specs":[
        {"id":"slow","metric":"a/duration","target":"p95 \u003C 5 ms","line":12,"tags":["\"verdict\":\"pass\"}"],"verdict":"fail","explanation":"An \u00fc, a \ud83d\ude00 and a \"quote\".","samples":3,"cap":9,"values":[1,2.5e3,-4]},
        {"id":"fine","metric":"a/duration","target":"p95 \u003C 9 ms","verdict":"pass","explanation":"Says \"verdict\":\"error\".","samples":3,"cap":9,"values":[]}]}
        """;

    [TestMethod]
    public void Failed_specs_are_printed_with_where_they_stand_and_how_to_repeat_them()
    {
        var (code, output) = Run(Results);
        Assert.AreEqual(1, code);
        Assert.StartsWith("fail  slow\n  where    specs.json:12\n", output);
        Assert.Contains("  target   p95 < 5 ms\n", output);
        Assert.Contains("  says     An ü, a 😀 and a \"quote\".\n", output);
        Assert.Contains("  again    make perf ONLY='slow' SEED=7\n", output);
        Assert.Contains("1 of 2 specs", output);
    }

    [TestMethod]
    [DataRow("error", 0, "0 of 2 specs")]
    [DataRow("pass", 1, "pass  fine\n  where    declared in code")]
    [DataRow("passed", 2, "there is no verdict \"passed\"")]
    public void Verdicts_can_be_named(string verdict, int expected, string says)
    {
        var (code, output) = Run(Results, verdict);
        Assert.AreEqual(expected, code);
        Assert.Contains(says, output);
    }

    [TestMethod]
    public void A_file_that_was_cut_off_is_refused()
    {
        var (code, output) = Run(Results[..^60]);
        Assert.AreEqual(2, code);
        Assert.Contains("was the run killed while writing?", output);
    }

    private static (int Code, string Output) Run(string results, params string[] verdicts)
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("The script needs a POSIX shell.");
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "results.json");
        File.WriteAllText(file, results);
        var start = new ProcessStartInfo("sh", [Script(), file, .. verdicts]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    private static string Script()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "PerfSpecs.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No PerfSpecs.sln above the tests.");
        return Path.Combine(folder, ".agents", "skills", "read-a-verdict", "scripts", "failed-specs.sh");
    }
}
