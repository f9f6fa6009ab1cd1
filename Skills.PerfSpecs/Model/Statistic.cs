using System.Globalization;

namespace PerfSpecs;

/// <summary>What of a metric's distribution a target speaks of: a closed family.</summary>
public abstract record Statistic
{
    private Statistic()
    {
    }

    /// <summary>The median: the 0.5-quantile.</summary>
    public static Statistic Median { get; } = new Quantile(0.5);

    /// <summary>A budget "less than" a quantity: <c>P95 &lt; 500.Milliseconds</c>.</summary>
    public static Target operator <(Statistic statistic, Quantity bound) => new(statistic, Comparison.Less, bound);

    /// <summary>A budget "more than" a quantity.</summary>
    public static Target operator >(Statistic statistic, Quantity bound) => new(statistic, Comparison.Greater, bound);

    /// <summary>A budget "at most" a quantity.</summary>
    public static Target operator <=(Statistic statistic, Quantity bound) => new(statistic, Comparison.LessOrEqual, bound);

    /// <summary>A budget "at least" a quantity.</summary>
    public static Target operator >=(Statistic statistic, Quantity bound) => new(statistic, Comparison.GreaterOrEqual, bound);

    /// <summary>A quantile of the distribution.</summary>
    /// <param name="Probability">The share of samples at or below it; between 0 and 1, both excluded.</param>
    public sealed record Quantile(double Probability) : Statistic
    {
        /// <summary><c>median</c>, <c>p95</c>, <c>p99.9</c>.</summary>
        public override string ToString() =>
            Probability is 0.5 ? "median" : string.Create(CultureInfo.InvariantCulture, $"p{Math.Round(Probability * 100, 6)}");
    }

    /// <summary>The expected value; a pass needs a declared maximum (Bahadur and Savage, 1956).</summary>
    public sealed record Mean : Statistic
    {
        /// <summary><c>mean</c>.</summary>
        public override string ToString() => "mean";
    }

    /// <summary>The share of samples that succeed.</summary>
    public sealed record Rate : Statistic
    {
        /// <summary><c>rate</c>.</summary>
        public override string ToString() => "rate";
    }

    /// <summary>A value that is the same in every run, such as a number of tokens.</summary>
    public sealed record Exact : Statistic
    {
        /// <summary><c>exact</c>.</summary>
        public override string ToString() => "exact";
    }
}
