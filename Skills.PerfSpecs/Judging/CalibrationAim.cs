namespace PerfSpecs.Judging;

/// <summary>What a calibrated target is to achieve.</summary>
/// <param name="Catch">The slowdown that a run must fail, as a factor above 1.</param>
/// <param name="FailError">The spec's part of the suite's false-alarm rate; between 0 and 1.</param>
public sealed record CalibrationAim(double Catch, double FailError)
{
    /// <summary>How surely the same code passes, and the slowed code fails.</summary>
    public const double Certainty = 0.9;

    /// <summary>The slowdown to catch where neither the command line nor the spec names one.</summary>
    public const double DefaultCatch = 1.5;

    /// <summary>A value of code that is slower by the factor: multiplied where less is better, divided where more is.</summary>
    /// <param name="value">In base units.</param>
    /// <param name="isUpper">Whether the target bounds from above.</param>
    public double Slowed(double value, bool isUpper) => isUpper ? value * Catch : value / Catch;
}
