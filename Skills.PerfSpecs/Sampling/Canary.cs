using System.Runtime.CompilerServices;
using PerfSpecs.Sampling.Processors;
using PerfSpecs.Text;

namespace PerfSpecs.Sampling;

/// <summary>Times one fixed piece of work again and again: where it slows down, the machine is disturbed and not the measured code.</summary>
/// <remarks>
/// The work is a chain of dependent integer operations: it allocates nothing, touches no memory, and is compiled before its
/// first run, so that only the processor's speed and the share of it that this process gets can move it. What is set aside on its
/// word is set aside whatever the samples say, and so does not bias them. A beat is shorter than the system's scheduling period: a
/// steady load slows some beats down many times and leaves most of them alone. Hence <see cref="IsSteady"/>.
/// </remarks>
public sealed class Canary
{
    /// <summary>How much slower than its usual pace a beat may be before the machine counts as disturbed.</summary>
    public const double Tolerance = 1.25;

    private const int Rounds = 200_000;
    private const int FirstBeats = 25;

    /// <summary>The first beats may be slow because the processor wakes up.</summary>
    private const int WakingBeats = 9;

    /// <summary>How many of the last beats are looked at together.</summary>
    private const int Recent = 32;

    /// <summary>Of the recent beats more than one in this many out of tolerance are a load, not an accident.</summary>
    private const int OneIn = 8;

    private readonly Func<double> _time;
    private readonly List<double> _beats = [];
    private readonly List<double> _sorted = [];
    private ulong _sink = 88172645463325252UL;

    /// <summary>A canary that knows the machine's pace from its first beats, and goes by the time that passes.</summary>
    public Canary()
        : this(ProcessorClock.Now)
    {
    }

    /// <summary>A canary by another clock.</summary>
    /// <param name="clock">A clock in nanoseconds.</param>
    internal Canary(Func<long> clock)
    {
        _time = () => Time(clock);
        for (var i = 0; i < FirstBeats; i++)
            Beat();
    }

    /// <summary>A canary whose beats are invented.</summary>
    /// <param name="beats">The beats in nanoseconds.</param>
    internal Canary(IEnumerator<double> beats)
    {
        _time = () => beats.MoveNext() ? beats.Current : throw new InvalidOperationException("There are no more beats.");
        for (var i = 0; i < FirstBeats; i++)
            Beat();
    }

    /// <summary>Every beat so far, in nanoseconds and in order.</summary>
    public IReadOnlyList<double> Beats => _beats;

    /// <summary>The usual pace: the lower quartile of the beats, in nanoseconds. A disturbance only ever slows a beat down.</summary>
    public double Pace => At(0.25);

    /// <summary>The distance of the beats' outer deciles as a share of their median; 0 for an undisturbed machine.</summary>
    public double Spread => (At(0.9) - At(0.1)) / At(0.5);

    /// <summary>How many beats were out of tolerance.</summary>
    public int Disturbed
    {
        get
        {
            var limit = Tolerance * Pace;
            return _sorted.Count(beat => beat > limit);
        }
    }

    /// <summary>Whether single beats can be trusted: where more than one in eight of the last ones is out of tolerance, an undisturbed one is luck.</summary>
    public bool IsSteady
    {
        get
        {
            var limit = Tolerance * Pace;
            var (slow, first) = (0, Math.Max(WakingBeats, _beats.Count - Recent));
            for (var i = first; i < _beats.Count; i++)
                slow += _beats[i] > limit ? 1 : 0;
            return slow * OneIn <= _beats.Count - first;
        }
    }

    /// <summary>How many times slower than the usual pace the last beat was.</summary>
    public double Last => _beats[^1] / Pace;

    /// <summary>Times the work once.</summary>
    /// <returns>How many times slower than the usual pace it was; about 1 on an undisturbed machine.</returns>
    public double Beat()
    {
        var beat = _time();
        _beats.Add(beat);
        // Kept in order, so that no beat costs a sort of all the others.
        var place = _sorted.BinarySearch(beat);
        _sorted.Insert(place < 0 ? ~place : place, beat);
        return Last;
    }

    private double At(double share) => _sorted[(int)(share * (_sorted.Count - 1))];

    private double Time(Func<long> clock)
    {
        var start = clock();
        _sink = Work(_sink);
        return clock() - start;
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
