using PerfSpecs.Results;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class MeasuredChecksTests
{
    [TestMethod]
    [DataRow("p95 < 500 ms", 50e6, 40e6, 60e6, "PS203", "the target is 10x the last measured value, 50 ms")]
    [DataRow("p95 < 499 ms", 50e6, 40e6, 60e6, null, null)]
    [DataRow("p95 < 50 ms", 49e6, 40e6, 60e6, "PS204", "inside the last measured interval around 49 ms")]
    [DataRow("p95 < 60 ms", 49e6, 40e6, 60e6, null, null)]
    [DataRow("p99 < 500 ms", 50e6, 40e6, 60e6, null, null)]
    public void A_target_far_above_or_within_what_was_measured_warns(string target, double estimate, double lower, double upper, string? code, string? telling)
    {
        var spec = SpecFileCases.ParseTarget("iteration/duration", target).Specs.Single();
        var last = new HistoryRecord(1, DateTimeOffset.UnixEpoch, spec.Id, spec.Metric, "p95", "ns", "pass", estimate, lower, upper, 0.99, 100, Commit: null, "machine");
        var before = last with { Estimate = 1, Lower = 1, Upper = 1 };

        var warning = MeasuredChecks.Of([spec], [before, last]).SingleOrDefault();

        Assert.AreEqual((code, code is null ? null : spec.Where), (warning?.Code, warning?.Where));
        Assert.Contains(telling ?? "", warning?.Message ?? "", StringComparison.Ordinal);
        Assert.IsFalse(warning?.IsError ?? false);
    }
}
