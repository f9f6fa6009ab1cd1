namespace PerfSpecs.Statistics;

/// <summary>The mass of the random walks that are not stopped yet, by the number of their up-steps.</summary>
/// <remarks>Only the band of states that hold mass is kept; what lies below 1e-30 of it at the lower edge is let go.</remarks>
internal sealed class Walks
{
    private const double Negligible = 1e-30;

    private readonly double[] _mass;
    private readonly double _up;
    private int _low;
    private int _high;

    public Walks(double up, int steps)
    {
        _up = up;
        _mass = new double[steps + 1];
        _mass[0] = 1;
    }

    /// <summary>The highest state that holds mass; one below the lowest where none does.</summary>
    public int High => _high;

    /// <summary>The mass of all walks that go on.</summary>
    public double Total
    {
        get
        {
            var total = 0.0;
            for (var state = _low; state <= _high; state++)
                total += _mass[state];
            return total;
        }
    }

    /// <summary>One step of every walk.</summary>
    public void Step()
    {
        if (_high < _low)
            return;
        _mass[_high + 1] = _mass[_high] * _up;
        for (var state = _high; state > _low; state--)
            _mass[state] = (_mass[state] * (1 - _up)) + (_mass[state - 1] * _up);
        _mass[_low] *= 1 - _up;
        _high++;
        while (_low < _high && _mass[_low] < Negligible)
            _mass[_low++] = 0;
    }

    /// <summary>The least state from which on the mass is at most <paramref name="budget"/>.</summary>
    public int From(double budget)
    {
        var sum = 0.0;
        var state = _high + 1;
        while (state > _low && sum + _mass[state - 1] <= budget)
            sum += _mass[--state];
        return state;
    }

    /// <summary>Stops the walks at and above a state.</summary>
    /// <returns>Their mass.</returns>
    public double StopFrom(int state)
    {
        var stopped = 0.0;
        for (; _high >= state && _high >= _low; _high--)
        {
            stopped += _mass[_high];
            _mass[_high] = 0;
        }

        return stopped;
    }

    /// <summary>Stops the walks at and below a state.</summary>
    /// <returns>Their mass.</returns>
    public double StopUpTo(int state)
    {
        var stopped = 0.0;
        for (; _low <= state && _low <= _high; _low++)
        {
            stopped += _mass[_low];
            _mass[_low] = 0;
        }

        return stopped;
    }
}
