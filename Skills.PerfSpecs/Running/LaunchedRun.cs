using PerfSpecs.Sampling;

namespace PerfSpecs.Running;

/// <summary>Samples that fresh processes take, one process a turn, because what a process was dealt (memory layout, compiled code) moves all of its samples.</summary>
internal sealed class LaunchedRun(SampleGroup group, IReadOnlyList<PlannedSpec> specs, RunPlan plan, Registry registry, WorkerCommand? command)
    : WorkloadRun(specs, plan, registry)
{
    /// <summary>What a process may take to start, beyond the timeout of a sample.</summary>
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(30);

    private readonly SampleRequest _request = group.Request(specs, plan.Seed);
    private int _batch = 1;

    public override bool IsInProcess => false;

    private protected override int Batch => _batch;

    private protected override bool IsOpen => false;

    private protected override async Task Sample(TimeSpan slice)
    {
        if (command is null)
            throw new InvalidOperationException("This host cannot start its program again, as a spec with launches needs.");
        BeginStep(Start);
        await using var worker = await WorkerProcess.Start(command, _request, Cancellation.Token);
        while (worker.Read(Cancellation.Token) is { } message)
        {
            BeginStep();
            switch (message.Word)
            {
                case WorkerWord.Ready:
                    EndPilot();
                    worker.Ask(Specs.Max(spec => spec.WantedOfLaunch));
                    break;
                case WorkerWord.Failed:
                    throw message.Taken.Failure!;
                case WorkerWord.Sample:
                    _batch = message.Batch;
                    Count(message.Taken, message.Values, message.ReferenceValues);
                    break;
            }
        }

        EndStep();
    }

    private protected override ValueTask TearDown() => ValueTask.CompletedTask;
}
