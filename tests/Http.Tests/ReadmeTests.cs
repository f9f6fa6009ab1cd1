using Runner.Workloads;
using Skills;

namespace Http.Tests;

/// <summary>The example of the README says why there is no answer, and ends with a code that says so as well.</summary>
[TestClass]
public sealed class ReadmeTests
{
    [TestMethod]
    [DataRow(401, "The model failed")]
    [DataRow(503, "The model failed")]
    public async Task The_example_says_why_there_is_no_answer(int status, string expected)
    {
        await using var server = await ModelServer.Start("/v1/chat/completions", [.. Enumerable.Range(0, 8).Select(_ => ModelServer.Refuse(status, "0"))]);
        using var client = RealModels.FromEnvironment(name => name switch
        {
            "SKILLS_MODEL_PROVIDER" => "openai",
            "SKILLS_MODEL_NAME" => "test",
            "SKILLS_MODEL_ENDPOINT" => $"{server.Address}v1",
            _ => null,
        })!;
        var skill = new Skill { Name = "counting", Description = "Counts.", Body = "Count.", Directory = AppContext.BaseDirectory, File = "SKILL.md" };
        var result = await new SkillExecutor(client).RunAsync(new SkillRequest { Skill = skill, Task = "Count." });
        using var output = new StringWriter();

        var code = Example(result, output);

        Assert.AreEqual(1, code);
        StringAssert.Contains(output.ToString(), expected, StringComparison.Ordinal);
    }

    [TestMethod]
    public void The_example_is_the_one_in_the_README()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "PerfSpecs.sln")))
            folder = folder.Parent;
        var readme = File.ReadAllText(Path.Combine(folder.FullName, "README.md")).Replace("Console.Error.", "", StringComparison.Ordinal).Replace("Console.", "", StringComparison.Ordinal);
        var source = File.ReadAllText(Path.Combine(folder.FullName, "tests", "Http.Tests", "ReadmeTests.cs"));
        var begin = source.LastIndexOf("switch (result.Outcome)", StringComparison.Ordinal);
        var example = source[begin..source.IndexOf("\n        }\n", begin, StringComparison.Ordinal)].Replace("output.", "", StringComparison.Ordinal).Replace("\n        ", "\n", StringComparison.Ordinal);

        StringAssert.Contains(readme, example, StringComparison.Ordinal);
    }

    private static int Example(SkillResult result, TextWriter output)
    {
        switch (result.Outcome)
        {
            case SkillEvent.Completed completed:
                output.WriteLine(completed.PartialBecause is { } because ? $"{completed.Answer}\n[{because}]" : completed.Answer);
                return completed.PartialBecause is null ? 0 : 1;
            case SkillEvent.Suspended suspended:
                output.WriteLine($"Waits for approval: {string.Join(", ", suspended.Calls.Select(call => call.Tool))}");
                return 2;
            case SkillEvent.Failed failed:
                output.WriteLine(failed.Reason);
                return 1;
            default:
                return 130;
        }
    }
}
