using Runner.Workloads;

namespace Bench;

/// <summary>What tasks hold in memory while they wait for the model: each stands before a gate in its third turn, two iterations behind it.</summary>
internal sealed class Parked : IDisposable
{
    private const int Tasks = 1_000;
    private const int Behind = 2;

    private readonly SkillFolder[] _folders;
    private readonly IPeer _peer;
    private Gate _gate = new(Tasks);

    public Parked(PeerKind kind, int known)
    {
        _folders = SkillFolder.Known(known);
        var model = new InstantModel(CountTool.Script(Behind), (turn, _) => turn is Behind ? new ValueTask(_gate.Arrive()) : ValueTask.CompletedTask);
        _peer = kind.Open(model, new CountTool(), [.. _folders.Select(folder => folder.Path)]);
    }

    /// <summary>Parks the tasks, weighs them, and lets them go to their answers.</summary>
    /// <returns>Bytes held by one task.</returns>
    public async Task<double> Measure(CancellationToken cancellationToken)
    {
        _gate = new Gate(Tasks);
        using var registration = cancellationToken.UnsafeRegister(static gate => ((Gate)gate!).Open(), _gate);
        var tasks = new Task<string>[Tasks];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < tasks.Length; i++)
            tasks[i] = _peer.Run(cancellationToken);
        await _gate.Everyone;
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        _gate.Open();
        Answers.Check(await Task.WhenAll(tasks));
        return (double)held / Tasks;
    }

    public void Dispose()
    {
        _peer.Dispose();
        foreach (var folder in _folders)
            folder.Dispose();
    }

    /// <summary>Tells when everyone stands before it, and lets them through when it is opened.</summary>
    private sealed class Gate(int everyone)
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _everyone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _arrived;

        public Task Everyone => _everyone.Task;

        public Task Arrive()
        {
            if (Interlocked.Increment(ref _arrived) == everyone)
                _everyone.SetResult();
            return _open.Task;
        }

        public void Open()
        {
            _open.TrySetResult();
            _everyone.TrySetResult();
        }
    }
}
