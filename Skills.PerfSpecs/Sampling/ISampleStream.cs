namespace PerfSpecs.Sampling;

/// <summary>What a sample is taken for.</summary>
public enum Purpose
{
    /// <summary>To warm the workload up; never counted.</summary>
    WarmUp,

    /// <summary>To see how much neighbours depend on each other; never counted.</summary>
    Pilot,

    /// <summary>To be judged.</summary>
    Verdict,
}

/// <summary>How taking a sample went.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Failure">What the workload threw; null where it did not, and the source's values hold the sample.</param>
public readonly record struct Taken(Purpose Purpose, Exception? Failure)
{
    /// <summary>How long it took, in ticks of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
    public long Ticks { get; init; }

    /// <summary>When it ended, on the same clock.</summary>
    public long At { get; init; }
}

/// <summary>The samples of one workload, or of pairs of it and its reference, one after the other: warm-up, then the pilot, then those that count.</summary>
/// <remarks>What a run needs of its source: real work (<see cref="SampleSource"/>), or an invented series with a clock of its own.</remarks>
internal interface ISampleStream : IAsyncDisposable
{
    /// <summary>Whether the workloads are set up.</summary>
    bool IsOpen { get; }

    /// <summary>Whether the next sample is no warm-up any more.</summary>
    bool IsWarm { get; }

    /// <summary>What is to be known of the samples besides their values.</summary>
    StreamFacts Facts { get; }

    /// <summary>The last sample's values; see <see cref="Sampler.Values"/>.</summary>
    ReadOnlySpan<double> Values { get; }

    /// <summary>The values of the reference that the last sample was paired with; empty where there is none.</summary>
    ReadOnlySpan<double> ReferenceValues { get; }

    /// <summary>Sets the workloads up.</summary>
    Task Open(CancellationToken cancellationToken);

    /// <summary>Takes the next sample.</summary>
    ValueTask<Taken> Take(CancellationToken cancellationToken);
}

/// <summary>What is to be known of a stream's samples besides their values.</summary>
/// <param name="Batch">How many runs make one sample.</param>
/// <param name="ReferenceBatch">How many runs of the reference make one; 0 where there is none.</param>
/// <param name="WarmUpHitLimit">Whether the warm-up ended at its limit of time, and not because the workload had settled.</param>
/// <param name="IsTooShort">Whether a sample, or one half of a pair, takes less than 100 steps of the clock or 20 empty samples, so that the measuring itself moves it.</param>
public sealed record StreamFacts(int Batch, int ReferenceBatch, bool WarmUpHitLimit, bool IsTooShort)
{
    /// <summary>Of a stream that did not begin.</summary>
    public static StreamFacts None { get; } = new(1, 0, WarmUpHitLimit: false, IsTooShort: false);
}
