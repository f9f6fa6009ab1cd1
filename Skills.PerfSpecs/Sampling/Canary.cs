using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace PerfSpecs.Sampling;

/// <summary>Times one fixed piece of work again and again: where it slows down, the machine is disturbed and not the measured code.</summary>
/// <remarks>
/// The work is a chain of dependent integer operations: it allocates nothing, touches no memory, and is compiled before its
/// first run, so that only the processor's speed and the share of it that this process gets can move it. What is set aside on its
/// word is set aside whatever the samples say, and so does not bias them.
/// </remarks>
public sealed class Canary
{
    /// <summary>How much slower than its usual pace a beat may be before the machine counts as disturbed.</summary>
    public const double Tolerance = 1.25;

    private const int Rounds = 200_000;
    private const int FirstBeats = 25;

    private readonly List<double> _beats = [];
    private ulong _sink = 88172645463325252UL;

    /// <summary>A canary that knows the machine's pace from its first beats.</summary>
    public Canary()
    {
        for (var i = 0; i < FirstBeats; i++)
            Beat();
    }

    /// <summary>Every beat so far, in nanoseconds and in order.</summary>
    public IReadOnlyList<double> Beats => _beats;

    /// <summary>The usual pace: the lower quartile of the beats, in nanoseconds. A disturbance only ever slows a beat down.</summary>
    public double Pace => At(0.25);

    /// <summary>The distance of the beats' outer deciles as a share of their median; 0 for an undisturbed machine.</summary>
    public double Spread => (At(0.9) - At(0.1)) / At(0.5);

    /// <summary>Times the work once.</summary>
    /// <returns>How many times slower than the usual pace it was; about 1 on an undisturbed machine.</returns>
    public double Beat()
    {
        var start = Stopwatch.GetTimestamp();
        _sink = Work(_sink);
        _beats.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        return _beats[^1] / Pace;
    }

    private double At(double share)
    {
        var sorted = _beats.Order().ToList();
        return sorted[(int)(share * (sorted.Count - 1))];
    }

    /// <summary>Xorshift (Marsaglia, 2003): each step needs the one before.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static ulong Work(ulong state)
    {
        for (var i = 0; i < Rounds; i++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
        }

        return state;
    }
}
