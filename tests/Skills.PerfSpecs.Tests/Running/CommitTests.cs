using PerfSpecs.Running;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class CommitTests
{
    private const string First = "0123456789abcdef0123456789abcdef01234567";
    private const string Second = "89abcdef0123456789abcdef0123456789abcdef";

    private string _folder = "";

    [TestInitialize]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("perfspecs-").FullName;

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void The_build_system_is_believed_first()
    {
        Write(".git/HEAD", First);

        Assert.AreEqual(Second, Commit.Of(_folder, name => name is "CI_COMMIT_SHA" ? Second : null));
        Assert.AreEqual(First, Commit.Of(_folder, name => name is "CI_COMMIT_SHA" ? "no commit" : null));
    }

    [TestMethod]
    public void A_branch_is_followed_to_its_commit_from_any_folder_below()
    {
        Write(".git/HEAD", "ref: refs/heads/main\n");
        Write(".git/refs/heads/main", First + "\n");
        Directory.CreateDirectory(Path.Combine(_folder, "a", "b"));

        Assert.AreEqual(First, Commit.Of(Path.Combine(_folder, "a", "b"), _ => null));
    }

    [TestMethod]
    public void A_packed_branch_is_found()
    {
        Write(".git/HEAD", "ref: refs/heads/main\n");
        Write(".git/packed-refs", $"# pack-refs with: peeled fully-peeled sorted\n{Second} refs/heads/mainly\n{First} refs/heads/main\n^{Second}\n");

        Assert.AreEqual(First, Commit.Of(_folder, _ => null));
    }

    [TestMethod]
    public void A_worktree_keeps_its_head_and_shares_its_branches()
    {
        Write("main/.git/refs/heads/topic", First);
        Write("main/.git/worktrees/tree/HEAD", "ref: refs/heads/topic\n");
        Write("main/.git/worktrees/tree/commondir", "../..\n");
        Write("tree/.git", $"gitdir: {Path.Combine(_folder, "main", ".git", "worktrees", "tree")}\n");

        Assert.AreEqual(First, Commit.Of(Path.Combine(_folder, "tree"), _ => null));
    }

    [TestMethod]
    public void Where_nothing_tells_there_is_none()
    {
        Write("unborn/.git/HEAD", "ref: refs/heads/main\n");
        Write("broken/.git/HEAD", "what?");
        Write("dangling/.git", "gitdir: nowhere");

        foreach (var name in new[] { "unborn", "broken", "dangling" })
            Assert.IsNull(Commit.Of(Path.Combine(_folder, name), _ => null), name);
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

    private void Write(string path, string text)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
