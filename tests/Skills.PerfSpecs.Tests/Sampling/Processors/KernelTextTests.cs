using PerfSpecs.Sampling.Processors;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class KernelTextTests
{
    private const string Stat = """
        cpu  18651 0 4570 114238 832 0 69 547 0 0
        cpu0 100 20 30 4000 500 6 7 8 90 90
        cpu1 1 2 3 4 5 6 7 8 9 10
        cpu12 10 0 0 50
        intr 223765 0 0
        """;

    [TestMethod]
    public void Busy_is_all_but_idle_and_waiting_for_disks_with_stolen_time_and_without_guests_twice()
    {
        var times = KernelText.ProcessorTimes(Stat, new HashSet<int> { 0 })!.Value;

        Assert.AreEqual((1, 1_710_000_000L, 45_000_000_000L), times);
    }

    [TestMethod]
    public void Only_allowed_processors_count_and_old_kernels_show_fewer_columns()
    {
        Assert.AreEqual(3, KernelText.ProcessorTimes(Stat, null)!.Value.Processors);
        Assert.AreEqual((1, 100_000_000L, 500_000_000L), KernelText.ProcessorTimes(Stat, new HashSet<int> { 12, 99 })!.Value);
        Assert.IsNull(KernelText.ProcessorTimes(Stat, new HashSet<int> { 5 }));
    }

    [TestMethod]
    [DataRow("0-1,4", "0 1 4")]
    [DataRow("3\n", "3")]
    [DataRow("", null)]
    [DataRow(null, null)]
    [DataRow("0-", null)]
    [DataRow("-", null)]
    [DataRow("0-99999999", null)]
    [DataRow("5-2", null)]
    [DataRow("0,x", null)]
    public void A_list_of_processors_is_read_or_refused(string? text, string? expected) =>
        Assert.AreEqual(expected, KernelText.ProcessorList(text) is { } list ? string.Join(' ', list.Order()) : null);

    [TestMethod]
    public void A_field_is_found_by_its_name()
    {
        Assert.AreEqual("0-1", KernelText.Field("Name:\tx\nCpus_allowed:\t3\nCpus_allowed_list:\t0-1\n", "Cpus_allowed_list:"));
        Assert.IsNull(KernelText.Field("Name:\tx\n", "Cpus_allowed_list:"));
    }

    [TestMethod]
    public void A_threads_times_are_the_first_two_numbers()
    {
        Assert.AreEqual(new ThreadTimes(123, 456), KernelText.ThreadTimes("123 456 7\n"));
        Assert.IsNull(KernelText.ThreadTimes("123"));
        Assert.IsNull(KernelText.ThreadTimes("-1 456 7"));
    }

    [TestMethod]
    public void A_programs_name_cannot_shift_the_columns_of_its_times()
    {
        const string Text = "42 (a) b) (c 1 2) S 1 2 3 4 5 6 7 8 9 10 100 20 3 4 20 0 1";

        Assert.AreEqual(127 * KernelText.NanosecondsPerTick, KernelText.ProcessTime(Text));
        Assert.AreEqual(7 * KernelText.NanosecondsPerTick, KernelText.EndedChildrenTime(Text));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("\0\0\0")]
    [DataRow("cpu0 -1 -2 -3 -4 -5")]
    [DataRow("cpu0 99999999999999999999 1 1 1")]
    [DataRow("cpu0 9223372036854775807 9223372036854775807 9223372036854775807 9223372036854775807")]
    [DataRow("cpu٣ 1 1 1 1")]
    [DataRow("1 (x) S )")]
    public void What_is_not_understood_is_nothing_and_never_throws(string? text)
    {
        Assert.IsNull(KernelText.ProcessorTimes(text, null));
        Assert.IsNull(KernelText.ThreadTimes(text));
        Assert.AreEqual(0, KernelText.ProcessTime(text));
        Assert.AreEqual(0, KernelText.EndedChildrenTime(text));
        Assert.IsNull(KernelText.ProcessorList(text));
    }
}
