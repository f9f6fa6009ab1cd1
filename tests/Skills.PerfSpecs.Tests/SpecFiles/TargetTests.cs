using PerfSpecs.SpecFiles;
using static PerfSpecs.Tests.SpecFileCases;

namespace PerfSpecs.Tests;

[TestClass]
public class TargetTests
{
    [TestMethod]
    [DataRow("duration", "p95 < 500 ms", "p95 < 500 ms", 500e6)]
    [DataRow("duration", "  p99.9≤1.5e3us ", "p99.9 <= 1500 us", 1.5e6)]
    [DataRow("duration", "< 5 µs", "median < 5 us", 5e3)]
    [DataRow("duration", "< 5 μs", "median < 5 us", 5e3)]
    [DataRow("allocated", "<= 2 KiB", "median <= 2 KB", 2048)]
    [DataRow("success", ">= 99.5%", "rate >= 99.5 %", 0.995)]
    [DataRow("throughput", "p5 ≥ 200/s", "p5 >= 200 /s", 200)]
    [DataRow("gc.gen2", "<= 0 collections", "median <= 0 collections", 0)]
    public void A_target_reads_like_the_failure_message(string measure, string text, string read, double bound)
    {
        Assert.IsTrue(TargetParser.TryParse(text, Measure.BuiltIn.Single(one => one.Name.Equals(measure, StringComparison.Ordinal)), hasReference: false, out var target, out var problems));
        Assert.AreEqual(read, target.ToString(), StringComparer.Ordinal);
        Assert.AreEqual(bound, target.Bound.Value, bound * 1e-15);
        Assert.IsEmpty(problems);
    }

    [TestMethod]
    [DataRow("iteration/duration", "avg < 5 ms", "PS118", 2, "unknown statistic \"avg\"; did you mean \"mean\"?")]
    [DataRow("iteration/duration", "p100 < 5 ms", "PS118", 2, "between p0 and p100, both excluded")]
    [DataRow("iteration/duration", "medain < 5 ms", "PS118", 2, "did you mean \"median\"?")]
    [DataRow("context/initial-lines", "p95 <= 5 lines", "PS119", 2, "initial-lines is the same in every run and has no p95; write exact")]
    [DataRow("iteration/success", "median >= 99 %", "PS119", 2, "write rate")]
    [DataRow("iteration/duration", "exact <= 5 ms", "PS119", 2, "write median, a quantile such as p95, or mean")]
    [DataRow("iteration/duration", "rate <= 5 ms", "PS119", 2, "varies from sample to sample")]
    [DataRow("iteration/duration", "mean <= 5 ms", "PS148", 1, "add \"max\"")]
    [DataRow("iteration/duration", "p95 < 500", "PS120", 8, "the number 500 has no unit; add one, such as \"500 ms\"")]
    [DataRow("context/initial-lines", "exact <= 500", "PS120", 11, "such as \"500 lines\"")]
    [DataRow("iteration/duration", "p95 500 ms", "PS121", 6, "write \"p95 <= 500 ms\", since less duration is better")]
    [DataRow("iteration/throughput", "200 /s", "PS121", 2, "write \">= 200 /s\"")]
    [DataRow("iteration/duration", "p95 =< 5 ms", "PS122", 6, "write <=")]
    [DataRow("iteration/duration", "p95 == 5 ms", "PS122", 6, "a target is a bound")]
    [DataRow("iteration/duration", "p95 != 5 ms", "PS122", 6, "cannot exclude one value")]
    [DataRow("iteration/duration", "p95 < 5 MB", "PS123", 10, "MB measures an amount of memory, and duration is a duration")]
    [DataRow("iteration/duration", "p95 < 5 m", "PS124", 10, "ambiguous: ms or min")]
    [DataRow("iteration/allocated", "p95 < 5 M", "PS124", 10, "ambiguous: MB or min")]
    [DataRow("iteration/duration", "p95 < 5 msec", "PS125", 10, "unknown unit \"msec\"; did you mean \"ms\"?")]
    [DataRow("context/initial-lines", "<= 5 line", "PS125", 7, "did you mean \"lines\"?")]
    [DataRow("iteration/duration", "< 5 ms or so", "PS150", 9, "nothing may follow the unit \"ms\"")]
    [DataRow("iteration/duration", "p95 < 0 ms", "PS126", 6, "nothing can meet < 0 ms")]
    [DataRow("iteration/duration", "p95 <= 0 ms", "PS126", 6, "everything takes some time")]
    [DataRow("context/initial-lines", "<= -5 lines", "PS126", 2, "nothing can meet <= -5 lines")]
    [DataRow("iteration/throughput", ">= 0 /s", "PS126", 2, "everything meets >= 0 /s")]
    [DataRow("iteration/duration", "p95 < NaN ms", "PS127", 8, "NaN is not a number")]
    [DataRow("iteration/duration", "p95 < -Infinity ms", "PS127", 8, "state a finite one")]
    [DataRow("iteration/duration", "p95 <", "PS149", 7, "the number is missing")]
    [DataRow("iteration/duration", "p95 < fast", "PS149", 8, "\"fast\" is not a number")]
    [DataRow("iteration/duration", "p95 < 1e999 ms", "PS128", 8, "\"1e999\" is too large")]
    [DataRow("iteration/duration", "p95 < 1e300 min", "PS128", 8, "converted to ns")]
    [DataRow("iteration/duration", "p95 < 0.05 ns", "PS129", 8, "no clock tells 0.05 ns apart from nothing")]
    [DataRow("iteration/success", "rate >= 101 %", "PS136", 10, "a rate never exceeds 100 %")]
    [DataRow("iteration/duration", "p95 < 1m30", "PS137", 8, "mixes units")]
    [DataRow("iteration/duration", "p95 < 1,5 ms", "PS138", 8, "\"1,5\" has a separator")]
    [DataRow("iteration/duration", "p95 < 1_000 ms", "PS138", 8, "\"1_000\" has a separator")]
    [DataRow("iteration/duration", "p95 < 1 000 ms", "PS138", 8, "\"1 000\" has a separator")]
    public void Cases_18_to_38_a_wrong_target_is_explained_at_its_place(string metric, string target, string code, int column, string telling) =>
        ParseTarget(metric, target).Has(code, 2, column, telling);

