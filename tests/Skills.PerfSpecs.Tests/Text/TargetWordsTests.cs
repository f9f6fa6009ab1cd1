using PerfSpecs.Judging;
using PerfSpecs.Proposals;
using PerfSpecs.Text;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class TargetWordsTests
{
    private static readonly Spec Spec = new() { Id = "s", Metric = "w/allocated", Target = P95 <= 2400.Bytes, Samples = 100 };
    private static readonly Judgement Level = MeasuredLevel.Of(Spec, 0.01, [.. Enumerable.Repeat(1519.0, 100)]);
    private static readonly Judgement Early = MeasuredLevel.Of(Spec, 0.01, [.. Enumerable.Repeat(1519.0, 95)]);

    [TestMethod]
    public void A_proposal_says_what_it_replaces_what_was_measured_its_headroom_and_what_it_notices() => Assert.AreEqual(
        "\"p95 <= 2400 B\" -> \"p95 <= 1600 B\"  measured 1,519 B (n=100), headroom 1.05x, notices 1.06x",
        new TargetWords(Spec).Of(new Calibration.Found(P95 <= 1600.Bytes, Level, 1600 / 1519.0, 1.06), 1.5, 3));

    [TestMethod]
    public void A_looser_proposal_says_so() =>
        StringAssert.EndsWith(new TargetWords(Spec).Of(new Calibration.Found(P95 <= 2500.Bytes, Level, 1.6, 1.6), 2, 3), "; LOOSER than now");

    [TestMethod]
    public void Where_nothing_can_be_proposed_the_remedy_is_named()
    {
        var words = new TargetWords(Spec);

        Assert.AreEqual(
            "\"p95 <= 2400 B\" stays  measured 1,519 B (n=100); from 3 runs with its 100 samples no target is sure to pass 99 of 100 next runs of this code and to fail 9 of 10 once it is 1.5x slower; "
            + "\"samples\": 400 would be enough; these runs allow a target that catches 2.2x",
            words.Of(new Calibration.OutOfReach(Level, 2), 1.5, 3, new Remedy(400, 3)));
        StringAssert.EndsWith(words.Of(new Calibration.OutOfReach(Level, null), 1.5, 3, new Remedy(100, 7)), "; 7 runs would be enough if they differ as these do (calibrate --json FILE)");
        StringAssert.EndsWith(words.Of(new Calibration.OutOfReach(Level, null), 1.5, 3, new Remedy(400, 10)), "; 10 runs with \"samples\": 400 would be enough if they differ as these do");
        StringAssert.EndsWith(words.Of(new Calibration.OutOfReach(Level, null), 1.5, 3), "; more runs and samples would not help");
        StringAssert.Contains(words.Of(new Calibration.OutOfReach(Early, null), 1.5, 1, new Remedy(100, 1)), "from 1 run with 95 of its 100 samples no target is sure to pass 99 of 100");
        StringAssert.EndsWith(words.Of(new Calibration.OutOfReach(Early, null), 1.5, 1, new Remedy(100, 1)), "calibrate without RESULTS takes all samples, and --json keeps them");
        Assert.AreEqual("\"p95 <= 2400 B\" stays  no fit run measured it", words.Of(new Calibration.Unsuitable(Calibration.Unsuitable.Why.NoSamples), 1.5, 0));
    }

    [TestMethod]
    public void A_ratchet_says_what_was_sustained()
    {
        var words = new TargetWords(Spec);

        Assert.AreEqual("\"p95 <= 2400 B\" -> \"p95 <= 1900 B\"  sustained 1,520 B, headroom 1.25x", words.Of(new Ratchet.Tightens(P95 <= 1900.Bytes, 1520)));
        Assert.AreEqual("\"p95 <= 2400 B\" stays  the newest three runs do not all bound its value (2 measured it)", words.Of(new Ratchet.Unsustained(2)));
    }
}
