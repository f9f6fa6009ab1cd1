using PerfSpecs.CommandLine;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class SignalCountTests
{
    [TestMethod]
    public void A_signal_soon_after_the_first_is_the_same_request_and_a_later_one_insists()
    {
        var clock = new InventedClock();
        var signals = new SignalCount(clock);
        Assert.IsFalse(signals.Any);

        Assert.AreEqual(SignalMeaning.First, signals.Add());
        clock.Advance((long)(SignalCount.Grace.TotalSeconds * clock.TimestampFrequency));
        Assert.AreEqual(SignalMeaning.Same, signals.Add());
        clock.Advance(clock.TimestampFrequency / 1_000);
        Assert.AreEqual(SignalMeaning.Insists, signals.Add());
        Assert.IsTrue(signals.Any);
    }
}
