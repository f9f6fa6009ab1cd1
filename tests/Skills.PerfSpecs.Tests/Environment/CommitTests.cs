using System.Diagnostics;
using PerfSpecs.Environments;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class CommitTests
{
    private const string Other = "89abcdef0123456789abcdef0123456789abcdef";

    private string _folder = "";

    [TestInitialize]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("perfspecs-").FullName;

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void What_is_checked_out_wins_over_what_the_build_system_names()
    {
        var head = Repository("repo");

        Assert.AreEqual(head, Commit.Of([_folder, PathOf("repo")], _ => Other), "the first folder lies in no repository");
        Assert.AreEqual(head, Commit.Of([Directory.CreateDirectory(PathOf("repo/a/b")).FullName], name => name is "GITHUB_SHA" ? Other : null));
    }

    [TestMethod]
    public void A_worktree_has_a_head_of_its_own()
    {
        var first = Repository("repo");
        Git("repo", "worktree add -q ../tree -b topic");
        Git("tree", "commit -q --allow-empty -m second");
        var second = Git("tree", "rev-parse HEAD");

        Assert.AreNotEqual(first, second);
        Assert.AreEqual(second, Commit.Of([PathOf("tree")], _ => null));
        Assert.AreEqual(first, Commit.Named("main", PathOf("tree")));
    }

    [TestMethod]
    public void Without_a_repository_or_a_first_commit_the_build_system_is_believed()
    {
        Directory.CreateDirectory(PathOf("unborn"));
        Git("unborn", "init -q");

        foreach (var folder in new[] { _folder, PathOf("unborn"), PathOf("missing") })
        {
            Assert.IsNull(Commit.Of([folder], _ => null), folder);
            Assert.AreEqual(Other, Commit.Of([folder], name => name is "CI_COMMIT_SHA" ? Other : null), folder);
            Assert.IsNull(Commit.Of([folder], name => name is "CI_COMMIT_SHA" ? "no commit" : null), folder);
        }
    }

    [TestMethod]
    public void Machines_are_told_apart_by_what_moves_measurements()
    {
        var here = Finished.Environment;

        StringAssert.Matches(MachineFingerprint.Of(here), new("^[0-9a-f]{12}$"));
        Assert.AreEqual(MachineFingerprint.Of(here), MachineFingerprint.Of(here with { Runtime = ".NET 11", OperatingSystem = "Debian 13" }));
        Assert.AreNotEqual(MachineFingerprint.Of(here), MachineFingerprint.Of(here with { Processor = "B processor" }));
        Assert.AreNotEqual(MachineFingerprint.Of(here), MachineFingerprint.Of(here with { Cores = 4 }));
        Assert.IsEmpty(MachineFingerprint.Differences(here with { Processor = null }, here));
        CollectionAssert.AreEqual(new[] { "configuration: Debug then, Release now" }, MachineFingerprint.Differences(here with { Configuration = "Debug" }, here).ToArray());
    }

    /// <summary>A repository with one commit on the branch main.</summary>
    /// <returns>The commit.</returns>
    private string Repository(string name)
    {
        Directory.CreateDirectory(PathOf(name));
        Git(name, "init -q -b main");
        Git(name, "commit -q --allow-empty -m first");
        return Git(name, "rev-parse HEAD");
    }

    private string Git(string folder, string command)
    {
        string[] settings = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false"];
        var start = new ProcessStartInfo("git", ["-C", PathOf(folder), .. settings, .. command.Split(' ')]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var git = Process.Start(start)!;
        var answer = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        Assert.AreEqual(0, git.ExitCode, command);
        return answer;
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
