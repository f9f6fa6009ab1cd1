namespace PerfSpecs.Tests;

/// <summary>Invented series, each with its quantiles known.</summary>
internal static class Series
{
    /// <summary>A standard normal number (Box and Muller, 1958).</summary>
    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>exp(s z), independent.</summary>
    public static Func<double> LogNormal(Random random, double deviation = 0.3) => () => Math.Exp(deviation * Normal(random));

    /// <summary>Exponents of an autoregressive normal series of variance 1: its marginal is that of <see cref="LogNormal"/>.</summary>
    public static Func<double> Autoregressive(Random random, double correlation, double deviation = 0.3)
    {
        var last = Normal(random);
        return () =>
        {
            last = (correlation * last) + (Math.Sqrt(1 - (correlation * correlation)) * Normal(random));
            return Math.Exp(deviation * last);
        };
    }

    /// <summary>A value from 1 to 1.1, and three times that on every n-th run, from a random phase.</summary>
    public static Func<double> Periodic(Random random, int period, double factor = 3)
    {
        var at = random.Next(period);
        return () => (1 + (0.1 * random.NextDouble())) * (at++ % period is 0 ? factor : 1);
    }

    /// <summary>Successes as 1, and failures as 0 in bursts whose lengths are geometric with the given mean.</summary>
    public static Func<double> Bursts(Random random, double failing, double length)
    {
        var isFailing = random.NextDouble() < failing;
        var (ends, begins) = (1 / length, failing / (length * (1 - failing)));
        return () =>
        {
            if (random.NextDouble() < (isFailing ? ends : begins))
                isFailing = !isFailing;
            return isFailing ? 0 : 1;
        };
    }
}
