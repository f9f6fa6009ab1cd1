using System.Text.RegularExpressions;
using Mono.Cecil;
using PerfSpecs;
using PerfSpecs.CommandLine;
using PerfSpecs.MSTest;
using Skills;

namespace Runner.Tests;

/// <summary>Which assembly and which room knows which other, read from the compiled code.</summary>
[TestClass]
public sealed partial class ArrowTests
{
    /// <summary>The framework's rooms in the order in which a datum passes through them.</summary>
    private static readonly string[] Rooms =
    [
        "Model", "Dsl", "SpecFiles", "Statistics", "Sampling", "Environment", "Judging", "Running", "Proposals", "Text", "Results", "Reports", "Expect",
    ];

    private static readonly string[] Ours = ["PerfSpecs", "PerfSpecs.CommandLine", "PerfSpecs.MSTest", "Skills", "Skills.PerfSpecs.Runner"];

    [TestMethod]
    [DataRow(typeof(Spec), "")]
    [DataRow(typeof(Skill), "")]
    [DataRow(typeof(SpecConsole), "PerfSpecs")]
    [DataRow(typeof(PerfSpecsTests), "PerfSpecs")]
    [DataRow(typeof(Workloads.SkillsSpecs), "PerfSpecs, PerfSpecs.CommandLine, PerfSpecs.MSTest, Skills")]
    public void An_assembly_uses_these_of_ours_and_no_other(Type type, string expected) =>
        Assert.AreEqual(expected, string.Join(", ", References(type).Where(Ours.Contains).Order(StringComparer.Ordinal)));

    [TestMethod]
    public void The_framework_uses_no_console_library_no_diagnostics_client_and_no_test_platform() =>
        Assert.AreEqual("", string.Join(", ", References(typeof(Spec)).Where(name => Outside().IsMatch(name))));

    [TestMethod]
    public void No_namespace_begins_with_Skills_PerfSpecs()
    {
        var namespaces = new[] { typeof(Spec), typeof(Skill), typeof(SpecConsole), typeof(PerfSpecsTests), typeof(Workloads.SkillsSpecs) }
            .SelectMany(type => type.Assembly.GetTypes())
            .Select(type => type.Namespace ?? "");
        Assert.IsFalse(namespaces.Any(name => name.StartsWith("Skills.PerfSpecs", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Each_room_of_the_framework_uses_only_the_rooms_before_it()
    {
        var rooms = RoomsOfTypes();
        using var module = ModuleDefinition.ReadModule(typeof(Spec).Assembly.Location);
        var wrong =
            from type in module.Types
            let room = RoomOf(type)
            where room is not null
            from used in Used(type).Distinct()
            let other = RoomOf(used)
            where other is not null && Array.IndexOf(Rooms, other) > Array.IndexOf(Rooms, room)
            select $"{room}/{type.Name} uses {other}/{used.Name}";
        Assert.AreEqual("", string.Join("\n", wrong.Distinct().Order(StringComparer.Ordinal)));

        string? RoomOf(TypeReference type) => rooms.GetValueOrDefault(Outermost(type).Name.Split('`')[0]);
    }

    [TestMethod]
    public void Every_file_of_the_framework_lies_in_a_room_and_no_folder_holds_more_than_twenty()
    {
        var files = SourceFiles().Select(file => Path.GetRelativePath(Repository.PathOf("Skills.PerfSpecs"), file)).ToList();
        var outside = files.Where(file => !Rooms.Contains(file.Split(Path.DirectorySeparatorChar)[0], StringComparer.Ordinal));
        var full = files.GroupBy(Path.GetDirectoryName).Where(folder => folder.Count() > 20).Select(folder => $"{folder.Key}: {folder.Count()} files");
        Assert.AreEqual("", string.Join("\n", outside.Concat(full)));
    }

    private static IEnumerable<string> References(Type type) => type.Assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static IEnumerable<string> SourceFiles() => Rooms.SelectMany(room =>
        Directory.EnumerateFiles(Repository.PathOf("Skills.PerfSpecs", room), "*.cs", SearchOption.AllDirectories));

    /// <summary>The room of each type outside of others, by the file that declares it.</summary>
    private static Dictionary<string, string> RoomsOfTypes() =>
    (
        from file in SourceFiles()
        let room = Path.GetRelativePath(Repository.PathOf("Skills.PerfSpecs"), file).Split(Path.DirectorySeparatorChar)[0]
        from Match type in Declaration().Matches(File.ReadAllText(file))
        select (type.Groups["name"].Value, room)
    ).DistinctBy(pair => pair.Value).ToDictionary(pair => pair.Value, pair => pair.room, StringComparer.Ordinal);

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type.GetElementType();

    /// <summary>What a type's signatures and the code of its methods name.</summary>
    private static IEnumerable<TypeReference> Used(TypeDefinition type)
    {
        var named = type.Interfaces.Select(implemented => implemented.InterfaceType)
            .Concat(type.Fields.Select(field => field.FieldType))
            .Concat(type.Methods.SelectMany(Used));
        if (type.BaseType is { } parent)
            named = named.Append(parent);
        return named.SelectMany(Parts).Concat(type.NestedTypes.SelectMany(Used));
    }

    private static IEnumerable<TypeReference> Used(MethodDefinition method)
    {
        foreach (var parameter in method.Parameters)
            yield return parameter.ParameterType;
        yield return method.ReturnType;
        if (!method.HasBody)
            yield break;
        foreach (var variable in method.Body.Variables)
            yield return variable.VariableType;
        foreach (var instruction in method.Body.Instructions)
        {
            if (instruction.Operand is TypeReference type)
                yield return type;
            if (instruction.Operand is not MemberReference member)
                continue;
            if (member.DeclaringType is { } owner)
                yield return owner;
            if (member is GenericInstanceMethod generic)
            {
                foreach (var argument in generic.GenericArguments)
                    yield return argument;
            }
        }
    }

    private static IEnumerable<TypeReference> Parts(TypeReference type) =>
        type is GenericInstanceType generic ? generic.GenericArguments.SelectMany(Parts).Append(type.GetElementType()) : [type.GetElementType()];

    [GeneratedRegex(@"^(?:public|internal|file)\s[^=;(/]*?\b(?:class|record|struct|interface|enum)\s+(?:struct\s+|class\s+)?(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex("^(?:Spectre|System.CommandLine|Microsoft.Diagnostics|Microsoft.VisualStudio|Microsoft.Testing|MSTest)")]
    private static partial Regex Outside();
}
