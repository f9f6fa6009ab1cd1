using System.Diagnostics;
using PerfSpecs.Sampling;

namespace PerfSpecs.Tests;

/// <summary>A clock that only moves when it is told to, in the ticks of the real one.</summary>
internal sealed class InventedClock : TimeProvider
{
    private long _now = 1;

    public override long TimestampFrequency => Stopwatch.Frequency;

    public override long GetTimestamp() => _now;

    public void Advance(long ticks) => _now += ticks;
}

/// <summary>Samples of an invented series, each of which takes as long as it is told to: no work, no clock.</summary>
/// <param name="schedule">What each sample is for.</param>
/// <param name="clock">The clock that each sample moves on.</param>
/// <param name="next">The next value.</param>
/// <param name="duration">What a sample with this value takes, in seconds.</param>
internal sealed class InventedStream(SampleSchedule schedule, InventedClock clock, Func<double> next, Func<double, double> duration) : ISampleStream
{
    private readonly double[] _values = new double[Measure.BuiltIn.Count + 1];

    public bool IsOpen { get; private set; }

    public bool IsWarm => schedule.IsWarm;

    public StreamFacts Facts => StreamFacts.None with { WarmUpHitLimit = schedule.WarmUpHitLimit };

    public ReadOnlySpan<double> Values => _values;

    public ReadOnlySpan<double> ReferenceValues => [];

    /// <summary>Samples taken so far.</summary>
    public long Taken { get; private set; }

    public Task Open(CancellationToken cancellationToken)
    {
        IsOpen = true;
        return Task.CompletedTask;
    }

    public ValueTask<Taken> Take(CancellationToken cancellationToken)
    {
        var value = next();
        var ticks = (long)(duration(value) * clock.TimestampFrequency);
        clock.Advance(ticks);
        Taken++;
        // The built-in measures are not asked for, but for the success of a rate.
        (_values[0], _values[6], _values[^1]) = (value, value, value);
        return ValueTask.FromResult(new Taken(schedule.Next(ticks), null) { Ticks = ticks, At = clock.GetTimestamp() });
    }

    public ValueTask DisposeAsync()
    {
        IsOpen = false;
        return ValueTask.CompletedTask;
    }
}
