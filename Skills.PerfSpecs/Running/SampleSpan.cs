namespace PerfSpecs.Running;

/// <summary>Over what the counted samples of a spec were taken: a verdict says nothing of what changes more slowly.</summary>
/// <param name="Elapsed">The time from the first counted sample to the last.</param>
/// <param name="Turns">The turns that they were taken in.</param>
/// <param name="Runs">The samples from the first counted one to the last, those in the gaps included.</param>
/// <param name="Processes">The processes that they come from.</param>
public sealed record SampleSpan(TimeSpan Elapsed, int Turns, long Runs, int Processes)
{
    /// <summary>Of a spec without samples.</summary>
    public static SampleSpan None { get; } = new(TimeSpan.Zero, 0, 0, 0);
}
