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

    /// <summary>How long a teardown may take once the run is over.</summary>
    private static readonly TimeSpan Teardown = TimeSpan.FromSeconds(2);

    /// <summary>Runs a plan.</summary>
    /// <param name="plan">What is to be judged.</param>
    /// <param name="registry">The code behind it.</param>
    /// <param name="worker">How this program is started again, for specs with launches; null where it cannot be, which is then their error.</param>
    /// <param name="cancellationToken">Ends the run gracefully: what was measured is judged, and the events end as ever.</param>
    /// <returns>The events, in order; <see cref="RunEvent.Completed"/> is the last.</returns>
    public static IAsyncEnumerable<RunEvent> Run(RunPlan plan, Registry registry, WorkerCommand? worker = null, CancellationToken cancellationToken = default) =>
        Run(plan, registry, worker, MachineWatch.Start, cancellationToken);

    /// <summary>Runs a plan on a machine that is watched by something else than this system's signals.</summary>
    internal static async IAsyncEnumerable<RunEvent> Run(RunPlan plan, Registry registry, WorkerCommand? worker, Func<MachineWatch> watching, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var results = new Dictionary<PlannedSpec, SpecResult>();
        var watch = watching();
        yield return new RunEvent.Started(plan, watch.State);
        foreach (var aside in plan.Specs.Where(spec => spec.SetAside is not null))
            yield return Note(results, SetAsideResult(aside));

        var waiting = new Queue<WorkloadRun>(WorkloadRun.Of(plan, registry, worker, watch));
        var active = new List<WorkloadRun>();
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
                    yield return Note(results, result);
                if (run.Specs.Count is 0)
                    active.Remove(run);
                if (end is null)
                    continue;
                foreach (var result in await CutShort(active, waiting, end))
                    yield return Note(results, result);
                break;
            }
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
        await foreach (var progress in Watch(run, () => run.Turn(Slice, cancellationToken)))
            yield return progress;
        if (run.IsAbandoned)
            yield break;
        var turn = !isWatched ? default : run.IsInProcess ? watch.End() : watch.End(run.WorkerDelay);
        await foreach (var progress in Watch(run, () => run.Settle(turn)))
            yield return progress;
        if (run.IsAbandoned)
            yield break;
        foreach (var spec in run.Specs.Where(spec => !spec.IsDone))
            yield return spec.Progress();
    }

    /// <summary>Looks after a step of a workload on another thread, until it ends or is given up.</summary>
    private static async IAsyncEnumerable<RunEvent> Watch(WorkloadRun run, Func<Task> step)
    {
        var task = Task.Run(step, CancellationToken.None);
        var warned = run.IsOverrunning;
        while (await Task.WhenAny(task, Task.Delay(WatchInterval, CancellationToken.None)) != task)
        {
            run.Watch();
            foreach (var spec in run.Specs)
                yield return run.IsOverrunning && !warned ? new RunEvent.Overrunning(spec.Planned) : new RunEvent.Progress(spec.Planned, spec.Taken, null);
            warned = run.IsOverrunning;
            if (run.IsAbandoned)
                yield break;
        }

        await task;
    }

    private static string? End(RunPlan plan, long start, CancellationToken cancellationToken) =>
        StrayFaults.End is { } end ? end :
        cancellationToken.IsCancellationRequested ? "the run was cancelled" :
        plan.Suite.MaxTime is { } limit && Stopwatch.GetElapsedTime(start) > limit ? $"the suite's maxTime of {limit.TotalSeconds:0.###} s is over" :
        null;

    private static async Task<IReadOnlyList<SpecResult>> CutShort(List<WorkloadRun> active, Queue<WorkloadRun> waiting, string end)
    {
        var results = new List<SpecResult>();
        foreach (var run in active.Concat(waiting))
        {
            await Task.WhenAny(run.Close(), Task.Delay(Teardown, CancellationToken.None));
            results.AddRange(run.TakeResults(end));
        }

        active.Clear();
        waiting.Clear();
        return results;
    }

    private static SpecResult SetAsideResult(PlannedSpec spec) =>
        new(spec, Judgement.Without(spec.SetAside!.IsQuarantine ? Verdict.Quarantined : Verdict.Skipped, new Cause.SetAside(spec.SetAside.Reason)), Stride.Assumed, 1, TimeSpan.Zero);

    private static RunEvent.Judged Note(Dictionary<PlannedSpec, SpecResult> results, SpecResult result)
    {
        results[result.Spec] = result;
        return new RunEvent.Judged(result);
    }
}
