using PerfSpecs.Sampling.Processors;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class ControlGroupTests
{
    [TestMethod]
    public void Version_2_gives_the_tightest_limit_on_the_way_to_the_root()
    {
        Func<string, string?> text = Files(
            ("/proc/self/cgroup", "0::/a/b\n"),
            ("/sys/fs/cgroup/a/b/cpu.max", "max 100000\n"),
            ("/sys/fs/cgroup/a/cpu.max", "150000 100000\n"),
            ("/sys/fs/cgroup/a/cpu.stat", "usage_usec 1\nnr_throttled 7\nthrottled_usec 2500\n"));

        var group = ControlGroup.Read(text);

        Assert.AreEqual(1.5, group.Quota);
        Assert.AreEqual(2_500_000, group.Throttled(text));
    }

    [TestMethod]
    public void Version_1_gives_its_limit_too_and_a_container_sees_its_own_group_at_the_root()
    {
        Func<string, string?> text = Files(
            ("/proc/self/cgroup", "5:memory:/docker/1\n4:cpu,cpuacct:/docker/1\n0::/\n"),
            ("/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "50000\n"),
            ("/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n"),
            ("/sys/fs/cgroup/cpu,cpuacct/cpu.stat", "nr_periods 9\nnr_throttled 4\nthrottled_time 123456\n"));

        var group = ControlGroup.Read(text);

        Assert.AreEqual(0.5, group.Quota);
        Assert.AreEqual(123_456, group.Throttled(text));
    }

    [TestMethod]
    public void The_mount_of_version_1_may_have_the_short_name()
    {
        var group = ControlGroup.Read(Files(("/proc/self/cgroup", "1:cpu:/\n"), ("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "200000"), ("/sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000")));

        Assert.AreEqual(2, group.Quota);
    }

    [TestMethod]
    [DataRow("max 100000")]
    [DataRow("")]
    [DataRow("-1")]
    [DataRow("0 100000")]
    [DataRow("100000 0")]
    [DataRow("x y")]
    [DataRow("1 2 3")]
    [DataRow("99999999999999999999999 1")]
    public void No_limit_and_no_sense_are_no_limit(string text)
    {
        var group = ControlGroup.Read(Files(
            ("/proc/self/cgroup", "0::/a\n1:cpu:/a\n"), ("/sys/fs/cgroup/a/cpu.max", text), ("/sys/fs/cgroup/cpu/a/cpu.cfs_quota_us", text), ("/sys/fs/cgroup/cpu/a/cpu.cfs_period_us", "100000")));

        Assert.IsNull(group.Quota);
        Assert.AreEqual(0, group.Throttled(_ => throw new InvalidOperationException("without a limit nothing is read")));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("::::")]
    [DataRow("0:\n\0")]
    [DataRow("0::/../../etc")]
    [DataRow("1:cpu:no/slash")]
    public void Hostile_or_missing_files_never_throw_and_lead_nowhere_else(string? groups)
    {
        var read = new List<string>();

        var group = ControlGroup.Read(path =>
        {
            read.Add(path);
            return path is "/proc/self/cgroup" ? groups : null;
        });

        Assert.IsNull(group.Quota);
        Assert.IsFalse(read.Exists(path => path.Contains("..", StringComparison.Ordinal)));
    }

    private static Func<string, string?> Files(params (string Path, string Text)[] files) =>
        path => Array.Find(files, file => file.Path == path).Text;
}
