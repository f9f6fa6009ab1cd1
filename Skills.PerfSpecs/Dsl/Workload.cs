using PerfSpecs.Specs;

namespace PerfSpecs;

/// <summary>Code that can be measured, with everything it can be judged by.</summary>
/// <param name="Name">The first part of its metrics' names, such as <c>iteration</c> or <c>iteration/with-scripts</c>.</param>
/// <param name="Measures">What it reports beyond the measures that every workload has.</param>
/// <param name="Parameters">The numbers it can be run with.</param>
/// <param name="Open">Sets the workload up for one session of samples.</param>
public sealed record Workload(
    string Name,
    IReadOnlyList<Measure> Measures,
    IReadOnlyList<Parameter> Parameters,
    Func<Setup, ValueTask<WorkloadSession>> Open)
{
    /// <summary>The workload as specs.json may speak of it: the built-in measures first, then its own.</summary>
    public WorkloadInfo Info { get; } = new(Name, [.. Measure.BuiltIn, .. Measures], Parameters);
}

/// <summary>A workload that is set up and can be run any number of times, one run at a time.</summary>
public abstract class WorkloadSession : IAsyncDisposable
{
    /// <summary>Does the work of one sample.</summary>
    /// <param name="sample">Takes what the work reports.</param>
    public abstract ValueTask Run(Sample sample);

    /// <summary>Tears the workload down.</summary>
    public abstract ValueTask DisposeAsync();
}

/// <summary>What a workload's setup is given.</summary>
/// <param name="Seed">The seed of generated inputs: the same for the same suite seed, workload and parameters.</param>
/// <param name="Parameters">The values of the workload's parameters, defaults included.</param>
/// <param name="CancellationToken">Cancelled when the run is.</param>
public sealed record Setup(int Seed, IReadOnlyDictionary<string, double> Parameters, CancellationToken CancellationToken)
{
    /// <summary>A parameter as a whole number.</summary>
    /// <param name="parameter">The name of a declared parameter.</param>
    /// <exception cref="KeyNotFoundException">The workload does not declare it.</exception>
    public int this[string parameter] => checked((int)Parameters[parameter]);
}
