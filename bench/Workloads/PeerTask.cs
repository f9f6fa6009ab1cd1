using Runner.Workloads;

namespace Bench;

/// <summary>A peer with the script it plays and the skills it knows, one task after the other.</summary>
internal sealed class PeerTask : IDisposable
{
    private readonly SkillFolder[] _folders;
    private readonly IPeer _peer;
    private readonly string _answer;

    private PeerTask(PeerKind kind, IReadOnlyList<ScriptedTurn> script, SkillFolder[] folders)
    {
        _folders = folders;
        _peer = kind.Open(new InstantModel(script), new CountTool(), [.. folders.Select(folder => folder.Path)]);
        var say = (ScriptedTurn.Say)script[^1];
        _answer = string.Concat(Enumerable.Repeat(say.Text, say.Chunks));
    }

    /// <summary>A task of so many iterations: each but the last calls the tool once. The peer knows so many skills, at least 1.</summary>
    public static PeerTask OfIterations(PeerKind kind, int iterations, int known) => new(kind, CountTool.Script(iterations - 1), SkillFolder.Known(known));

    /// <summary>A task of one iteration, whose answer comes in so many pieces.</summary>
    public static PeerTask OfChunks(PeerKind kind, int chunks) => new(kind, [new ScriptedTurn.Say("word ", chunks)], SkillFolder.Known(1));

    /// <summary>Carries the task out. The script gives this answer to a conversation with all its turns and to no other, so the answer proves the work.</summary>
    /// <exception cref="InvalidOperationException">The answer is another one.</exception>
    public async Task Run(CancellationToken cancellationToken)
    {
        var answer = await _peer.Run(cancellationToken);
        if (!string.Equals(answer, _answer, StringComparison.Ordinal))
            throw new InvalidOperationException($"The peer's answer is \"{answer}\".");
    }

    public void Dispose()
    {
        _peer.Dispose();
        foreach (var folder in _folders)
            folder.Dispose();
    }
}
