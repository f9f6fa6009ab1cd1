using System.Diagnostics;
using System.Runtime.CompilerServices;
using PerfSpecs.Judging;
using PerfSpecs.Sampling;
using PerfSpecs.Sampling.Processors;
using PerfSpecs.Statistics;

namespace PerfSpecs.Running;

/// <summary>Judges a suite: takes turns between the workloads until every spec is certain, at its cap, or in error.</summary>
public static class Suite
{
    /// <summary>How long a workload samples before the next has its turn: long enough for warm caches, short enough to share a bad second.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);

    /// <summary>How often a turn is looked after while it lasts.</summary>
    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>How many workloads are set up at once: enough to interleave, and a bound on what they hold together.</summary>
    private const int Window = 16;

    /// <summary>
    /// How long a sample may still take once the run is cancelled. A sample that heeds its cancellation, or is short, ends by then.
    /// </summary>
    private static readonly TimeSpan LastSample = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a teardown may take once the run is over.</summary>
    private static readonly TimeSpan Teardown = TimeSpan.FromSeconds(2);

    /// <summary>How long all teardowns may take together once the run is over.</summary>
    private static readonly TimeSpan Teardowns = TimeSpan.FromSeconds(4);

    /// <summary>Runs a plan.</summary>
    /// <param name="plan">What is to be judged.</param>
    /// <param name="registry">The code behind it.</param>
    /// <param name="worker">How this program is started again, for specs with launches; null where it cannot be, which is then their error.</param>
    /// <param name="cancellationToken">
    /// Ends the run gracefully: what was measured is judged, and the events end as ever. A workload that does not return is not waited for.
    /// </param>
    /// <returns>
    /// The events, in order; <see cref="RunEvent.Completed"/> is the last. A consumer that stops reading them ends the run: its workloads
    /// are torn down.
    /// </returns>
    public static IAsyncEnumerable<RunEvent> Run(RunPlan plan, Registry registry, WorkerCommand? worker = null, CancellationToken cancellationToken = default) =>
        Run(plan, registry, worker, MachineWatch.Start, cancellationToken);

    /// <summary>Runs a plan on a machine that is watched by something else than this system's signals.</summary>
    internal static async IAsyncEnumerable<RunEvent> Run(
        RunPlan plan,
        Registry registry,
        WorkerCommand? worker,
        Func<MachineWatch> watching,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var results = new Dictionary<PlannedSpec, SpecResult>();
        var watch = watching();
        yield return new RunEvent.Started(plan, watch.State);
        foreach (var aside in plan.Specs.Where(spec => spec.SetAside is not null))
            yield return Note(results, SetAsideResult(aside));

        var waiting = new Queue<WorkloadRun>(WorkloadRun.Of(plan, registry, worker, watch));
        var active = new List<WorkloadRun>();
        try
        {
            while (waiting.Count + active.Count > 0)
            {
                while (active.Count < (plan.IsSequenced ? 1 : Window) && waiting.TryDequeue(out var next))
                    active.Add(next);
                foreach (var run in active.ToList())
                {
                    await foreach (var progress in Turn(run, watch, cancellationToken))
                        yield return progress;
                    var end = End(plan, start, cancellationToken);
                    foreach (var result in run.TakeResults(end))
                        yield return Note(results, await EmptyWorkload.Compare(result));
                    if (end is not null)
                    {
                        foreach (var result in await CutShort(active, waiting, end))
                            yield return Note(results, result);
                        break;
                    }

                    if (run.Specs.Count is 0)
                        active.Remove(run);
                }
            }
        }
        finally
        {
            // Nothing is left to close here, unless the consumer stopped reading.
            await Close(active);
        }

        var ordered = plan.Specs.Where(results.ContainsKey).Select(spec => results[spec]);
        yield return new RunEvent.Completed(new RunResult(plan, [.. ordered], Stopwatch.GetElapsedTime(start), watch.State, cancellationToken.IsCancellationRequested));
    }

