using PerfSpecs.Sampling.Processors;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class LinuxProcessorsTests
{
    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["/proc/self/status"] = "Cpus_allowed_list:\t1\n",
        ["/proc/stat"] = "cpu0 9 9 9 9 9 9 9 9\ncpu1 50 0 0 50 0 0 0 0\n",
        ["/proc/self/task/10/schedstat"] = "700 70 1",
        ["/proc/self/task/11/schedstat"] = "not a number",
        ["/proc/self/task/11/children"] = "20 ",
        ["/proc/self/stat"] = "10 (x) S 1 1 1 1 1 1 1 1 1 1 500 500 3 4 0",
        ["/proc/20/stat"] = "20 (y) S 1 1 1 1 1 1 1 1 1 1 10 20 30 40 0",
        ["/proc/20/task/20/children"] = "21 x",
        ["/proc/21/stat"] = "21 (z) S 1 1 1 1 1 1 1 1 1 1 1 0 0 0 0",
    };

    private static readonly Dictionary<string, string[]> Folders = new(StringComparer.Ordinal)
    {
        ["/proc/self/task"] = ["10", "11", "..", "junk"],
        ["/proc/20/task"] = ["20"],
    };

    [TestMethod]
    public void A_reading_holds_the_allowed_processors_the_threads_and_the_time_of_all_children()
    {
        var reading = Signals(Files).Read()!;

        Assert.AreEqual(1, reading.Processors);
        Assert.AreEqual(500_000_000, reading.Busy);
        Assert.AreEqual(new ThreadTimes(700, 70), reading.Threads.Single().Value);
        Assert.AreEqual((3 + 4 + 10 + 20 + 30 + 40 + 1) * KernelText.NanosecondsPerTick, reading.Children, "ended ones, living ones, and theirs");
    }

    [TestMethod]
    public void Children_that_name_each_other_in_a_circle_end()
    {
        var files = new Dictionary<string, string>(Files, StringComparer.Ordinal) { ["/proc/20/task/20/children"] = "20 20" };

        Assert.IsNotNull(Signals(files).Read());
    }

    [TestMethod]
    public void Without_processor_times_there_is_no_reading()
    {
        Assert.IsNull(Signals([]).Read());
        Assert.IsNull(Signals(new(StringComparer.Ordinal) { ["/proc/stat"] = "cpu0 0 0 0 0 0 0 0 0\n" }).Read(), "a sandbox shows nothing but zeros");
    }

    [TestMethod]
    public void A_limit_is_told_where_it_lies_below_the_allowed_processors()
    {
        Assert.AreEqual(0.5, Signals(With("50000 100000")).Quota);
        Assert.IsNull(Signals(With("100000 100000")).Quota);

        static Dictionary<string, string> With(string quota) => new(Files, StringComparer.Ordinal) { ["/proc/self/cgroup"] = "0::/\n", ["/sys/fs/cgroup/cpu.max"] = quota };
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void This_system_shows_that_this_process_worked()
    {
        var signals = LinuxProcessors.Here()!;
        var before = signals.Read()!;
        var own = Environment.CpuUsage.TotalTime;
        while (Environment.CpuUsage.TotalTime - own < TimeSpan.FromMilliseconds(30))
            Thread.SpinWait(1_000);
        var after = signals.Read()!;

        Assert.IsGreaterThanOrEqualTo(30_000_000, after.Own - before.Own);
        Assert.IsGreaterThan(before.At, after.At);
        Assert.IsGreaterThanOrEqualTo(before.Busy, after.Busy);
        Assert.IsNotEmpty(after.Threads);
        Assert.IsNotNull(Contention.Between(before, after, Contention.DelayOf(before, after)));
    }

    private static LinuxProcessors Signals(Dictionary<string, string> files) => new(path => files.GetValueOrDefault(path), path => Folders.GetValueOrDefault(path, []));
}
