namespace PerfSpecs.Statistics;

/// <summary>How measured values would lie if the code were worse: their shape, standing at a multiple of the target.</summary>
/// <remarks>
/// What is always positive, as a time is, gets worse by a factor: the values are scaled. Where values reach nought or below it, as those of a growth
/// do, no factor makes them worse, and what comes on top of them does: they are moved.
/// </remarks>
/// <param name="values">At least one value.</param>
/// <param name="bound">The target's bound, in the values' unit.</param>
/// <param name="isUpper">Whether the target bounds from above.</param>
internal readonly struct SampleShape(IReadOnlyList<double> values, double bound, bool isUpper)
{
    private readonly bool _isMoved = values.Any(value => value <= 0);

    /// <summary>Whether multiples of the target make sense for the values.</summary>
    public bool HasMultiples => !_isMoved || bound > 0;

    /// <summary>The share of the values within the target where their quantile stands at a factor times the target (for lower bounds, at the target divided by it).</summary>
    /// <param name="probability">The quantile; between 0 and 1, both excluded.</param>
    /// <param name="factor">At least 1.</param>
    public double Within(double probability, double factor)
    {
        var standing = OrderStatisticInterval.Estimate(values, probability);
        var upper = isUpper;
        var target = (_isMoved, upper) switch
        {
            (false, true) => standing / factor,
            (false, false) => standing * factor,
            (true, true) => standing - (bound * (factor - 1)),
            (true, false) => standing + (bound * (1 - (1 / factor))),
        };
        return (double)values.Count(value => upper ? value <= target : value >= target) / values.Count;
    }

    /// <summary>How many times beyond the target a quantile stands where only a given share of the values lies within.</summary>
    /// <param name="probability">The share that lies within the target where the quantile stands at it; between 0 and 1, both excluded.</param>
    /// <param name="within">The given share.</param>
    /// <returns>At least 1; null where there is no such factor.</returns>
    public double? FactorAt(double probability, double within)
    {
        var (standing, target) = isUpper
            ? (OrderStatisticInterval.Estimate(values, probability), OrderStatisticInterval.Estimate(values, within))
            : (OrderStatisticInterval.Estimate(values, 1 - probability), OrderStatisticInterval.Estimate(values, 1 - within));
        var factor = (_isMoved, isUpper) switch
        {
            (false, true) => standing / target,
            (false, false) => target / standing,
            (true, true) => 1 + ((standing - target) / bound),
            (true, false) => 1 / (1 - ((target - standing) / bound)),
        };
        return HasMultiples && factor > 0 && double.IsFinite(factor) ? Math.Max(1, factor) : null;
    }
}
