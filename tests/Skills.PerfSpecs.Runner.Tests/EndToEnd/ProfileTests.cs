using System.Text.Json;

namespace Runner.Tests;

[TestClass]
public sealed class ProfileTests
{
    private const string Specs = """{ "specs": [ { "metric": "preprocessing/duration", "target": "p95 < 10 ns" } ] }""";

    [TestMethod]
    public async Task A_profile_holds_the_workloads_own_methods_and_judges_nothing()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "specs.json"), Specs);

        var run = await BuiltRunner.Run(folder.Path, "--profile", "preprocessing/duration");

        Assert.AreEqual(0, run.ExitCode, run.Output + run.Error);
        StringAssert.Contains(run.Output, "Skills.Preprocessor");
        StringAssert.Contains(run.Output, "TestResults/profiles/preprocessing_2f_duration.speedscope.json".Replace('/', Path.DirectorySeparatorChar));
        StringAssert.Contains(run.Output, "nothing was judged");
        Assert.DoesNotContain("failed", run.Output);
        var trace = await File.ReadAllBytesAsync(Path.Combine(folder.Path, "TestResults", "profiles", "preprocessing_2f_duration.nettrace"));
        Assert.IsTrue(trace.AsSpan().StartsWith("Nettrace"u8));
        using var speedscope = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder.Path, "TestResults", "profiles", "preprocessing_2f_duration.speedscope.json")));
        Assert.IsTrue(speedscope.RootElement.GetProperty("shared").GetProperty("frames").EnumerateArray().Any(frame => frame.GetProperty("name").GetString()!.StartsWith("Skills.Preprocessor", StringComparison.Ordinal)));
        var busiest = speedscope.RootElement.GetProperty("profiles")[0];
        Assert.AreEqual(busiest.GetProperty("samples").GetArrayLength(), busiest.GetProperty("weights").GetArrayLength());
        Assert.IsInRange(3000, 20_000, busiest.GetProperty("endValue").GetDouble());
    }

    [TestMethod]
    public async Task What_cannot_be_profiled_is_said_before_anything_runs()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "specs.json"), Specs);

        var unknown = await BuiltRunner.Run(folder.Path, "--profile", "pre");
        var judged = await BuiltRunner.Run(folder.Path, "--profile", "preprocessing/duration", "--json", "results.json");

        Assert.AreEqual(6, unknown.ExitCode);
        StringAssert.Contains(unknown.Output, "No spec matches");
        Assert.AreEqual(5, judged.ExitCode);
        StringAssert.Contains(judged.Output, "--profile judges nothing, so that --json has nothing to write");
        Assert.IsFalse(File.Exists(Path.Combine(folder.Path, "results.json")));
    }
}
