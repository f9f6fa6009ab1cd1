namespace PerfSpecs.Proposals;

/// <summary>What a calibrated target is to achieve in the next process.</summary>
/// <param name="Catch">The slowdown that a run must fail, as a factor above 1.</param>
/// <param name="FailError">The spec's part of the suite's false-alarm rate; between 0 and 1.</param>
public sealed record CalibrationAim(double Catch, double FailError)
{
    /// <summary>How surely the next process of slowed code fails.</summary>
    public const double Catching = 0.9;

    /// <summary>How surely the next process of unchanged code passes: it fails or stays open in at most one of a hundred.</summary>
    public const double Keeping = 0.99;

    /// <summary>The slowdown to catch where neither the command line nor the spec names one.</summary>
    public const double DefaultCatch = 1.5;

    /// <summary>A value of code that is slower by the factor: multiplied where less is better, divided where more is.</summary>
    /// <param name="value">In base units.</param>
    /// <param name="isUpper">Whether the target bounds from above.</param>
    public double Slowed(double value, bool isUpper) => isUpper ? value * Catch : value / Catch;

    /// <summary>
    /// The least spread between processes that is believed, as a standard deviation of the logarithms: 5 % for what a clock
    /// measures, 1 % for the rest. It is all that is known where one process was measured.
    /// </summary>
    /// <param name="unit">The unit of the target.</param>
    public static double LeastSpread(Unit unit) => unit.Dimension is Dimension.Time or Dimension.Frequency or Dimension.Ratio ? 0.05 : 0.01;
}
