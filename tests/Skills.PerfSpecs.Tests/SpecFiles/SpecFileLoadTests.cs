using System.Text;
using PerfSpecs.Results;
using PerfSpecs.SpecFiles;
using static PerfSpecs.Tests.SpecFileCases;

namespace PerfSpecs.Tests;

[TestClass]
public class SpecFileLoadTests
{
    private string folder = "";

    [TestInitialize]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("perfspecs-").FullName;

    [TestCleanup]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [TestMethod]
    public void Case_01_a_missing_file_names_every_path_that_was_tried()
    {
        var one = SpecFile.Load(Path.Combine(folder, "none.json"), Known).Problems.Single();
        Assert.AreEqual(("PS101", null), (one.Code, one.Where));
        Assert.Contains("there is no file", one.Message, StringComparison.Ordinal);
        var many = SpecFile.Load(new SpecFileSearch(Found: null, ["/a/specs.json", "/b/specs.json"]), Known).Problems.Single();
        Assert.Contains("in any of the 2 places", many.Message, StringComparison.Ordinal);
        Assert.AreEqual("searched /a/specs.json, /b/specs.json", many.Known, StringComparer.Ordinal);
    }

    [TestMethod]
    public void A_half_written_file_is_read_again_until_it_is_whole()
    {
        var contents = new Queue<string>(["", Minimal[..40], Minimal]);
        List<TimeSpan> pauses = [];
        var file = SpecFile.Load("specs.json", () => Encoding.UTF8.GetBytes(contents.Dequeue()), pauses.Add, Known);
        Assert.IsTrue(file.IsUsable);
        Assert.HasCount(1, file.Specs);
        CollectionAssert.AreEqual(new[] { TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50) }, pauses);
    }

    [TestMethod]
    public void A_file_that_stays_broken_is_reported_after_200_ms()
    {
        List<TimeSpan> pauses = [];
        SpecFile.Load("specs.json", () => "{"u8.ToArray(), pauses.Add, Known).Has("PS108", 1, 1, "never closed");
        Assert.AreEqual(200, pauses.Sum(pause => pause.TotalMilliseconds));
        pauses.Clear();
        SpecFile.Load("specs.json", () => throw new IOException("in use"), pauses.Add, Known).Has("PS146", 1, 1, "cannot be read: in use");
        Assert.HasCount(4, pauses);
    }

    [TestMethod]
    public void A_file_on_disk_is_loaded_and_one_above_5_MB_refused()
    {
        var path = Write("specs.json", Rich);
        Assert.HasCount(9, SpecFile.Load(path, Known).Specs);
        File.WriteAllBytes(path, new byte[SpecFile.LargestFile + 1]);
        Assert.AreEqual("PS145", SpecFile.Load(path, Known).Problems.Single().Code, StringComparer.Ordinal);
    }

    [TestMethod]
    public void The_named_file_wins_and_nothing_stands_in_for_it()
    {
        var path = Write("specs.json", Minimal);
        Assert.AreEqual(path, SpecFileSearch.Find("specs.json", "elsewhere.json", folder, folder).Found, StringComparer.Ordinal);
        var search = SpecFileSearch.Find(explicitPath: null, "elsewhere.json", folder, folder);
        Assert.IsNull(search.Found);
        Assert.AreEqual(Path.Combine(folder, "elsewhere.json"), search.Searched.Single(), StringComparer.Ordinal);
    }

    [TestMethod]
    public void The_edited_file_of_the_repository_comes_before_the_copy_beside_the_program()
    {
        var program = Path.Combine(folder, "repo", "src", "bin");
        var copy = Write("repo/src/bin/specs.json", Minimal);
        Write("repo/PerfSpecs.sln", "");
        Write("specs.json", Minimal);
        var without = SpecFileSearch.Find(null, null, program, program);
        Assert.AreEqual(copy, without.Found, StringComparer.Ordinal);
        CollectionAssert.AreEqual(
            new[] { Path.Combine(folder, "repo", "src", "specs.json"), Path.Combine(folder, "repo", "specs.json"), copy },
            without.Searched.ToArray());
        var edited = Write("repo/specs.json", Minimal);
        Assert.AreEqual(edited, SpecFileSearch.Find(null, null, program, program).Found, StringComparer.Ordinal);
        Assert.AreEqual(edited, SpecFileSearch.Find(null, "", "/", program).Found, StringComparer.Ordinal);
    }

    [TestMethod]
    public void The_projects_own_file_is_found_wherever_the_program_is_built_to()
    {
        var program = Path.Combine(folder, "artifacts", "bin", "Budgets");
        var project = Path.Combine(folder, "src", "Budgets");
        Write("artifacts/bin/Budgets/specs.json", Minimal);
        var ofThePerson = Write("specs.json", Minimal);
        var own = Write("src/Budgets/specs.json", Minimal);

        // A test platform starts in the program's folder; a person starts where their file is.
        Assert.AreEqual(own, SpecFileSearch.Find(null, null, program, program, project).Found, StringComparer.Ordinal);
        Assert.IsNull(SpecFileSearch.Find(null, null, program, program, project).Surprise);
        Assert.AreEqual(ofThePerson, SpecFileSearch.Find(null, null, folder, program, project).Found, StringComparer.Ordinal);
        File.Delete(ofThePerson);
        Assert.AreEqual(own, SpecFileSearch.Find(null, null, folder, program, project).Found, StringComparer.Ordinal);
        File.Delete(own);
        Assert.AreEqual(Path.Combine(program, "specs.json"), SpecFileSearch.Find(null, null, program, program, project).Found, StringComparer.Ordinal);
    }

    [TestMethod]
    public void A_file_that_is_not_from_here_surprises_and_one_that_was_named_does_not()
    {
        var program = Path.Combine(folder, "repo", "bin");
        var path = Write("repo/specs.json", Minimal);
        Write("repo/PerfSpecs.sln", "");
        var elsewhere = Directory.CreateDirectory(Path.Combine(folder, "elsewhere")).FullName;

        Assert.IsNull(SpecFileSearch.Find(null, null, Path.Combine(folder, "repo", "docs"), program).Surprise);
        Assert.IsNull(SpecFileSearch.Find(path, null, elsewhere, program).Surprise);
        Assert.AreEqual($"it lies with the program; there is no specs.json in {elsewhere} or above it", SpecFileSearch.Find(null, null, elsewhere, program).Surprise);
        Assert.AreEqual("the environment variable PERFSPECS_FILE names it", SpecFileSearch.Find(null, path, elsewhere, program).Surprise);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
