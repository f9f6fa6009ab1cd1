namespace PerfSpecs.Sampling;

/// <summary>What is to be sampled: plain data, so that another process can do it as well.</summary>
/// <param name="Workload">The workload's name.</param>
/// <param name="Reference">The name of the workload that each sample is paired with; null where there is none.</param>
/// <param name="Parameters">The values that differ from the parameters' defaults.</param>
/// <param name="Seed">The suite's seed.</param>
/// <param name="OrderSeed">The seed of the random order within pairs.</param>
/// <param name="Warmup">Runs before the first sample; null for the rule.</param>
/// <param name="IsBatchable">Whether runs that are too short for the clock may be measured together.</param>
/// <param name="HasPilot">Whether the independence of the samples is to be looked at first, where that takes no more than two seconds.</param>
public sealed record SampleRequest(
    string Workload,
    string? Reference,
    IReadOnlyDictionary<string, double> Parameters,
    int Seed,
    int OrderSeed,
    int? Warmup,
    bool IsBatchable,
    bool HasPilot)
{
    /// <summary>Whether a worker only says now and then that it goes on: to tell of each sample is work that would show in a profile.</summary>
    public bool IsProfiled { get; init; }
}
