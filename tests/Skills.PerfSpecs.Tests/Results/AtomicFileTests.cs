using System.Diagnostics;
using System.Runtime.Versioning;
using PerfSpecs.Results;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class AtomicFileTests
{
    private string _folder = "";

    [TestInitialize]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("perfspecs-").FullName;

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void A_file_is_replaced_whole_and_missing_folders_are_made()
    {
        var path = Path.Combine(_folder, "a", "b", "file.txt");

        AtomicFile.Write(path, stream => stream.Write("longer"u8));
        AtomicFile.Write(path, stream => stream.Write("short"u8));

        Assert.AreEqual("short", File.ReadAllText(path));
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [TestMethod]
    public void While_it_is_written_and_after_a_failure_the_old_content_stands()
    {
        var path = Path.Combine(_folder, "file.txt");
        File.WriteAllText(path, "old");
        var during = "";

        Assert.ThrowsExactly<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            stream.Flush();
            during = File.ReadAllText(path);
            throw new InvalidOperationException();
        }));

        Assert.AreEqual("old", during);
        Assert.AreEqual("old", File.ReadAllText(path));
        Assert.HasCount(1, Directory.GetFiles(_folder));
    }

    [TestMethod]
    public void What_stands_in_the_way_is_known_before_and_asking_leaves_nothing()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");

        Assert.IsNull(AtomicFile.Obstacle(Path.Combine(_folder, "new.txt")));
        Assert.AreEqual("it is a folder", AtomicFile.Obstacle(_folder));
        Assert.IsNotNull(AtomicFile.Obstacle(Path.Combine(_folder, "file", "below.txt")));
        Assert.HasCount(1, Directory.GetFileSystemEntries(_folder));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_device_is_written_to_and_never_replaced()
    {
        AtomicFile.Write("/dev/null", stream => stream.Write("gone"u8));

        Assert.AreEqual("", File.ReadAllText("/dev/null"));
        Assert.IsNull(AtomicFile.Obstacle("/dev/null"));
        Assert.AreEqual("there is no such device", AtomicFile.Obstacle("/dev/no-such-device"));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void Shared_memory_holds_files_like_any_other_folder()
    {
        var path = $"/dev/shm/perfspecs-{Guid.NewGuid():N}.txt";

        Assert.IsNull(AtomicFile.Obstacle(path));
        AtomicFile.Write(path, stream => stream.Write("longer"u8));
        AtomicFile.Write(path, stream => stream.Write("short"u8));

        Assert.AreEqual("short", File.ReadAllText(path));
        File.Delete(path);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task A_pipe_is_written_to_and_never_replaced()
    {
        var path = Path.Combine(_folder, "pipe");
        using (var made = Process.Start("mkfifo", [path]))
            await made.WaitForExitAsync();

        Assert.IsNull(AtomicFile.Obstacle(path));
        var reading = Task.Run(() => File.ReadAllText(path));
        AtomicFile.Write(path, stream => stream.Write("through"u8));

        Assert.AreEqual("through", await reading);
        Assert.HasCount(1, Directory.GetFileSystemEntries(_folder));
    }

    [TestMethod]
    [UnsupportedOSPlatform("windows")]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_file_that_is_replaced_keeps_its_permissions_and_a_link_stays_a_link()
    {
        var (file, link) = (Path.Combine(_folder, "file.txt"), Path.Combine(_folder, "link.txt"));
        File.WriteAllText(file, "old");
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherWrite;
        File.SetUnixFileMode(file, mode);
        File.CreateSymbolicLink(link, "file.txt");

        AtomicFile.Write(link, stream => stream.Write("new"u8));

        Assert.AreEqual("new", File.ReadAllText(file));
        Assert.AreEqual(mode, File.GetUnixFileMode(file));
        Assert.AreEqual("file.txt", new FileInfo(link).LinkTarget);
    }
}
