namespace Packages.Tests;

/// <summary>The README's first budget, typed as it says.</summary>
[TestClass]
public sealed class FirstBudgetTests
{
    [TestMethod]
    public async Task The_first_budget_of_ones_own_works_as_the_README_says()
    {
        var readme = File.ReadAllText(Repository.PathOf("README.md"));
        var section = readme[readme.IndexOf("## Your own first budget", StringComparison.Ordinal)..readme.IndexOf("## Edit a budget", StringComparison.Ordinal)];
        var commands = Stranger.BlocksOf(section, "");
        var specs = Stranger.BlocksOf(section, "json").Single();

        var place = await Stranger.Type(Feed.Root, commands[0]);
        File.WriteAllText(Path.Combine(place, "Program.cs"), Stranger.BlocksOf(section, "csharp").Single());
        File.WriteAllText(Path.Combine(place, "specs.json"), Stranger.InBytes(specs, "p95 < 50 KB"));
        await Stranger.Type(place, commands[1]);

        Assert.IsTrue(File.Exists(Path.Combine(place, "report.html")));
        StringAssert.Contains(await File.ReadAllTextAsync(Path.Combine(place, "specs.schema.json")), "sort/duration");
        File.WriteAllText(Path.Combine(place, "specs.json"), specs);
        await Shell.Succeed(place, "dotnet run -c Release --no-build -- check");
        File.WriteAllText(Path.Combine(place, "specs.json"), Stranger.InBytes(specs, "p95 < 5 KB"));
        Assert.AreEqual(1, (await Shell.Run(place, "dotnet run -c Release --no-build")).ExitCode);
    }
}
