using PerfSpecs.Judging;
using PerfSpecs.Reports;
using PerfSpecs.Specs;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class TargetWordsTests
{
    private static readonly Spec Spec = new() { Id = "s", Metric = "w/allocated", Target = P95 <= 2400.Bytes, Samples = 100 };
    private static readonly Judgement Level = MeasuredLevel.Of(Spec, 0.01, [.. Enumerable.Repeat(1519.0, 100)]);
    private static readonly Judgement Early = MeasuredLevel.Of(Spec, 0.01, [.. Enumerable.Repeat(1519.0, 95)]);

    [TestMethod]
    public void A_proposal_says_what_it_replaces_what_was_measured_its_headroom_and_what_it_catches() => Assert.AreEqual(
        "\"p95 <= 2400 B\" -> \"p95 <= 1600 B\"  measured 1,519 B (n=100), headroom 1.05x, catches >= 1.06x",
        new TargetWords(Spec).Of(new Calibration.Found(P95 <= 1600.Bytes, Level, 1600 / 1519.0, 1.06), 1.5));

    [TestMethod]
    public void A_looser_proposal_says_so() =>
        StringAssert.EndsWith(new TargetWords(Spec).Of(new Calibration.Found(P95 <= 2500.Bytes, Level, 1.6, 1.6), 2), "; LOOSER than now");

    [TestMethod]
    public void Where_nothing_can_be_proposed_the_remedy_is_named()
    {
        var words = new TargetWords(Spec);

        StringAssert.Contains(words.Of(new Calibration.OutOfReach(Level, 2, 400), 1.5), "by its 100 samples no target both passes this code and catches 1.5x, each nine times in ten; about 400 samples would; a catch of 2.2x could be had");
        StringAssert.Contains(words.Of(new Calibration.OutOfReach(Level, null, null), 1.5), "; more samples would not help");
        StringAssert.Contains(words.Of(new Calibration.OutOfReach(Early, null, 100), 1.5), "by 95 of its 100 samples");
        StringAssert.Contains(words.Of(new Calibration.OutOfReach(Early, null, 100), 1.5), "calibrate without RESULTS takes them all");
        Assert.AreEqual("\"p95 <= 2400 B\" stays  no fit run measured it", words.Of(new Calibration.Unsuitable(Calibration.Unsuitable.Why.NoSamples), 1.5));
    }

    [TestMethod]
    public void A_ratchet_says_what_was_sustained()
    {
        var words = new TargetWords(Spec);

        Assert.AreEqual("\"p95 <= 2400 B\" -> \"p95 <= 1900 B\"  sustained 1,520 B, headroom 1.25x", words.Of(new Ratchet.Tightens(P95 <= 1900.Bytes, 1520)));
        Assert.AreEqual("\"p95 <= 2400 B\" stays  no three runs in a row bound its value (2 measured it)", words.Of(new Ratchet.Unsustained(2)));
        StringAssert.Contains(words.Of(new Ratchet.NoLongerHeld(P95 <= 1900.Bytes, 1520, double.PositiveInfinity)), "the last run reaches to no bound");
    }
}
