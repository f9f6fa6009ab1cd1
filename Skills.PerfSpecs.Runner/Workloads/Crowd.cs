using PerfSpecs;
using Skills;

namespace Runner.Workloads;

/// <summary>Many executions at once. Their model holds each first turn until all of them have arrived: if one could not start beside the others, none would end.</summary>
internal sealed class Crowd(SkillLibrary library, int concurrency) : IDisposable
{
    /// <summary>Turns of an execution; the first waits for the others, the rest for the model.</summary>
    private const int Turns = 4;

    private static readonly TimeSpan ModelTime = TimeSpan.FromMilliseconds(20);

    /// <summary>The most executions that were in flight at one moment of the last run.</summary>
    public int MostInFlight { get; private set; }

    public static Crowd Open(Setup setup) => new(SkillLibrary.Open(setup), setup["concurrency"]);

    /// <summary>Starts the executions and waits for all of them.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="InvalidOperationException">Not all of them came to their answer.</exception>
    public async Task<int> Run(CancellationToken cancellationToken)
    {
        var barrier = new Barrier(concurrency);
        var model = new ScriptedModel(CountTool.Script(Turns - 1), async (turn, token) =>
        {
            if (turn is 0)
                await barrier.Arrive(token);
            await Task.Delay(ModelTime, token);
        });
        var orchestrator = new SkillOrchestrator(new SkillExecutor(model), new OrchestratorOptions { MaxConcurrency = concurrency, MaxQueued = 0 });
        await using var registration = cancellationToken.UnsafeRegister(static o => _ = ((SkillOrchestrator)o!).DrainAsync(new CancellationToken(canceled: true)), orchestrator);
        var request = new SkillRequest { Skill = library.Counting, Task = "Count the items.", Tools = [new CountTool()] };
        var executions = Enumerable.Range(0, concurrency).Select(_ => orchestrator.TryStart(request, observed: false)).ToList();
        var results = await Task.WhenAll(executions.Select(execution => execution!.Completion));
        cancellationToken.ThrowIfCancellationRequested();
        MostInFlight = barrier.Arrived;
        return results.All(result => result.IsSuccess)
            ? concurrency
            : throw new InvalidOperationException($"{results.Count(result => !result.IsSuccess)} of {concurrency} executions did not come to their answer.");
    }

    public void Dispose() => library.Dispose();

    /// <summary>Opens when everyone has arrived.</summary>
    private sealed class Barrier(int everyone)
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _arrived;

        public int Arrived => _arrived;

        public Task Arrive(CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _arrived) == everyone)
                _open.SetResult();
            return _open.Task.WaitAsync(cancellationToken);
        }
    }
}
