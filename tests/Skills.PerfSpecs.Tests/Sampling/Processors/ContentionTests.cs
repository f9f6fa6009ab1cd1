using PerfSpecs.Sampling.Processors;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class ContentionTests
{
    private const long Turn = 100_000_000;

    [TestMethod]
    [DataRow(0.11, 0.11, false, DisplayName = "raised, but the ticks alone may have moved it so far")]
    [DataRow(0.15, 0.11, false, DisplayName = "at the border one turn is not enough")]
    [DataRow(0.16, 0.11, true, DisplayName = "both clearly raised")]
    [DataRow(0.16, 0.10, false, DisplayName = "nobody waited long enough")]
    [DataRow(0.02, 0.75, false, DisplayName = "own threads on every processor wait for each other")]
    [DataRow(0.50, 0.00, false, DisplayName = "others on a free processor, or with a lower priority, take nothing away")]
    [DataRow(0.88, 0.92, true, DisplayName = "eight loops on the only processor")]
    [DataRow(0.20, 0.79, true, DisplayName = "eight own threads and two loops")]
    [DataRow(-0.20, 0.90, false, DisplayName = "ticks can make it negative")]
    public void A_turn_is_disturbed_where_others_use_the_processors_and_the_work_waits(double foreign, double delay, bool expected) =>
        Assert.AreEqual(expected, new Contention(foreign, delay, 1).IsDisturbed(previous: null));

    [TestMethod]
    public void Two_turns_in_a_row_confirm_each_other_where_the_ticks_alone_could_have_moved_one()
    {
        var mild = new Contention(0.12, 0.12, 1);

        Assert.IsTrue(mild.IsDisturbed(mild));
        Assert.IsFalse(mild.IsDisturbed(new Contention(0.12, 0.09, 1)));
        Assert.IsFalse(mild.IsDisturbed(new Contention(0.09, 0.12, 1)));
        Assert.IsFalse(new Contention(0.10, 0.12, 1).IsDisturbed(mild));
    }

    [TestMethod]
    public void Where_no_wait_is_shown_others_count_only_if_nothing_was_left_free()
    {
        Assert.IsTrue(new Contention(0.5, null, 0.95).IsDisturbed(null));
        Assert.IsFalse(new Contention(0.5, null, 0.85).IsDisturbed(null));
        Assert.IsFalse(new Contention(0.05, null, 1).IsDisturbed(null));
    }

    [TestMethod]
    public void Foreign_is_what_neither_this_process_nor_its_children_used()
    {
        var contention = Between(Reading(), Reading(busy: 160, own: 60, children: 40));

        Assert.AreEqual(0.3, contention.Foreign, 1e-9, "160 of 200 ms were busy, 100 of them by ourselves");
        Assert.AreEqual(0.8, contention.Used, 1e-9);
    }

    [TestMethod]
    public void A_child_that_takes_its_time_out_of_the_sum_is_not_somebody_else()
    {
        var from = Reading() with { Children = 5_000_000_000 };

        Assert.AreEqual(0.25, Between(from, Reading(busy: 100, own: 50)).Foreign, 1e-9);
    }

    [TestMethod]
    public void The_delay_is_that_of_the_thread_that_waited_longest_of_those_that_worked()
    {
        var from = Reading(threads: [(1, 500, 500), (2, 0, 0), (3, 0, 0), (4, 0, 0)]);
        var to = Reading(own: 95, threads: [(1, 550, 510), (2, 40, 30), (3, 4, 90), (4, 0, 100)]);

        Assert.AreEqual(0.3, Contention.DelayOf(from, to)!.Value, 1e-9, "the third ran less than a tenth of what the first did, and the fourth not at all");
    }

    [TestMethod]
    public void A_number_that_was_given_to_a_new_thread_counts_from_zero()
    {
        var to = Reading(own: 50, threads: [(7, 50, 40)]);

        Assert.AreEqual(0.4, Contention.DelayOf(Reading(threads: [(7, 900, 900)]), to)!.Value, 1e-9);
    }

    [TestMethod]
    public void The_delay_is_unknown_where_the_threads_that_did_the_work_have_ended_or_are_not_shown()
    {
        Assert.IsNull(Contention.DelayOf(Reading(), Reading(own: 90, threads: [(1, 30, 5)])));
        Assert.IsNull(Contention.DelayOf(Reading(), Reading(own: 90)));
        Assert.IsNotNull(Contention.DelayOf(Reading(), Reading(own: 60, threads: [(1, 30, 5)])));
    }

    [TestMethod]
    public void Time_that_a_container_was_held_back_by_its_own_limit_is_nobody_elses_doing()
    {
        var to = Reading(own: 40, throttled: 55, threads: [(1, 40, 60)]);

        Assert.AreEqual(0.05, Contention.DelayOf(Reading(), to)!.Value, 1e-9);
        Assert.AreEqual(0, Contention.DelayOf(Reading(), to with { Throttled = 900_000_000 })!.Value);
    }

    [TestMethod]
    public void Nothing_is_said_of_no_time_or_of_other_processors()
    {
        Assert.IsNull(Contention.Between(Reading(), Reading() with { At = 0 }, 0.5));
        Assert.IsNull(Contention.Between(Reading() with { At = 0 }, Reading() with { Processors = 4 }, 0.5));
    }

    private static Contention Between(ProcessorReading before, ProcessorReading after) => Contention.Between(before with { At = 0 }, after, 0.5)!.Value;

    // Times in milliseconds; readings with work are a turn later than those without.
    private static ProcessorReading Reading(long busy = 0, long own = 0, long children = 0, long throttled = 0, params (int Id, long Ran, long Waited)[] threads) => new(
        own > 0 || busy > 0 ? Turn : 0,
        2,
        busy * 1_000_000,
        own * 1_000_000,
        children * 1_000_000,
        threads.ToDictionary(thread => thread.Id, thread => new ThreadTimes(thread.Ran * 1_000_000, thread.Waited * 1_000_000)),
        throttled * 1_000_000);
}
