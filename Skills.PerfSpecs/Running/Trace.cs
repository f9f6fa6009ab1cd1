namespace PerfSpecs.Running;

/// <summary>A series of any length in bounded space: where it grows too long, every other value is left out.</summary>
/// <param name="Every">Every how many-th value of the series is kept.</param>
/// <param name="Values">The kept values, in order and in base units.</param>
public sealed record Trace(int Every, IReadOnlyList<double> Values)
{
    /// <summary>Nothing.</summary>
    public static Trace Empty { get; } = new(1, []);
}

/// <summary>Records a <see cref="Trace"/>.</summary>
internal sealed class Tracer
{
    private const int Most = 64;

    private readonly List<double> _kept = [];
    private int _every = 1;
    private long _seen;

    /// <summary>Notes a value; one that is not finite is left out.</summary>
    public void Add(double value)
    {
        if (!double.IsFinite(value) || _seen++ % _every is not 0)
            return;
        if (_kept.Count == Most)
        {
            for (var i = 0; i < Most / 2; i++)
                _kept[i] = _kept[2 * i];
            _kept.RemoveRange(Most / 2, Most / 2);
            _every *= 2;
        }

        _kept.Add(value);
    }

    public Trace Trace => _kept.Count is 0 ? Trace.Empty : new Trace(_every, [.. _kept]);
}
