using System.CommandLine;
using PerfSpecs.CommandLine;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class PathOptionTests
{
    private static readonly string[] Paths = ["FILE", "FOLDER", "RESULTS"];

    [TestMethod]
    public void Every_option_that_holds_a_path_gives_a_full_one()
    {
        var root = new RootCommand();
        foreach (var option in new OptionTable(testList("none", [])).Entries.Select(entry => entry.Option))
            root.Options.Add(option);
        root.Subcommands.Add(TargetOptions.Calibrate().Verb("calibrate", ""));
        root.Subcommands.Add(TargetOptions.Ratchet().Verb("ratchet", ""));
        var options = root.Subcommands.Prepend(root)
            .SelectMany(command => command.Options.Select(option => (Command: command, Option: option)))
            .Where(pair => Paths.Contains(pair.Option.HelpName))
            .ToList();

        Assert.IsGreaterThanOrEqualTo(13, options.Count);
        foreach (var (command, option) in options)
        {
            var parsed = root.Parse([.. command == root ? (string[])[] : [command.Name], option.Name, "a/../below/file"]);
            Assert.AreEqual(Path.Combine(StartFolder.Path, "below", "file"), parsed.GetValue<string?>(option.Name), option.Name);
        }
    }

    [TestMethod]
    public void Every_argument_that_holds_a_path_gives_a_full_one()
    {
        var (required, optional, several) = (PathOption.Required("RESULTS", ""), PathOption.Optional("RESULTS", ""), PathOption.Arguments("RESULTS", "", ArgumentArity.ZeroOrMore));
        var full = Path.Combine(StartFolder.Path, "a.json");

        Assert.AreEqual(full, new RootCommand { required }.Parse(["a.json"]).GetValue(required));
        Assert.AreEqual(full, new RootCommand { optional }.Parse(["a.json"]).GetValue(optional));
        Assert.IsNull(new RootCommand { optional }.Parse([]).GetValue(optional));
        CollectionAssert.AreEqual(new[] { full, full }, new RootCommand { several }.Parse(["a.json", "a.json"]).GetValue(several));
        Assert.IsEmpty(new RootCommand { several }.Parse([]).GetValue(several)!);
    }
}
