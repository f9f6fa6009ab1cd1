using System.Text;
using PerfSpecs.SpecFiles;
using static PerfSpecs.Tests.SpecFileCases;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class SpecFileMachineTests
{
    private const string Machines = """{ "laptop": { "processor": "*M3*" }, "ci": { "name": "CI-*", "cores": 2 }, "linux": { "system": "linux" } }""";

    private static readonly Machine Runner = new("ci-7", 2, "x64", "linux", "Xeon");

    [TestMethod]
    [DataRow("\"target\": \"p95 < 1 ms\", \"targets\": { \"linux\": \"p95 < 3 ms\", \"ci\": \"p95 < 2 ms\" }", "p95 < 2 ms", "ci")]
    [DataRow("\"targets\": { \"laptop\": \"p95 < 3 ms\", \"linux\": \"p95 < 4 ms\" }", "p95 < 4 ms", "linux")]
    [DataRow("\"target\": \"p95 < 1 ms\", \"targets\": { \"laptop\": \"p95 < 3 ms\" }", "p95 < 1 ms", null)]
    public void The_first_kind_of_machine_in_the_files_order_that_matches_sets_the_target(string targets, string target, string? machine)
    {
        var file = Read(targets);
        Assert.IsEmpty(file.Problems);
        Assert.AreEqual((target, machine), (file.Specs.Single().Target.ToString(), file.Specs.Single().Machine));
    }

    [TestMethod]
    public void Case_40_where_no_machine_matches_no_other_target_holds_unseen() =>
        Read("\"targets\":\n{ \"laptop\": \"p95 < 3 ms\" }").Has("PS140", 3, 1, "this machine (ci-7, 2 cores, x64, linux, Xeon) is none of \"laptop\"");

    [TestMethod]
    public void A_machine_that_is_not_described_is_suggested()
    {
        var problem = Read("\"target\": \"p95 < 1 ms\", \"targets\":\n{ \"linus\": \"p95 < 3 ms\" }").Has("PS118", 3, 3, "unknown machine \"linus\"; did you mean \"linux\"?");
        Assert.AreEqual("laptop, ci, linux", problem.Known);
        Read("\"target\": \"p95 < 1 ms\", \"targets\":\n{ \"ci\": \"p95 < 3 ms\" }", machines: "{}").Has("PS118", 3, 3, "the file names no machines");
    }

    [TestMethod]
    public void The_targets_of_all_machines_are_checked_wherever_the_file_is_read()
    {
        Read("\"targets\": { \"ci\": \"p95 < 3 ms\", \"laptop\":\n\"p95 < 3 MB\" }").Has("PS123", 3, 10, "MB measures an amount of memory");
        Read("\"targets\":\n{}").Has("PS130", 3, 1, "an object such as");
        Read("\"targets\": { \"ci\": \"p95 < 3 ms\",\n\"ci\": \"p95 < 3 ms\" }").Has("PS113", 3, 1, "is used twice here");
        Read("\"target\": \"< 1 ms\"", machines: "{ \"ci\":\n{ \"core\": 2 } }").Has("PS111", 2, 3, "did you mean \"cores\"?");
        Read("\"target\": \"< 1 ms\"", machines: "{ \"ci\":\n{ \"cores\": 0 } }").Has("PS132", 2, 12, "cores is a whole number");
    }

    [TestMethod]
    public void A_target_of_a_machine_is_edited_where_it_stands()
    {
        const string Targets = "\"target\": \"p95 < 1 ms\", \"targets\": { \"linux\": \"p95 < 3 ms\" }";
        var place = Read(Targets).Specs.Single().Where!;

        var edited = SpecFileEdit.Replace(Encoding.UTF8.GetBytes(Text(Targets, Machines)), new Dictionary<Location, string> { [place] = "p95 < 9 ms" })!;

        Assert.AreEqual(Text(Targets.Replace("3 ms", "9 ms", StringComparison.Ordinal), Machines), Encoding.UTF8.GetString(edited));
    }

    private static SpecFile Read(string targets, string machines = Machines) =>
        SpecFile.Parse("specs.json", Encoding.UTF8.GetBytes(Text(targets, machines)), Known, Today, Runner);

    private static string Text(string targets, string machines) =>
        $"{{ \"machines\": {machines},\n\"specs\": [ {{ \"metric\": \"iteration/duration\", {targets} }} ] }}";
}
