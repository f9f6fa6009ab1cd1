using System.Reflection;
using System.Text.RegularExpressions;
using PerfSpecs;
using Skills;

namespace Runner.Tests;

[TestClass]
public sealed partial class ArrowTests
{
    /// <summary>The framework's rooms in the order in which a datum passes through them.</summary>
    private static readonly string[] Rooms = ["Specs", "Dsl", "Statistics", "Sampling", "Judging", "Running", "Profiling", "Reports", "Expecting", "CommandLine"];

    [TestMethod]
    public void The_framework_knows_neither_the_engine_nor_a_test_platform() =>
        AssertReferencesNone(typeof(Spec).Assembly, "Skills", "Microsoft.VisualStudio.TestPlatform", "MSTest");

    [TestMethod]
    public void The_engine_knows_neither_the_framework_nor_a_test_platform() =>
        AssertReferencesNone(typeof(Skill).Assembly, "PerfSpecs", "Microsoft.VisualStudio.TestPlatform", "MSTest");

    [TestMethod]
    public void The_runner_is_where_both_meet()
    {
        var names = typeof(Workloads.SkillsSpecs).Assembly.GetReferencedAssemblies().Select(name => name.Name).ToList();
        CollectionAssert.Contains(names, "PerfSpecs");
        CollectionAssert.Contains(names, "Skills");
    }

    [TestMethod]
    public void No_namespace_begins_with_Skills_PerfSpecs()
    {
        var namespaces = new[] { typeof(Spec), typeof(Skill), typeof(Workloads.SkillsSpecs) }
            .SelectMany(type => type.Assembly.GetTypes())
            .Select(type => type.Namespace ?? "");
        Assert.IsFalse(namespaces.Any(name => name.StartsWith("Skills.PerfSpecs", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Each_room_of_the_framework_imports_only_the_rooms_before_it()
    {
        var wrong =
            from room in Rooms
            from file in Directory.EnumerateFiles(Repository.PathOf("Skills.PerfSpecs", room), "*.cs")
            from Match import in Import().Matches(File.ReadAllText(file))
            let imported = import.Groups["room"].Value
            where Array.IndexOf(Rooms, imported) > Array.IndexOf(Rooms, room)
            select $"{room}/{Path.GetFileName(file)} imports {imported}";
        Assert.AreEqual("", string.Join("\n", wrong));
    }

    [TestMethod]
    public void Every_file_of_the_framework_lies_in_a_room()
    {
        var folder = Repository.PathOf("Skills.PerfSpecs");
        var outside = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0])
            .Where(first => first is not ("bin" or "obj") && !Rooms.Contains(first, StringComparer.Ordinal));
        Assert.AreEqual("", string.Join("\n", outside));
    }

    [GeneratedRegex(@"\bPerfSpecs\.(?<room>[A-Z][A-Za-z]+)\b")]
    private static partial Regex Import();

    private static void AssertReferencesNone(Assembly assembly, params string[] forbidden)
    {
        var references = assembly.GetReferencedAssemblies().Select(name => name.Name!);
        var broken = references.Where(name => forbidden.Any(word => name.StartsWith(word, StringComparison.Ordinal)));
        Assert.AreEqual("", string.Join(", ", broken));
    }
}
