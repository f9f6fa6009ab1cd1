using System.Diagnostics;

namespace Bench;

/// <summary>What one more iteration costs: the difference between long and short tasks, so that whatever a task costs once drops out.</summary>
internal sealed class Slope(PeerKind kind, int known) : IDisposable
{
    private const int Short = 2;
    private const int Long = 15;

    // So many that the difference stands well above the clock's and the scheduler's noise.
    private const int Tasks = 40;

    private readonly PeerTask _short = PeerTask.OfIterations(kind, Short, known);
    private readonly PeerTask _long = PeerTask.OfIterations(kind, Long, known);

    /// <summary>Runs as many short tasks as long ones.</summary>
    /// <returns>Nanoseconds and bytes of one more iteration.</returns>
    public async Task<(double Nanoseconds, double Bytes)> Measure(CancellationToken cancellationToken)
    {
        var (shortTime, shortBytes) = await Cost(_short, cancellationToken);
        var (longTime, longBytes) = await Cost(_long, cancellationToken);
        const double iterations = Tasks * (Long - Short);
        return ((longTime - shortTime).TotalNanoseconds / iterations, (longBytes - shortBytes) / iterations);
    }

    public void Dispose()
    {
        _short.Dispose();
        _long.Dispose();
    }

    private static async Task<(TimeSpan Time, long Bytes)> Cost(PeerTask task, CancellationToken cancellationToken)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Tasks; i++)
            await task.Run(cancellationToken);
        var time = Stopwatch.GetElapsedTime(start);
        return (time, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }
}
