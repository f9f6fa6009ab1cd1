using Perfolizer.Mathematics.Common;
using PerfSpecs.Judging;
using PerfSpecs.Sampling;
using PerfSpecs.Statistics;

namespace PerfSpecs.Running;

/// <summary>What happens during a run, in order: a closed family. The first event is <see cref="Started"/>, the last <see cref="Completed"/>.</summary>
public abstract record RunEvent
{
    private RunEvent()
    {
    }

    /// <summary>The run begins.</summary>
    /// <param name="Plan">What is to be judged, and where.</param>
    /// <param name="Machine">How steady the machine is at the start.</param>
    public sealed record Started(RunPlan Plan, MachineState Machine) : RunEvent;

    /// <summary>A spec's samples are being taken.</summary>
    /// <param name="Spec">The spec.</param>
    /// <param name="Taken">Samples counted so far; 0 during warm-up.</param>
    /// <param name="Interval">Where the judged value lies so far; null where nothing is known.</param>
    public sealed record Progress(PlannedSpec Spec, int Taken, ConfidenceInterval? Interval) : RunEvent;

    /// <summary>A spec has outrun its timeout and is being cancelled; named while it hangs.</summary>
    /// <param name="Spec">The spec.</param>
    public sealed record Overrunning(PlannedSpec Spec) : RunEvent;

    /// <summary>A spec is judged.</summary>
    /// <param name="Result">The judgement with its spec.</param>
    public sealed record Judged(SpecResult Result) : RunEvent;

    /// <summary>The run is over.</summary>
    /// <param name="Result">Every result, in the specs' order.</param>
    public sealed record Completed(RunResult Result) : RunEvent;
}

/// <summary>A spec with its place in the tree and what it is measured by.</summary>
/// <param name="Spec">The budget.</param>
/// <param name="Measure">What its values are.</param>
/// <param name="Path">The names of the lists above it, outermost first.</param>
/// <param name="SetAside">Why it is not to be judged; null where it is.</param>
public sealed record PlannedSpec(Spec Spec, Measure Measure, IReadOnlyList<string> Path, SetAside? SetAside)
{
    /// <summary>The path with the id, joined by slashes: what filters match.</summary>
    public string FullName { get; } = string.Join('/', [.. Path, Spec.Id]);

    /// <summary>The full name with another separator between the lists and the id.</summary>
    public string NameJoinedBy(char separator) => string.Join(separator, [.. Path, Spec.Id]);

    /// <summary>Whether the values come from the clock, so that a slow machine moves them; multiples of a reference measured beside them do not.</summary>
    public bool IsClocked => Spec.Reference is null && (Measure.Unit.Dimension is Dimension.Time or Dimension.Frequency);

    /// <summary>Whether its workload, or its reference's, has something to do before or after each run.</summary>
    internal bool HasEach { get; init; }

    /// <summary>Whether runs that are too short for the clock may be measured together: not where each run reports a value or is prepared on its own.</summary>
    public bool IsBatchable => !HasEach && Measure.Name is "duration" or "allocated" or "throughput";

    /// <summary>The unit that people read values of the spec in: the target's, where their size allows.</summary>
    public Unit Unit => Spec.Target.Bound.Unit;
}

/// <summary>Why a spec is not judged.</summary>
/// <param name="IsQuarantine">Whether it is quarantined rather than skipped.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record SetAside(bool IsQuarantine, string Reason);

/// <summary>A judged spec.</summary>
/// <param name="Spec">The spec with its place.</param>
/// <param name="Judgement">What is known of it.</param>
/// <param name="Stride">Which samples were counted.</param>
/// <param name="Batch">How many runs made one sample.</param>
/// <param name="Elapsed">The time of its workload's turns until it was judged, setup and warm-up included.</param>
public sealed record SpecResult(PlannedSpec Spec, Judgement Judgement, Stride Stride, int Batch, TimeSpan Elapsed)
{
    /// <summary>The most samples that were allowed: the spec's, or by what a sample costs where it states none.</summary>
    public int Cap { get; init; } = Spec.Spec.Samples;

    /// <summary>The spec as it was judged: with the cap that was in force.</summary>
    public Spec Judged => Cap == Spec.Spec.Samples ? Spec.Spec : Spec.Spec with { Samples = Cap };

    /// <summary>Over what the counted samples were taken.</summary>
    public SampleSpan Span { get; init; } = SampleSpan.None;

    /// <summary>Whether no pilot was taken, so that the samples are assumed not to depend on each other, and the errors hold only if that is so.</summary>
    public bool IsIndependenceAssumed { get; init; }

    /// <summary>How many runs of the reference made one sample; 0 where there is none.</summary>
    public int ReferenceBatch { get; init; }

    /// <summary>Whether the warm-up ended at its limit of time, and not because compiler and workload had settled.</summary>
    public bool WarmUpHitLimit { get; init; }

    /// <summary>Whether a sample, or one half of a pair, is so short that the clock's steps or the measuring itself move it by more than a hundredth or a twentieth.</summary>
    public bool IsTooShort { get; init; }

    /// <summary>How much the processes differ that the samples come from; null where they all come from this one.</summary>
    public LaunchSpread? Launches { get; init; }

    /// <summary>The turns whose samples were set aside because the machine was busy; null where there was none.</summary>
    public DisturbedTurns? Disturbed { get; init; }

    /// <summary>Its part of the time, where that is known: samples that several specs were judged from count once; null for what the other results say.</summary>
    public TimeSpan? OwnTime { get; init; }

    /// <summary>Whether its duration is no longer than that of a workload that does nothing, measured beside it.</summary>
    public bool IsNoSlowerThanEmpty { get; init; }

    /// <summary>What the runs of the warm-up gave, which is never counted; empty where there was none.</summary>
    public Trace WarmUp { get; init; } = Trace.Empty;
}

/// <summary>What a run came to.</summary>
/// <param name="Plan">What was to be judged, and where.</param>
/// <param name="Results">Every selected spec's result, in the specs' order.</param>
/// <param name="Elapsed">The run's time.</param>
/// <param name="Machine">How steady the machine was.</param>
/// <param name="IsCancelled">Whether the run was cancelled before its end.</param>
public sealed record RunResult(RunPlan Plan, IReadOnlyList<SpecResult> Results, TimeSpan Elapsed, MachineState Machine, bool IsCancelled)
{
    /// <summary>Open specs that would fail as well, given the failures of the others (<see cref="Holm"/>); for information.</summary>
    public IReadOnlyList<Spec> AlsoFailing { get; } =
        Holm.AlsoFailing([.. Results.Select(result => (result.Judged, result.Judgement))], Plan.Suite.FalseAlarmRate, Plan.FailError);
}
