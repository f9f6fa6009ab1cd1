namespace PerfSpecs;

/// <summary>What a budget in code may state beside its metric and its target: the same as in specs.json, with the same defaults and rules.</summary>
public sealed record SpecOptions
{
    /// <summary>The test's identity everywhere; null for the metric.</summary>
    public string? Id { get; init; }

    /// <summary>What is measured, in words.</summary>
    public string? Title { get; init; }

    /// <summary>The metric that a target in <c>x</c> is a multiple of; null where the target is absolute.</summary>
    public string? Reference { get; init; }

    /// <summary>The workload's parameters with their values: <c>Parameters = { ["rows"] = [10, 1000] }</c>; every combination is a spec of its own.</summary>
    public IDictionary<string, IReadOnlyList<double>> Parameters { get; init; } = new Dictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal);

    /// <summary>Words to select specs by; they become test categories.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The most samples that are taken, from 1 to 1,000,000; null for the default.</summary>
    public int? Samples { get; init; }

    /// <summary>The confidence of one verdict's pass side, between 0 and 1, both excluded; null for the default.</summary>
    public double? Confidence { get; init; }

    /// <summary>Runs of the workload before the first counted sample, from 0; null for the runner's rule.</summary>
    public int? Warmup { get; init; }

    /// <summary>The processes that the samples are spread over, from 1 to 100; null for 1.</summary>
    public int? Launches { get; init; }

    /// <summary>Of how many samples in a row one is kept, from 1 to 1,000; null for the runner's rule.</summary>
    public int? Stride { get; init; }

    /// <summary>The limit of one sample; null for the default.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The largest value that a sample can have; needed by a target of the mean, and by no other.</summary>
    public Quantity? Max { get; init; }

    /// <summary>The regression that the spec is to be able to catch, as a factor above 1; null where none is asked for.</summary>
    public double? Catches { get; init; }

    /// <summary>Whether sampling ends at the first certain verdict, or takes every sample.</summary>
    public StopRule Stop { get; init; }

    /// <summary>What a failure means for the run.</summary>
    public Severity Severity { get; init; }

    /// <summary>Whether only focused specs are judged; <c>fspec</c> states it as well.</summary>
    public bool Focus { get; init; }

    /// <summary>Why the spec is not judged; null where it is.</summary>
    public string? Skip { get; init; }

    /// <summary>A spec that is set aside for a while; null where it is not.</summary>
    public Quarantine? Quarantine { get; init; }
}
