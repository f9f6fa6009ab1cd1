using PerfSpecs.Sampling;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class WorkerPipeTests
{
    [TestMethod]
    public void A_pipe_lies_in_the_first_folder_that_exists_and_leaves_room_for_its_name()
    {
        var folder = Directory.CreateTempSubdirectory("perfspecs-").FullName;
        var deep = Directory.CreateDirectory(Path.Combine(folder, new string('d', 90))).FullName;

        Assert.AreEqual(Path.Combine(folder, "pipe"), WorkerPipe.NameIn([Path.Combine(folder, "missing"), deep, folder], "pipe"));
        var refused = Assert.ThrowsExactly<IOException>(() => WorkerPipe.NameIn([deep], "pipe"));
        StringAssert.Contains(refused.Message, $"TMPDIR is {deep}; set it to a folder such as /tmp");

        Directory.Delete(folder, recursive: true);
    }
}
