using Perfolizer.Mathematics.Common;
using PerfSpecs.Proposals;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class RatchetTests
{
    private static readonly Target Upper = P95 <= 100.Of("things");
    private static readonly Target Lower = P5 >= 10.Of("things");

    [TestMethod]
    public void The_level_is_what_the_newest_three_runs_kept_to_and_not_the_best_of_all()
    {
        Assert.AreEqual(60, Ratchet.Sustained([10, 10, 10, 70, 50, 52, 60], isUpper: true));
        Assert.AreEqual(30, Ratchet.Sustained([90, 90, 90, 55, 53, 51, 30], isUpper: false));
    }

    [TestMethod]
    public void Runs_that_differ_get_more_room_than_the_headroom()
    {
        // Successive runs differ by 0.3 in their logarithms: exp(2.5 * 0.3 / 0.9539) = 2.195 times the level.
        double[] ends = [.. Enumerable.Range(0, 12).Select(i => 10 * Math.Exp(0.3 * (i % 2)))];

        Assert.AreEqual(new Ratchet.Tightens(P95 <= 30.Of("things"), ends[1]), Of(Upper, 1.25, ends));
        Assert.AreEqual(new Ratchet.Tightens(P95 <= 26.Of("things"), 10.1), Of(P95 <= 90.Of("things"), 2.5, 10, 10.1, 10));
    }

    [TestMethod]
    public void One_step_to_a_better_level_does_not_count_as_a_difference_between_runs() =>
        Assert.AreEqual(new Ratchet.Tightens(P95 <= 13.Of("things"), 10), Of(Upper, 1.25, 50, 50, 50, 10, 10, 10));

    [TestMethod]
    public void A_sustained_level_tightens_the_target_to_itself_with_headroom_rounded_outwards()
    {
        Assert.AreEqual(new Ratchet.Tightens(P95 <= 65.Of("things"), 52), Of(Upper, 1.25, 70, 51, 50, 52, 51));
        Assert.AreEqual(new Ratchet.Tightens(P95 <= 58.Of("things"), 52), Of(Upper, 1.1, 50, 52, 51));
        Assert.AreEqual(new Ratchet.Tightens(P5 >= 40.Of("things"), 51), Of(Lower, 1.25, 55, 53, 51));
    }

    [TestMethod]
    public void A_target_that_is_tight_enough_stays()
    {
        Assert.AreEqual(new Ratchet.Stays(90), Of(Upper, 1.25, 80, 90, 85));
        Assert.AreEqual(new Ratchet.Stays(11), Of(Lower, 1.25, 12, 11, 13));
    }

    [TestMethod]
    public void One_lucky_run_and_two_change_nothing()
    {
        Assert.AreEqual(new Ratchet.Stays(90), Of(Upper, 1.25, 90, 1, 90, 1, 90));
        Assert.AreEqual(new Ratchet.Stays(90), Of(Upper, 1.25, 1, 1, 1, 90, 1, 1));
    }

    [TestMethod]
    public void A_run_without_a_bound_sustains_nothing_and_neither_do_two_runs()
    {
        Assert.AreEqual(new Ratchet.Unsustained(4), Of(Upper, 1.25, 50, 50, double.PositiveInfinity, 50));
        Assert.AreEqual(new Ratchet.Unsustained(2), Of(Upper, 1.25, 50, 50));
        Assert.AreEqual(new Ratchet.Unsustained(0), Ratchet.Of(Upper, [], 1.25));
    }

    [TestMethod]
    public void Specs_that_share_a_target_are_held_to_the_worst_of_them()
    {
        var ratchet = Ratchet.Of(Upper, [History(true, [10, 10, 10]), History(true, [50, 52, 51])], 1.25);

        Assert.AreEqual(new Ratchet.Tightens(P95 <= 65.Of("things"), 52), ratchet);
    }

    [TestMethod]
    public void An_exact_value_gets_no_headroom() =>
        Assert.AreEqual(new Ratchet.Tightens(Exactly <= 52.Of("things"), 52), Of(Exactly <= 100.Of("things"), 1.25, 52, 52, 52));

    [TestMethod]
    public void Whatever_the_history_a_target_is_never_loosened_and_the_newest_runs_keep_to_it()
    {
        var random = new Random(3);
        for (var i = 0; i < 5000; i++)
        {
            var target = random.Next(2) is 0 ? Upper : Lower;
            double[] ends = [.. Enumerable.Range(0, random.Next(3, 12)).Select(_ => Math.Exp(random.NextDouble() * 6))];
            var headroom = 1 + random.NextDouble();

            if (Of(target, headroom, ends) is not Ratchet.Tightens tightens)
                continue;

            Assert.IsTrue(tightens.Target.IsTighterThan(target));
            Assert.AreEqual(target.IsUpper ? ends[^3..].Max() : ends[^3..].Min(), tightens.Level);
            Assert.IsTrue(tightens.Target.Includes(target.IsUpper ? tightens.Level * headroom : tightens.Level / headroom));
        }
    }

    private static Ratchet Of(Target target, double headroom, params double[] ends) => Ratchet.Of(target, [History(target.IsUpper, ends)], headroom);

    private static IReadOnlyList<ConfidenceInterval> History(bool isUpper, double[] ends) =>
        [.. ends.Select(end => isUpper ? new ConfidenceInterval(0.1, 0.1, end, ConfidenceLevel.L99) : new ConfidenceInterval(1e6, end, 1e6, ConfidenceLevel.L99))];
}
