using System.Globalization;

namespace Packages.Tests;

/// <summary>The packages, packed once from what is built, and a folder outside of the repository in which strangers use them.</summary>
/// <remarks>A version of its own keeps what a machine has cached of an earlier one out of the way; stable, so that <c>dotnet add package</c> takes it.</remarks>
[TestClass]
public static class Feed
{
    /// <summary>The packages by their ids.</summary>
    public static readonly IReadOnlyList<string> Ids = ["PerfSpecs", "PerfSpecs.CommandLine", "PerfSpecs.MSTest", "Skills"];

    public static string Root { get; } = Directory.CreateTempSubdirectory("perfspecs-packages-").FullName;

    public static string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"0.1.{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}");

    /// <summary>How this assembly was built; the packages are made of the same.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Debug" : "Release";

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    public static string Package(string id, string extension = "nupkg") => PathOf("feed", $"{id}.{Version}.{extension}");

    [AssemblyInitialize]
    public static async Task Pack(TestContext context)
    {
        File.WriteAllText(PathOf("Directory.Build.props"), $"<Project><PropertyGroup><PackedVersion>{Version}</PackedVersion></PropertyGroup></Project>");
        // Beside the sources that the machine is configured with.
        File.WriteAllText(PathOf("nuget.config"), """<configuration><packageSources><add key="packed" value="feed" /></packageSources></configuration>""");
        var packed = await Shell.Run(Repository.Root, $"dotnet pack PerfSpecs.sln -c {Configuration} --no-build --nologo -p:PackageVersion={Version} -o \"{PathOf("feed")}\"");
        Assert.AreEqual(0, packed.ExitCode, $"{packed.Output}\nThe packages are made of what is built: build PerfSpecs.sln first.");
        foreach (var id in Ids)
            Assert.IsTrue(File.Exists(Package(id)), packed.Output);
    }

    [AssemblyCleanup]
    public static void Remove()
    {
        Directory.Delete(Root, recursive: true);
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (var id in Ids)
        {
            var own = Path.Combine(cache, id.ToLowerInvariant(), Version);
            if (Directory.Exists(own))
                Directory.Delete(own, recursive: true);
        }
    }
}