    private static async IAsyncEnumerable<RunEvent> Turn(WorkloadRun run, MachineWatch watch, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (run.IsInProcess)
            StrayFaults.Turn(run);
        // Allocations and counts are the same on a busy machine: where nothing else is judged, nobody needs to look.
        var isWatched = run.IsClocked;
        if (isWatched)
            watch.Begin();
        await foreach (var progress in Watch(run, () => run.Turn(Slice, cancellationToken), LastSample, cancellationToken))
            yield return progress;
        if (run.IsAbandoned && !cancellationToken.IsCancellationRequested)
            yield break;
        var turn = !isWatched ? default : run.IsInProcess ? watch.End() : watch.End(run.WorkerDelay);
        if (run.IsAbandoned)
        {
            run.CountTurn(turn);
            yield break;
        }

        await foreach (var progress in Watch(run, () => run.Settle(turn), Teardown, cancellationToken))
            yield return progress;
        if (run.IsAbandoned)
            yield break;
        foreach (var spec in run.Specs.Where(spec => !spec.IsDone))
            yield return spec.Progress();
    }

    /// <summary>Looks after a step of a workload on another thread, until it ends or is given up.</summary>
    /// <param name="run">The workload.</param>
    /// <param name="step">The step.</param>
    /// <param name="patience">How long the step is waited for once the run is cancelled, or the consumer has left.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    private static async IAsyncEnumerable<RunEvent> Watch(
        WorkloadRun run,
        Func<Task> step,
        TimeSpan patience,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var task = Task.Run(step, CancellationToken.None);
        var warned = run.IsOverrunning;
        try
        {
            while (await Task.WhenAny(task, Task.Delay(WatchInterval, CancellationToken.None)) != task
                && !cancellationToken.IsCancellationRequested)
            {
                // What this thread does meanwhile, the reports included, is not the workload's.
                var (thread, allocated) = (Environment.CurrentManagedThreadId, GC.GetAllocatedBytesForCurrentThread());
                run.Watch();
                foreach (var spec in run.Specs)
                    yield return run.IsOverrunning && !warned ? new RunEvent.Overrunning(spec.Planned) : new RunEvent.Progress(spec.Planned, spec.Taken, null);
                RunnerAllocations.Add(thread, allocated);
                warned = run.IsOverrunning;
                if (run.IsAbandoned)
                    yield break;
            }
        }
        finally
        {
            if (!run.IsAbandoned && !task.IsCompleted)
                await Stop(run, task, patience);
        }

        if (!run.IsAbandoned)
            await task;
    }

    /// <summary>Cancels a step, waits for it a little, and gives the workload up where it does not end.</summary>
    private static async Task Stop(WorkloadRun run, Task step, TimeSpan patience)
    {
        run.Cancel();
        if (await Task.WhenAny(step, Task.Delay(patience, CancellationToken.None)) != step)
            run.Abandon();
    }

    private static string? End(RunPlan plan, long start, CancellationToken cancellationToken) =>
        StrayFaults.End is { } end ? end :
        cancellationToken.IsCancellationRequested ? "the run was cancelled" :
        plan.Suite.MaxTime is { } limit && Stopwatch.GetElapsedTime(start) > limit ? $"the suite's maxTime of {limit.TotalSeconds:0.###} s is over" :
        null;

    private static async Task<IReadOnlyList<SpecResult>> CutShort(List<WorkloadRun> active, Queue<WorkloadRun> waiting, string end)
    {
        await Close(active);
        var results = active.Concat(waiting).SelectMany(run => run.TakeResults(end)).ToList();
        active.Clear();
        waiting.Clear();
        return results;
    }

    /// <summary>
    /// Tears workloads down, one after the other. One that does not return is left alone, and so are all once their time is up.
    /// </summary>
    private static async Task Close(IReadOnlyList<WorkloadRun> runs)
    {
        var begin = Stopwatch.GetTimestamp();
        foreach (var run in runs.Where(run => !run.IsAbandoned))
        {
            var left = Teardowns - Stopwatch.GetElapsedTime(begin);
            var limit = left < TimeSpan.Zero ? TimeSpan.Zero : left < Teardown ? left : Teardown;
            await Task.WhenAny(Task.Run(run.Close, CancellationToken.None), Task.Delay(limit, CancellationToken.None));
        }
    }

    private static SpecResult SetAsideResult(PlannedSpec spec) =>
        new(spec, Judgement.Without(spec.SetAside!.IsQuarantine ? Verdict.Quarantined : Verdict.Skipped, new Cause.SetAside(spec.SetAside.Reason)), Stride.Assumed, 1, TimeSpan.Zero);

    private static RunEvent.Judged Note(Dictionary<PlannedSpec, SpecResult> results, SpecResult result)
    {
        results[result.Spec] = result;
        return new RunEvent.Judged(result);
    }
}
