using PerfSpecs.Statistics;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class LaunchSpreadTests
{
    [TestMethod]
    public void Processes_that_each_say_one_thing_count_once()
    {
        var spread = LaunchSpread.Of([[10, 10, 10], [11, 11, 11], [12, 12, 12]], value => value, 50);

        Assert.AreEqual(new LaunchSpread(3, 2.0 / 11, 1, 1), spread);
    }

    [TestMethod]
    public void The_intraclass_correlation_is_that_of_the_analysis_of_variance()
    {
        // Two groups of two: the mean squares between and within are 4 and 0.5, so (4 - 0.5) / (4 + 0.5).
        var spread = LaunchSpread.Of([[1, 2], [3, 4]], value => value, 50);

        Assert.AreEqual(3.5 / 4.5, spread.Correlation!.Value, 1e-12);
        Assert.AreEqual(1, spread.Each);
    }

    [TestMethod]
    public void Processes_that_do_not_differ_lose_no_sample()
    {
        var spread = LaunchSpread.Of([[1, 2, 3, 4], [4, 3, 2, 1], [2, 1, 4, 3]], value => value, 50);

        Assert.AreEqual(new LaunchSpread(3, 0, 0, 50), spread);
    }

    [TestMethod]
    public void Without_pilots_the_process_is_the_unit() =>
        Assert.AreEqual(new LaunchSpread(2, null, null, 1), LaunchSpread.Of([[], []], value => value, 50));

    [TestMethod]
    public void A_spread_of_five_percent_between_processes_hardly_raises_false_fails()
    {
        const int Suites = 1_000;
        var random = new Random(20261123);
        var gate = QuantileGate.For(0.5, 0.01, 0.01, 200);
        var (counted, naive) = (0, 0);
        for (var i = 0; i < Suites; i++)
        {
            var processes = Enumerable.Range(0, 10).Select(_ => 0.05 * Normal(random)).ToArray();
            double[] pilots(double mean) => [.. Enumerable.Range(0, Stride.Pilot).Select(_ => Math.Exp(mean + (0.1 * Normal(random))))];
            // The target is the true median, 1: any fail is false, any pass as well.
            var spread = LaunchSpread.Of([.. processes.Select(pilots)], value => value <= 1 ? 1 : 0, 20);
            var values = Enumerable.Range(0, 200).Select(row => Math.Exp(processes[row % 10] + (0.1 * Normal(random)))).ToArray();
            counted += Fails(gate, values.Take(10 * spread.Each)) ? 1 : 0;
            naive += Fails(gate, values) ? 1 : 0;
        }

        Assert.IsGreaterThan(0.04 * Suites, naive, "without the rule the error is many times the stated one");
        Assert.IsLessThan(0.017 * Suites + (3 * Math.Sqrt(0.017 * Suites)), counted, "1.7 % and three standard errors");
    }

    private static bool Fails(QuantileGate gate, IEnumerable<double> values)
    {
        var (n, within) = (0, 0);
        foreach (var value in values)
        {
            n++;
            within += value <= 1 ? 1 : 0;
            if (gate.Judge(n, within) is var verdict and not Verdict.Inconclusive)
                return verdict is Verdict.Fail;
        }

        return false;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
