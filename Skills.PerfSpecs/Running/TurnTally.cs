using PerfSpecs.Judging;
using PerfSpecs.Sampling.Processors;

namespace PerfSpecs.Running;

/// <summary>The turns of a spec that the machine disturbed, and when there are too many to go on.</summary>
internal sealed class TurnTally
{
    /// <summary>So many disturbed turns that took so long are enough to give a spec up ...</summary>
    private const int Enough = 20;

    /// <summary>... and so few, where single ones take long.</summary>
    private const int Least = 3;

    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private int _turns;
    private int _disturbed;
    private int _contended;
    private int _waited;
    private double _foreign;
    private double _delay;
    private double _slowdown = 1;
    private TimeSpan _lost;

    /// <summary>What reports show; null where no turn was disturbed.</summary>
    public DisturbedTurns? Disturbed => _disturbed is 0 ? null : new(
        _disturbed,
        _turns,
        _contended > 0 ? Math.Min(1, _foreign / _contended) : null,
        _waited > 0 ? Math.Min(1, _delay / _waited) : null,
        _slowdown);

    /// <summary>Whether most turns are disturbed, and were for so long that further ones are not worth waiting for.</summary>
    public bool IsHopeless => 2 * _disturbed > _turns && (_disturbed >= Enough ? _lost >= Short : _disturbed >= Least && _lost >= Long);

    /// <summary>Notes a turn.</summary>
    public void Add(TurnState turn)
    {
        _turns++;
        if (!turn.IsDisturbed)
            return;
        _disturbed++;
        _lost += turn.Length;
        _slowdown = Math.Max(_slowdown, turn.Slowdown);
        if (!turn.IsContended || turn.Contention is not { } contention)
            return;
        _contended++;
        _foreign += contention.Foreign;
        if (contention.Delay is not { } delay)
            return;
        _waited++;
        _delay += delay;
    }
}
