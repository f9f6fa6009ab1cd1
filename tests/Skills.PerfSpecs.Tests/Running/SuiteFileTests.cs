using PerfSpecs.Running;
using PerfSpecs.SpecFiles;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class SuiteFileTests
{
    private static readonly SpecFileSearch None = new(Found: null, ["/nowhere/specs.json"]);

    private string _folder = "";

    [TestInitialize]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("perfspecs-").FullName;

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Budgets_in_code_need_no_file_unless_one_is_named()
    {
        var registry = Registered(spec("w/duration", P95 < 5.Seconds));

        var file = SuiteFile.Load(None, isNamed: false, registry);

        Assert.IsEmpty(file.Problems);
        Assert.AreEqual("the code", file.Path);
        Assert.HasCount(1, RunPlan.All(file, registry));
        Assert.AreEqual("PS101", SuiteFile.Load(None, isNamed: true, registry).Problems.Single().Code);
        Assert.AreEqual("PS101", SuiteFile.Load(None, isNamed: false, Registered()).Problems.Single().Code);
    }

    [TestMethod]
    public void Mistakes_of_the_file_and_of_the_code_are_reported_together()
    {
        var registry = Registered(spec("w/durations", P95 < 5.Seconds), workload("w", _ => { }));

        var file = Load("""{ "specs": [ { "metric": "w/allocatd", "target": "< 5 KB" } ] }""", registry);

        CollectionAssert.AreEquivalent(new[] { "PS118", "PS118", "PS301" }, file.Problems.Select(problem => problem.Code).ToArray());
        Assert.IsFalse(file.IsUsable);
    }

    [TestMethod]
    public void An_id_is_used_once_whether_in_the_file_or_in_code()
    {
        var registry = Registered(spec("w/duration", P95 < 5.Seconds), spec("w/allocated", "< 5 KB", new() { Id = "Bytes" }));

        var file = Load("""
            { "specs": [
              { "metric": "w/duration", "target": "< 5 ms" },
              { "id": "bytes", "metric": "w/allocated", "target": "< 5 KB" } ] }
            """, registry);

        CollectionAssert.AreEqual(new[] { "PS114 2", "PS115 3" }, file.Problems.Select(problem => $"{problem.Code} {problem.Where!.Line}").ToArray());
        Assert.Contains("SuiteFileTests.cs:", file.Problems[0].Message);
    }

    [TestMethod]
    public void A_verdict_out_of_reach_is_found_in_code_as_well()
    {
        var problem = SuiteFile.Load(None, isNamed: false, Registered(spec("w/duration", P95 < 5.Seconds, new() { Samples = 20 }))).Problems.Single();

        Assert.AreEqual("PS133", problem.Code);
        StringAssert.EndsWith(problem.Where!.File, "SuiteFileTests.cs");
    }

    [TestMethod]
    public void A_shell_that_completes_words_does_not_wait_for_a_broken_file()
    {
        var path = Path.Combine(_folder, "specs.json");
        File.WriteAllText(path, "{");
        using var locked = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var search = new SpecFileSearch(path, [path]);
        var reads = 0;

        SpecFile.Load("specs.json", () => Counted(ref reads), _ => { }, SpecFileCases.Known);
        Assert.AreEqual(5, reads);
        reads = 0;
        SpecFile.Load("specs.json", () => Counted(ref reads), pause: null, SpecFileCases.Known);
        Assert.AreEqual(1, reads);
        Assert.IsFalse(SuiteFile.Load(search, isNamed: true, Registered(), isPatient: false).IsUsable);
    }

    private static ReadOnlyMemory<byte> Counted(ref int reads)
    {
        reads++;
        return "{"u8.ToArray();
    }

    private static Registry Registered(params Test[] more) => new(testList("all", [workload("w", _ => { }), .. more]));

    private SpecFile Load(string text, Registry registry)
    {
        var path = Path.Combine(_folder, "specs.json");
        File.WriteAllText(path, text);
        return SuiteFile.Load(new SpecFileSearch(path, [path]), isNamed: true, registry);
    }
}
