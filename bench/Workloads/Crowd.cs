using Runner.Workloads;

namespace Bench;

/// <summary>Many tasks at once against a model that takes its time.</summary>
internal sealed class Crowd : IDisposable
{
    private const int Iterations = 4;
    private static readonly TimeSpan ModelTime = TimeSpan.FromMilliseconds(50);

    private readonly SkillFolder[] _folders;
    private readonly IPeer _peer;

    public Crowd(PeerKind kind, int concurrency, int known)
    {
        _folders = SkillFolder.Known(known);
        var model = new InstantModel(CountTool.Script(Iterations - 1), static async (_, token) => await Task.Delay(ModelTime, token));
        _peer = kind.Open(model, new CountTool(), [.. _folders.Select(folder => folder.Path)]);
        Concurrency = concurrency;
    }

    /// <summary>Tasks at once.</summary>
    public int Concurrency { get; }

    /// <summary>Starts all tasks and waits for all answers.</summary>
    /// <returns>The processor time of one task, in nanoseconds.</returns>
    public async Task<double> Run(CancellationToken cancellationToken)
    {
        var before = Environment.CpuUsage.TotalTime;
        var tasks = new Task<string>[Concurrency];
        for (var i = 0; i < tasks.Length; i++)
            tasks[i] = _peer.Run(cancellationToken);
        Answers.Check(await Task.WhenAll(tasks));
        return (Environment.CpuUsage.TotalTime - before).TotalNanoseconds / Concurrency;
    }

    public void Dispose()
    {
        _peer.Dispose();
        foreach (var folder in _folders)
            folder.Dispose();
    }
}

/// <summary>Holds the answers of many tasks against the script's.</summary>
internal static class Answers
{
    public static void Check(string[] answers)
    {
        var wrong = answers.Count(answer => answer is not "counted");
        if (wrong > 0)
            throw new InvalidOperationException($"{wrong} of {answers.Length} tasks did not come to their answer.");
    }
}
