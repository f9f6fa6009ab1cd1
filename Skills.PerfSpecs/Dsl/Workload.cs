namespace PerfSpecs;

/// <summary>Code that can be measured, with everything it can be judged by.</summary>
/// <param name="Name">The first part of its metrics' names, such as <c>iteration</c> or <c>iteration/with-scripts</c>.</param>
/// <param name="Measures">What it reports beyond the measures that every workload has.</param>
/// <param name="Parameters">The values it can be run with.</param>
/// <param name="Open">Sets the workload up for one session of samples.</param>
public sealed record Workload(
    string Name,
    IReadOnlyList<Measure> Measures,
    IReadOnlyList<Parameter> Parameters,
    Func<Setup, ValueTask<WorkloadSession>> Open)
{
    /// <summary>The workload as specs.json may speak of it: the built-in measures first, then its own.</summary>
    public WorkloadInfo Info { get; } = new(Name, [.. Measure.BuiltIn, .. Measures], Parameters);

    /// <summary>Whether something is done before or after each run, outside the clock; such runs are never measured several at a time.</summary>
    internal bool HasEach { get; init; }

    /// <summary>The function that does its work, for what speaks of its place in the source; null where that is not known.</summary>
    internal Delegate? Code { get; init; }

    /// <summary>Why its work cannot be measured; null where it can.</summary>
    internal string? Refusal { get; init; }
}

/// <summary>A workload that is set up and can be run any number of times, one run at a time.</summary>
public abstract class WorkloadSession : IAsyncDisposable
{
    /// <summary>Does the work of one sample.</summary>
    /// <param name="sample">Takes what the work reports.</param>
    public abstract ValueTask Run(Sample sample);

    /// <summary>Prepares a run, outside the clock and the count of allocations.</summary>
    /// <param name="sample">The sample that the run will be.</param>
    public virtual ValueTask BeforeRun(Sample sample) => default;

    /// <summary>Undoes what a run did, outside the clock and the count of allocations; also where the run failed.</summary>
    /// <param name="sample">The sample that the run was.</param>
    public virtual ValueTask AfterRun(Sample sample) => default;

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
    /// <exception cref="InvalidOperationException">Its value has a fraction, or is beyond an <see cref="int"/>.</exception>
    public int this[string parameter]
    {
        get
        {
            var value = Number(parameter);
            if (double.IsInteger(value) && value is >= int.MinValue and <= int.MaxValue)
                return (int)value;
            throw new InvalidOperationException(FormattableString.Invariant(
                $"The parameter \"{parameter}\" is {value}, which is no whole number of 32 bits. Read it by setup.Number(\"{parameter}\")."));
        }
    }

    /// <summary>A parameter as it is, fractions included.</summary>
    /// <param name="parameter">The name of a declared parameter.</param>
    /// <exception cref="KeyNotFoundException">The workload does not declare it.</exception>
    public double Number(string parameter) =>
        Parameters.TryGetValue(parameter, out var value)
            ? value
            : throw new KeyNotFoundException($"The workload declares no parameter \"{parameter}\". Add parameter(\"{parameter}\", ...) to its parameters.");
}
