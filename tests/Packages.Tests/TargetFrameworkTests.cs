namespace Packages.Tests;

/// <summary>Projects for older versions of .NET.</summary>
[TestClass]
public sealed class TargetFrameworkTests
{
    [TestMethod]
    public async Task A_net8_project_runs_on_the_runtime_of_NET_8()
    {
        var solution = Stranger.Copy("net8");
        Stranger.Take(Path.Combine(solution, "Console"), "Program.cs", "specs.json");
        Stranger.Take(Path.Combine(solution, "MSTest"), "Budgets.cs", "specs.json");
        await Shell.Succeed(solution, "dotnet build Net8.slnx -c Release --nologo -v q");
        var console = Path.Combine(solution, "Console");
        var tests = Path.Combine(solution, "MSTest");

        // The runtime comes along with the program, from the registry: it may not be installed here.
        var run = await Shell.Succeed(console, Program(console, "Budgets"));
        var tested = await Shell.Succeed(tests, Program(tests, "BudgetsInMSTest"));

        StringAssert.Contains(run, "Release · .NET 8.0.");
        StringAssert.Contains(run, "1 spec: 1 passed");
        StringAssert.Contains(tested, "succeeded: 1");
    }

    [TestMethod]
    public async Task A_net6_project_is_refused_at_restore_with_the_name_of_each_package()
    {
        var restored = await Shell.Run(Stranger.Copy("net6"), "dotnet restore Old.csproj");

        Assert.AreEqual(1, restored.ExitCode, restored.Output);
        foreach (var id in new[] { "PerfSpecs", "PerfSpecs.CommandLine", "PerfSpecs.MSTest" })
            StringAssert.Contains(restored.Output, $"error NU1202: Package {id} {Feed.Version} is not compatible with net6.0");
    }

    private static string Program(string project, string name) =>
        Directory.GetFiles(Path.Combine(project, "bin", "Release"), OperatingSystem.IsWindows() ? $"{name}.exe" : name, SearchOption.AllDirectories).Single();
}
