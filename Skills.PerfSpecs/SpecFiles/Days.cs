namespace PerfSpecs.SpecFiles;

/// <summary>What day it is. Days are those of UTC, so that a quarantine ends at the same moment on every machine.</summary>
public static class Days
{
    /// <summary>The day by a clock.</summary>
    /// <param name="clock">The clock; null for the system's.</param>
    public static DateOnly Today(TimeProvider? clock = null) => DateOnly.FromDateTime((clock ?? TimeProvider.System).GetUtcNow().UtcDateTime);
}
