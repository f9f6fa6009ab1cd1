namespace PerfSpecs.Statistics;

/// <summary>How much of an error probability may be spent by a share of the samples (Lan and DeMets, 1983).</summary>
/// <remarks>Any increasing function with g(1) = 1 keeps the error; the choice moves only where decisions become possible.</remarks>
public enum SpendingFunction
{
    /// <summary>g(t) = t^1.5: saves the error for late looks (Kim and DeMets, 1987).</summary>
    Power,

    /// <summary>g(t) = ln(1 + 99 t) / ln 100: lets a clear case end early where the cap is generous.</summary>
    Logarithm,

    /// <summary>g(t) = 0 before the cap and 1 at it: a single look.</summary>
    AtTheCap,
}
