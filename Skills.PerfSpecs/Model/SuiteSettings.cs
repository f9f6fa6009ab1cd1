namespace PerfSpecs;

/// <summary>What holds for the whole file.</summary>
public sealed record SuiteSettings
{
    /// <summary>The chance that any spec of the suite fails although its code keeps the target; above 0, at most 0.5.</summary>
    public double FalseAlarmRate { get; init; } = 0.01;

    /// <summary>Whether an inconclusive verdict fails the run (<c>"inconclusive": "fail"</c>) or only warns.</summary>
    public bool InconclusiveFails { get; init; }

    /// <summary>The seed of generated inputs and of every random order; null to draw one and print it.</summary>
    public int? Seed { get; init; }

    /// <summary>How often the suite may be run on one state of the code until it is believed; each run spends that part of the errors. At least 1.</summary>
    public int Runs { get; init; } = 1;

    /// <summary>The limit of the whole run; null for none.</summary>
    public TimeSpan? MaxTime { get; init; }
}
