using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Packages.Tests;

/// <summary>What a package holds and says of itself.</summary>
[TestClass]
public sealed class PackageTests
{
    public static IEnumerable<object[]> Ids => Feed.Ids.Select(id => new object[] { id });

    [TestMethod]
    [DynamicData(nameof(Ids))]
    public void A_package_says_what_it_is_and_brings_its_README_documentation_and_symbols(string id)
    {
        using var package = ZipFile.OpenRead(Feed.Package(id));
        var metadata = Metadata(package, id);

        Assert.AreEqual("MIT", metadata["license"]);
        Assert.AreEqual("The PerfSpecs maintainers", metadata["authors"]);
        Assert.AreEqual("README.md", metadata["readme"]);
        Assert.AreNotEqual("", metadata["tags"]);
        Assert.IsGreaterThan(30, metadata["description"].Length);
        using (var readme = new StreamReader(package.GetEntry("README.md")!.Open()))
            StringAssert.Contains(readme.ReadToEnd(), "```csharp");
        Assert.IsTrue(package.Entries.Any(entry => entry.FullName.Equals($"lib/net10.0/{id}.xml", StringComparison.Ordinal)));
        using var symbols = ZipFile.OpenRead(Feed.Package(id, "snupkg"));
        Assert.IsTrue(symbols.Entries.Any(entry => entry.FullName.Equals($"lib/net10.0/{id}.pdb", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DynamicData(nameof(Ids))]
    public void The_same_sources_make_the_same_assembly(string id)
    {
        using var package = ZipFile.OpenRead(Feed.Package(id));
        foreach (var library in package.Entries.Where(entry => entry.FullName.EndsWith(".dll", StringComparison.Ordinal)))
        {
            using var copy = new MemoryStream();
            using (var stream = library.Open())
                stream.CopyTo(copy);
            copy.Position = 0;
            using var image = new PEReader(copy);
            Assert.IsTrue(image.ReadDebugDirectory().Any(entry => entry.Type is DebugDirectoryEntryType.Reproducible), library.FullName);
        }
    }

    [TestMethod]
    [DataRow("PerfSpecs", "Perfolizer", "System.Text.Json")]
    [DataRow("PerfSpecs.CommandLine", "PerfSpecs", "Microsoft.Diagnostics.NETCore.Client", "Spectre.Console", "System.CommandLine", "Perfolizer", "System.Text.Json")]
    [DataRow("PerfSpecs.MSTest", "PerfSpecs", "MSTest.TestAdapter", "MSTest.TestFramework", "Microsoft.NET.Test.Sdk", "Perfolizer", "System.Text.Json")]
    public void A_package_depends_on_what_it_has_to_and_on_its_fellows_of_the_very_same_version(string id, params string[] expected)
    {
        using var package = ZipFile.OpenRead(Feed.Package(id));
        var dependencies = Nuspec(package, id).Descendants().Where(element => element.Name.LocalName is "dependency").ToList();

        CollectionAssert.AreEquivalent(expected, dependencies.Select(dependency => dependency.Attribute("id")!.Value).Distinct(StringComparer.Ordinal).ToList());
        foreach (var fellow in dependencies.Where(dependency => dependency.Attribute("id")!.Value.Equals("PerfSpecs", StringComparison.Ordinal)))
            Assert.AreEqual($"[{Feed.Version}]", fellow.Attribute("version")!.Value);
        var frameworks = Nuspec(package, id).Descendants().Where(element => element.Name.LocalName is "group").Select(group => group.Attribute("targetFramework")!.Value);
        CollectionAssert.AreEquivalent(new[] { "net8.0", "net10.0" }, frameworks.ToList());
    }

    [TestMethod]
    public void Nothing_else_of_the_repository_is_a_package() =>
        CollectionAssert.AreEquivalent(Feed.Ids.ToList(), Directory.GetFiles(Feed.PathOf("feed"), "*.nupkg").Select(file => Path.GetFileName(file)[..^$".{Feed.Version}.nupkg".Length]).ToList());

    private static XDocument Nuspec(ZipArchive package, string id)
    {
        using var stream = package.GetEntry($"{id}.nuspec")!.Open();
        return XDocument.Load(stream);
    }

    private static Dictionary<string, string> Metadata(ZipArchive package, string id) =>
        Nuspec(package, id).Root!.Elements().Single().Elements().Where(element => !element.HasElements).ToDictionary(element => element.Name.LocalName, element => element.Value, StringComparer.Ordinal);
}
