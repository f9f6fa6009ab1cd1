namespace PerfSpecs;

/// <summary>How a value is compared with its bound.</summary>
public enum Comparison
{
    /// <summary>Strictly less.</summary>
    Less,

    /// <summary>At most.</summary>
    LessOrEqual,

    /// <summary>Strictly more.</summary>
    Greater,

    /// <summary>At least.</summary>
    GreaterOrEqual,
}

/// <summary>What a metric must keep: <c>p95 &lt; 500 ms</c>.</summary>
/// <param name="Statistic">Of what the target speaks.</param>
/// <param name="Comparison">On which side of the bound is good.</param>
/// <param name="Bound">The bound, in the unit it was written in.</param>
public sealed partial record Target(Statistic Statistic, Comparison Comparison, Quantity Bound)
{
    /// <summary>Whether the target bounds from above (smaller is within).</summary>
    public bool IsUpper => Comparison is Comparison.Less or Comparison.LessOrEqual;

    /// <summary>The operator as it is written.</summary>
    public string Operator => Comparison switch
    {
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        Comparison.Greater => ">",
        _ => ">=",
    };

    /// <summary>Whether a single value, in base units, lies within the target. NaN never does.</summary>
    public bool Includes(double value) => Comparison switch
    {
        Comparison.Less => value < Bound.Value,
        Comparison.LessOrEqual => value <= Bound.Value,
        Comparison.Greater => value > Bound.Value,
        _ => value >= Bound.Value,
    };

    /// <summary>The bound with its operator, such as <c>&lt; 500 ms</c>.</summary>
    public string BoundText => $"{Operator} {Bound}";

    /// <summary>The target as it reads in specs.json.</summary>
    public override string ToString() => $"{Statistic} {BoundText}";

    /// <summary>The same with all digits of the bound.</summary>
    internal string ToExactString() => $"{Statistic} {Operator} {Bound.ToExactString()}";
}
