namespace PerfSpecs.Statistics;

/// <summary>How measured values would lie if the code became worse by a factor.</summary>
/// <remarks>
/// What is always positive, as a time is, gets worse by a factor: each value is multiplied (divided for a lower bound). Where values reach
/// zero or below, as those of a growth do, every value is moved by the distance that takes their quantile to its multiple.
/// </remarks>
internal readonly struct SampleShape
{
    private readonly bool _isUpper;
    private readonly bool _isMoved;
    private readonly double _today;

    /// <summary>The shape of measured values.</summary>
    /// <param name="values">At least one value.</param>
    /// <param name="probability">The quantile that stands for today's value; 0 to 1.</param>
    /// <param name="isUpper">Whether the target bounds from above.</param>
    public SampleShape(IReadOnlyList<double> values, double probability, bool isUpper)
    {
        _isUpper = isUpper;
        _isMoved = values.Any(value => value <= 0);
        _today = OrderStatisticInterval.Estimate(values, probability);
    }

    /// <summary>Whether multiples of today's value make sense: nothing is twice zero.</summary>
    public bool HasMultiples => _today > 0;

    /// <summary>A value of code that is worse by a factor.</summary>
    /// <param name="value">The value today.</param>
    /// <param name="factor">At least 1.</param>
    public double Worse(double value, double factor) => (_isMoved, _isUpper) switch
    {
        (false, true) => value * factor,
        (false, false) => value / factor,
        (true, true) => value + (_today * (factor - 1)),
        (true, false) => value - (_today * (1 - (1 / factor))),
    };

    /// <summary>The factor that takes a value to a bound.</summary>
    /// <param name="value">The value today.</param>
    /// <param name="bound">The bound.</param>
    /// <returns>Null where no factor does.</returns>
    public double? FactorTo(double value, double bound)
    {
        var factor = (_isMoved, _isUpper) switch
        {
            (false, true) => bound / value,
            (false, false) => value / bound,
            (true, true) => 1 + ((bound - value) / _today),
            (true, false) => 1 / (1 - ((value - bound) / _today)),
        };
        return HasMultiples && factor > 0 && double.IsFinite(factor) ? factor : null;
    }
}
