using PerfSpecs;
using Skills;

namespace Runner.Workloads;

/// <summary>What fifty executions leave behind in a worker that lives on.</summary>
internal sealed class Growth(SkillLibrary library) : IDisposable
{
    private const int Executions = 50;

    /// <summary>Less than this, in bytes, says that nothing else has run meanwhile: the runner's own notes of a sample.</summary>
    private const long Negligible = 64 * 1024;

    private readonly SkillOrchestrator _orchestrator = new(new SkillExecutor(new ScriptedModel(CountTool.Script(ScriptedExecution.ToolTurns))));
    private readonly SkillRequest _request = new() { Skill = library.Counting, Task = "Count the items.", Tools = [new CountTool()] };
    private long _held;
    private long _allocated = long.MinValue / 2;

    public static Growth Open(Setup setup) => new(SkillLibrary.Open(setup));

    /// <summary>Runs the executions between two full collections.</summary>
    /// <returns>Bytes held more than before; negative where less is held.</returns>
    public async Task<double> Measure(CancellationToken cancellationToken)
    {
        // A full collection costs more than the executions: where nothing else has run since the last, its reading still holds.
        var before = GC.GetTotalAllocatedBytes() - _allocated < Negligible ? _held : Held();
        for (var i = 0; i < Executions; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await _orchestrator.TryStart(_request, observed: false)!.Completion;
        }

        (_held, _allocated) = (Held(), GC.GetTotalAllocatedBytes());
        return _held - before;
    }

    // What survived a full collection, as it counted it itself: what is allocated right after it is none of it. Nothing here waits for a finalizer.
    private static long Held()
    {
        GC.Collect();
        var collection = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        return collection.HeapSizeBytes - collection.FragmentedBytes;
    }

    public void Dispose() => library.Dispose();
}
