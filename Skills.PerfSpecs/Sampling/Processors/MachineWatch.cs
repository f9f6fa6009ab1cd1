namespace PerfSpecs.Sampling.Processors;

/// <summary>Watches the machine from turn to turn: by what other programs take where the system shows it, and by a canary everywhere.</summary>
internal sealed class MachineWatch
{
    /// <summary>A shorter span is stretched back to this, because the system counts in ticks of 10 ms.</summary>
    private const long Shortest = 100_000_000;

    /// <summary>A span is not stretched further back than this: what happened there would hide what happened in the turn.</summary>
    private const long Longest = 3 * Shortest;

    /// <summary>A reading so young does for the start of the next turn.</summary>
    private const long Fresh = 5_000_000;

    private readonly Canary _canary;
    private readonly IProcessorSignals? _signals;
    private readonly Func<long> _now;
    private readonly List<ProcessorReading> _readings = [];
    private readonly double? _firstDelay;
    private (long End, Contention Contention)? _previous;
    private long _begin;
    private double _beat;
    private int _turns;
    private int _delays;
    private double _foreign;
    private double _delay;

    /// <summary>A watch with its parts; tests bring invented ones.</summary>
    /// <param name="canary">Makes the canary, once the signals were read for the first time.</param>
    /// <param name="signals">What the system shows; null where it shows nothing, and the canary watches alone.</param>
    /// <param name="now">The time in nanoseconds, on the readings' clock.</param>
    internal MachineWatch(Func<Canary> canary, IProcessorSignals? signals, Func<long> now)
    {
        (_signals, _now) = (signals, now);
        var before = signals?.Read();
        _canary = canary();
        _beat = _canary.Last;
        if (before is not null && signals!.Read() is { } after && after.At > before.At)
            _firstDelay = Contention.DelayOf(before, after);
    }

    /// <summary>A watch of this machine.</summary>
    public static MachineWatch Start() =>
        LinuxProcessors.Here() is { } signals
            ? new MachineWatch(() => new Canary(ProcessorClock.OfThread), signals, ProcessorClock.Now)
            : new MachineWatch(() => new Canary(), null, ProcessorClock.Now);

    /// <summary>How steady the machine is so far.</summary>
    public MachineState State => new(
        _canary.Spread,
        _canary.Disturbed,
        _canary.Beats.Count,
        _signals is not null,
        _turns > 0 ? Math.Max(0, _foreign / _turns) : null,
        _delays > 0 ? _delay / _delays : _firstDelay,
        _signals?.Quota);

    /// <summary>A turn begins.</summary>
    public void Begin()
    {
        BeginSamples();
        _begin = _now();
    }

    /// <summary>The part of the turn begins that is to be looked at.</summary>
    public void BeginSamples()
    {
        if (_signals is not null && !(_readings.Count > 0 && _now() - _readings[^1].At < Fresh) && _signals.Read() is { } reading)
            _readings.Add(reading);
    }

    /// <summary>A turn of work in this process ends.</summary>
    public TurnState End() => End((from, to) => Contention.DelayOf(from, to));

    /// <summary>A turn of work in another process ends.</summary>
    /// <param name="delay">The share of its time that the other process waited for a processor; null where that is not known.</param>
    public TurnState End(double? delay) => End((_, _) => delay);

    private TurnState End(Func<ProcessorReading, ProcessorReading, double?> delay)
    {
        var (contention, isContended) = Contended(delay);
        var length = TimeSpan.FromMicroseconds((_now() - _begin) / 1e3);
        var before = _beat;
        _beat = _canary.Beat();
        return new TurnState(length, contention, isContended, Math.Max(before, _beat), !_canary.IsSteady);
    }

    private (Contention? Contention, bool IsContended) Contended(Func<ProcessorReading, ProcessorReading, double?> delay)
    {
        if (_readings.Count is 0 || _signals!.Read() is not { } to)
            return (null, false);
        var from = From(to.At);
        _readings.Add(to);
        if (Contention.Between(from, to, delay(from, to)) is not { } contention)
            return (null, false);
        // Two spans confirm each other only where they are not one and the same time.
        var previous = _previous is { } last && last.End <= from.At ? last.Contention : (Contention?)null;
        _previous = (to.At, contention);
        _turns++;
        _foreign += contention.Foreign;
        _delay += contention.Delay ?? 0;
        _delays += contention.Delay is null ? 0 : 1;
        return (contention, contention.IsDisturbed(previous));
    }

    /// <summary>The reading from which the turn is looked at: its first one, or an earlier one where the turn is too short for the ticks.</summary>
    private ProcessorReading From(long end)
    {
        var first = _readings[^1];
        _readings.RemoveAll(reading => reading != first && end - reading.At > Longest);
        return _readings.FindLast(reading => end - reading.At >= Shortest) ?? _readings[0];
    }
}
