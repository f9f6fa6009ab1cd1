namespace PerfSpecs.CommandLine;

/// <summary>What a signal that ends the run means.</summary>
internal enum SignalMeaning
{
    /// <summary>The run is to end, with its reports.</summary>
    First,

    /// <summary>It belongs to the first one.</summary>
    Same,

    /// <summary>The process is to end at once.</summary>
    Insists,
}

/// <summary>
/// Tells somebody who insists from a request that arrives twice: supervisors send two signals, and a terminal sends one to each process of a group.
/// </summary>
internal sealed class SignalCount(TimeProvider clock)
{
    /// <summary>A further signal within this time is the same request.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private long? _first;

    /// <summary>Whether a signal was received.</summary>
    public bool Any
    {
        get
        {
            lock (_lock)
                return _first is not null;
        }
    }

    /// <summary>A signal is received.</summary>
    public SignalMeaning Add()
    {
        lock (_lock)
        {
            if (_first is { } first)
                return clock.GetElapsedTime(first) > Grace ? SignalMeaning.Insists : SignalMeaning.Same;
            _first = clock.GetTimestamp();
            return SignalMeaning.First;
        }
    }
}
