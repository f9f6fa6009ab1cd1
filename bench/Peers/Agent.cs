using Microsoft.Extensions.AI;

namespace Bench;

/// <summary>An agent of Microsoft.Agents.AI with its skills provider, whole answers; each task has a session of its own.</summary>
internal sealed class Agent(IChatClient model, AIFunction tool, IReadOnlyList<string> folders) : IPeer
{
    private readonly AgentWithSkills _agent = new(model, tool, folders);

    public async Task<string> Run(CancellationToken cancellationToken) =>
        (await _agent.Agent.RunAsync(PeerKind.Task, cancellationToken: cancellationToken)).Text;

    public void Dispose() => _agent.Dispose();
}

/// <summary>The same agent, answers piece by piece.</summary>
internal sealed class AgentStreaming(IChatClient model, AIFunction tool, IReadOnlyList<string> folders) : IPeer
{
    private readonly AgentWithSkills _agent = new(model, tool, folders);

    public async Task<string> Run(CancellationToken cancellationToken)
    {
        var answer = new Answer();
        await foreach (var update in _agent.Agent.RunStreamingAsync(PeerKind.Task, cancellationToken: cancellationToken))
            answer.Take(update.Contents);
        return answer.Text;
    }

    public void Dispose() => _agent.Dispose();
}
