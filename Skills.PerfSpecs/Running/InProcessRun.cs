using PerfSpecs.Sampling;

namespace PerfSpecs.Running;

/// <summary>Samples that this process takes.</summary>
internal sealed class InProcessRun(bool isExact, IReadOnlyList<PlannedSpec> specs, RunPlan plan, Registry registry, ISampleStream stream, TimeProvider clock)
    : WorkloadRun(specs, plan, registry, clock)
{
    private bool _isJudging;

    /// <summary>A run of real work, on the machine's clock.</summary>
    public InProcessRun(SampleGroup group, IReadOnlyList<PlannedSpec> specs, RunPlan plan, Registry registry)
        : this(group.IsExact, specs, plan, registry, new SampleSource(group.Request(specs, plan.Seed), registry), TimeProvider.System)
    {
    }

    public override bool IsInProcess => true;

    private protected override StreamFacts Facts => stream.Facts;

    private protected override bool IsOpen => stream.IsOpen;

    private protected override async Task Sample(TimeSpan slice)
    {
        var begin = Clock.GetTimestamp();
        if (!stream.IsOpen)
        {
            BeginStep();
            await stream.Open(Cancellation.Token);
            EndStep();
        }

        while (!HasEnough && !Cancellation.IsCancellationRequested && !IsAbandoned)
        {
            // A warm-up is not shared out: it waits for the compiler, which the other workloads would keep busy. Nor are two runs that decide.
            var wasWarm = stream.IsWarm;
            await Step();
            if (!isExact && stream.IsWarm && (!wasWarm || Clock.GetElapsedTime(begin) >= slice))
                break;
        }
    }

    private protected override ValueTask TearDown() => stream.DisposeAsync();

    private async Task Step()
    {
        BeginStep();
        var taken = await stream.Take(Cancellation.Token);
        EndStep();
        if (IsAbandoned)
            return;
        if (taken.Purpose is Purpose.Verdict && !_isJudging)
        {
            _isJudging = true;
            EndPilot();
        }

        Count(taken, stream.Values, stream.ReferenceValues);
    }
}
