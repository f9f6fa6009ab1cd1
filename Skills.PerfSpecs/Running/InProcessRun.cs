using System.Diagnostics;
using PerfSpecs.Sampling;

namespace PerfSpecs.Running;

/// <summary>Samples that this process takes.</summary>
internal sealed class InProcessRun(SampleGroup group, IReadOnlyList<PlannedSpec> specs, RunPlan plan, Registry registry)
    : WorkloadRun(specs, plan, registry)
{
    private readonly SampleSource _source = new(group.Request(specs, plan.Seed), registry);
    private bool _isJudging;

    public override bool IsInProcess => true;

    private protected override int Batch => _source.Batch;

    private protected override bool IsOpen => _source.IsOpen;

    private protected override async Task Sample(TimeSpan slice)
    {
        var begin = Stopwatch.GetTimestamp();
        if (!_source.IsOpen)
        {
            BeginStep();
            await _source.Open(Cancellation.Token);
            EndStep();
        }

        while (!HasEnough && !Cancellation.IsCancellationRequested && !IsAbandoned)
        {
            // A warm-up is not shared out: it waits for the compiler, which the other workloads would keep busy. Nor are two runs that decide.
            var wasWarm = _source.IsWarm;
            await Step();
            if (!group.IsExact && _source.IsWarm && (!wasWarm || Stopwatch.GetElapsedTime(begin) >= slice))
                break;
        }
    }

    private protected override ValueTask TearDown() => _source.DisposeAsync();

    private async Task Step()
    {
        BeginStep();
        var taken = await _source.Take(Cancellation.Token);
        EndStep();
        if (IsAbandoned)
            return;
        if (taken.Purpose is Purpose.Verdict && !_isJudging)
        {
            _isJudging = true;
            EndPilot();
        }

        Count(taken, _source.Values, _source.ReferenceValues);
    }
}
