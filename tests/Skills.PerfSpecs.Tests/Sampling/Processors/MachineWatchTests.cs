using PerfSpecs.Sampling;
using PerfSpecs.Sampling.Processors;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class MachineWatchTests
{
    [TestMethod]
    public void A_turn_that_others_disturb_is_disturbed_from_the_first_one_on()
    {
        var watch = new InventedSignals(turn => turn is 0 or 2 ? (0.88, 0.92) : (0, 0)).Watch();

        var turns = Turns(watch, 4);

        CollectionAssert.AreEqual(new[] { true, false, true, false }, turns.Select(turn => turn.IsDisturbed).ToList());
        Assert.AreEqual(0.88, turns[0].Contention!.Value.Foreign, 1e-9);
        Assert.AreEqual(0.92, turns[0].Contention!.Value.Delay!.Value, 1e-9);
        Assert.AreEqual(TimeSpan.FromMilliseconds(100), turns[0].Length);
    }

    [TestMethod]
    public void A_program_that_uses_all_processors_itself_is_never_disturbed()
    {
        var turns = Turns(new InventedSignals(_ => (0.02, 0.75)).Watch(), 50);

        Assert.IsFalse(turns.Any(turn => turn.IsDisturbed));
    }

    [TestMethod]
    public void A_mild_load_is_believed_at_its_second_turn_in_a_row()
    {
        var turns = Turns(new InventedSignals(turn => turn is 1 or 3 or 4 ? (0.12, 0.5) : (0, 0)).Watch(), 6);

        CollectionAssert.AreEqual(new[] { false, false, false, false, true, false }, turns.Select(turn => turn.IsDisturbed).ToList());
    }

    [TestMethod]
    public void A_turn_is_disturbed_by_the_beat_before_it_and_by_the_one_after_it()
    {
        var turns = Turns(new InventedSignals(_ => (0, 0), turn => turn is 2 ? 126 : turn is 5 ? 124 : 100).Watch(), 8);

        CollectionAssert.AreEqual(new[] { 2, 3 }, Enumerable.Range(0, 8).Where(i => turns[i].IsDisturbed).ToList());
        Assert.AreEqual(1.26, turns[3].Slowdown, 1e-9);
    }

    [TestMethod]
    public void Where_one_beat_in_five_is_slow_no_turn_is_trusted_for_its_two_fast_ones()
    {
        var turns = Turns(new InventedSignals(_ => (0, 0), turn => turn % 5 is 0 ? 1_300 : 100).WatchByCanary(), 60);

        Assert.IsTrue(turns.Skip(30).All(turn => turn.IsDisturbed));
        Assert.IsNull(turns[0].Contention);
    }

    [TestMethod]
    public void The_delay_of_a_worker_process_takes_the_place_of_the_own_threads_delay()
    {
        var watch = new InventedSignals(_ => (0.5, 0.0)).Watch();

        watch.Begin();
        Assert.IsTrue(watch.End(0.6).IsDisturbed);
        watch.Begin();
        Assert.IsFalse(watch.End(0.05).IsDisturbed);
        watch.Begin();
        Assert.IsTrue(watch.End().Contention is { Delay: < 0.01 });
    }

    [TestMethod]
    public void A_turn_too_short_for_the_ticks_is_looked_at_together_with_those_before_it()
    {
        // Ten turns of 20 ms each; others take one whole tick of 10 ms in the first of each five.
        var (at, busy) = (0L, 1L);
        var signals = new Scripted(() => new ProcessorReading(at, 1, busy, 0, 0, new Dictionary<int, ThreadTimes> { [1] = new(at / 2, at / 2) }, 0));
        var watch = new MachineWatch(() => new Canary(Enumerable.Repeat(100.0, 100).GetEnumerator()), signals, () => at);
        var shares = new List<double>();
        for (var turn = 0; turn < 10; turn++)
        {
            watch.Begin();
            at += 20_000_000;
            busy += turn % 5 is 0 ? 10_000_000 : 0;
            shares.Add(watch.End().Contention!.Value.Foreign);
        }

        Assert.AreEqual(0.5, shares[0], 1e-9, "nothing lies before the first");
        Assert.IsTrue(shares.Skip(4).All(share => Math.Abs(share - 0.1) < 1e-9), string.Join(' ', shares));
    }

    [TestMethod]
    public void What_happened_long_before_a_short_turn_does_not_hide_it()
    {
        var (at, busy) = (0L, 1L);
        var signals = new Scripted(() => new ProcessorReading(at, 1, busy, 0, 0, new Dictionary<int, ThreadTimes>(), 0));
        var watch = new MachineWatch(() => new Canary(Enumerable.Repeat(100.0, 100).GetEnumerator()), signals, () => at);
        watch.Begin();
        watch.End();
        at += 10_000_000_000;
        watch.Begin();
        at += 50_000_000;
        busy += 50_000_000;

        Assert.AreEqual(1, watch.End().Contention!.Value.Foreign, 1e-9);
    }

    [TestMethod]
    public void The_state_says_what_others_took_and_whether_the_system_shows_it()
    {
        var watch = new InventedSignals(_ => (0.4, 0.6)).Watch();
        Assert.IsNull(watch.State.Foreign, "before the first turn");
        Assert.AreEqual(0, watch.State.Delay);

        Turns(watch, 3);

        Assert.AreEqual(0.4, watch.State.Foreign!.Value, 1e-9);
        Assert.AreEqual(0.6, watch.State.Delay!.Value, 1e-9);
        Assert.IsTrue(watch.State.SeesOthers);
        Assert.AreEqual(28, watch.State.Beats);
        Assert.IsFalse(new InventedSignals(_ => (0, 0)).WatchByCanary().State.SeesOthers);
    }

    private static List<TurnState> Turns(MachineWatch watch, int count)
    {
        var turns = new List<TurnState>();
        for (var i = 0; i < count; i++)
        {
            watch.Begin();
            turns.Add(watch.End());
        }

        return turns;
    }

    private sealed class Scripted(Func<ProcessorReading> read) : IProcessorSignals
    {
        public double? Quota => null;

        public ProcessorReading? Read() => read();
    }
}
