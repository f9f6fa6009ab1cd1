using PerfSpecs.Sampling;
using PerfSpecs.Sampling.Processors;

namespace PerfSpecs.Running;

/// <summary>Samples that fresh processes take, one process a turn, because what a process was dealt (memory layout, compiled code) moves all of its samples.</summary>
internal sealed class LaunchedRun(SampleGroup group, IReadOnlyList<PlannedSpec> specs, RunPlan plan, Registry registry, WorkerCommand? command, MachineWatch watch)
    : WorkloadRun(specs, plan, registry, TimeProvider.System)
{
    /// <summary>What a process may take to start, beyond the timeout of a sample.</summary>
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(30);

    private readonly SampleRequest _request = group.Request(specs, plan.Seed);
    private StreamFacts _facts = StreamFacts.None;

    public override bool IsInProcess => false;

    private protected override StreamFacts Facts => _facts;

    private protected override bool IsOpen => false;

    private protected override async Task Sample(TimeSpan slice)
    {
        if (command is null)
            throw new InvalidOperationException("This host cannot start its program again, as a spec with launches needs.");
        WorkerDelay = null;
        BeginStep(Start);
        await using var worker = await WorkerProcess.Start(command, _request, Cancellation.Token);
        while (worker.Read(Cancellation.Token) is { } message)
        {
            BeginStep();
            switch (message.Word)
            {
                case WorkerWord.Open:
                    watch.BeginSamples();
                    break;
                case WorkerWord.Ready:
                    EndPilot();
                    var wanted = Specs.Max(spec => spec.WantedOfLaunch);
                    // Only the part of the turn counts in which samples are taken; a single one has been taken already.
                    if (wanted > 1)
                        watch.BeginSamples();
                    worker.Ask(wanted);
                    break;
                case WorkerWord.Failed:
                    throw message.Taken.Failure!;
                case WorkerWord.Delay:
                    WorkerDelay = message.Values is [var delay] ? delay : null;
                    break;
                case WorkerWord.Sample:
                    _facts = message.Facts with { WarmUpHitLimit = _facts.WarmUpHitLimit || message.Facts.WarmUpHitLimit };
                    Count(message.Taken, message.Values, message.ReferenceValues);
                    break;
            }
        }

        EndStep();
    }

    private protected override ValueTask TearDown() => ValueTask.CompletedTask;
}