    [TestMethod]
    public void A_place_in_a_target_counts_escapes_and_wide_characters_as_they_stand_in_the_file()
    {
        ParseTarget("iteration/duration", "p95\\u0020\\t< 5 \U0001F600\U0001F600").Has("PS125", 2, 17, "unknown unit");
        Assert.AreEqual(2, ParseTarget("iteration/duration", "< 5 \U0001F600\U0001F600").Problems.Single().Width);
    }

    [TestMethod]
    public void Several_mistakes_of_one_target_are_found_at_once()
    {
        var file = ParseTarget("iteration/duration", "exact <= 5 MB");
        CollectionAssert.AreEqual(new[] { "PS119", "PS123" }, file.Problems.Select(problem => problem.Code).ToArray());
    }

    [TestMethod]
    public void A_saving_may_be_negative_and_a_maximum_belongs_to_a_mean()
    {
        Assert.IsEmpty(ParseTarget("context/token-savings", "p5 >= 0 %").Problems);
        ParseTarget("iteration/duration", "p95 < 5 ms", ", \"max\": \"2 s\"").Has("PS148", 1, 55, "only a target of the mean has a \"max\", and this one speaks of p95");
        ParseTarget("iteration/duration", "mean < 5 ms", ", \"max\": \"2 KB\"").Has("PS123", 1, 58, "measures an amount of memory");
        ParseTarget("iteration/success", "rate >= 1 x", ", \"reference\": \"bare-loop/success\"").Has("PS119", 2, 10, "has no rate");
    }

    [TestMethod]
    public void A_target_that_parses_reads_back_as_itself()
    {
        foreach (var spec in Parse(Rich).Specs)
        {
            var measure = Known.Single(one => one.Name.Equals(spec.Workload, StringComparison.Ordinal)).Measures.Single(one => one.Name.Equals(spec.Measure, StringComparison.Ordinal));
            Assert.IsTrue(TargetParser.TryParse(spec.Target.ToString(), measure, spec.Reference is not null, out var again, out _));
            Assert.AreEqual(spec.Target, again);
        }
    }
}
