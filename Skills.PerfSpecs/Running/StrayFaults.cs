using System.Collections.Concurrent;
using System.Diagnostics;
using PerfSpecs.Judging;

namespace PerfSpecs.Running;

/// <summary>Faults that reach this process and not the code that waits for the workload: they belong to the workload whose turn it is.</summary>
/// <remarks>
/// Nothing tells for certain which workload started a thread. For a while a second exception from the same place goes to the workload that
/// was blamed for the first, so that what it left behind does not break the next.
/// Between two runs in one process nothing is taken: an exception of the program's own threads then ends the process, as it does without
/// this class.
/// </remarks>
internal static class StrayFaults
{
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(2);
    private static readonly ConcurrentDictionary<string, (WorkloadRun Run, long Since)> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentQueue<string> Unjudged = new();
    private static volatile WorkloadRun? _turn;
    private static volatile string? _end;

    /// <summary>Why the run has to end, where a workload ended the process; null where none did.</summary>
    public static string? End => _end;

    /// <summary>Forgets the workloads of a run, which from now on answer for nothing.</summary>
    public static void Forget()
    {
        (_turn, _end) = (null, null);
        Known.Clear();
        Unjudged.Clear();
    }

    /// <summary>A workload has its turn in this process.</summary>
    public static void Turn(WorkloadRun run) => _turn = run;

    /// <summary>Takes an exception that nothing caught on some thread.</summary>
    /// <returns>Whether a workload answers for it, so that the process may go on.</returns>
    public static bool Take(Exception exception)
    {
        if (_turn is not { } turn)
            return false;
        var place = $"{exception.GetType()} {exception.StackTrace?.Split('\n')[0]}";
        var (blamed, _) = Known.AddOrUpdate(
            place,
            _ => (turn, Stopwatch.GetTimestamp()),
            (_, before) => Stopwatch.GetElapsedTime(before.Since) < Aftermath ? before : (turn, Stopwatch.GetTimestamp()));
        if (!blamed.Blame(new Cause.Escaped(exception)) && ReferenceEquals(blamed, turn))
            Unjudged.Enqueue($"after its verdict {blamed.Name} let an exception escape on a thread of its own: {exception}");
        return true;
    }

    /// <summary>Takes the end of the process, which no one but a workload asked for.</summary>
    public static void TakeEnd()
    {
        if (_turn is not { } turn)
            return;
        _end = $"{turn.Name} ended the process";
        turn.GiveUp(new Cause.EndedProcess());
    }

    /// <summary>The faults that came too late to break a verdict.</summary>
    public static IEnumerable<string> TakeUnjudged()
    {
        while (Unjudged.TryDequeue(out var fault))
            yield return fault;
    }
}
