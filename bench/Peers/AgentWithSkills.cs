using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace Bench;

/// <summary>An agent and the provider that tells it of skills. The provider finds them at the first run and keeps them.</summary>
internal sealed class AgentWithSkills : IDisposable
{
    private readonly AgentSkillsProvider _provider;

    public AgentWithSkills(IChatClient model, AIFunction tool, IReadOnlyList<string> folders)
    {
        _provider = Provider(folders);
        Agent = new ChatClientAgent(model, new ChatClientAgentOptions
        {
            ChatOptions = new ChatOptions { Instructions = PeerKind.Instructions, Tools = [tool] },
            AIContextProviders = [_provider],
        });
    }

    public ChatClientAgent Agent { get; }

    /// <summary>A provider that has not looked at the disk yet. Nobody is asked for approval, as nobody is by the other peers.</summary>
    public static AgentSkillsProvider Provider(IReadOnlyList<string> folders) => new(
        folders,
        static (_, _, _, _, _) => throw new InvalidOperationException("The scripted model runs no script."),
        options: new AgentSkillsProviderOptions { DisableLoadSkillApproval = true, DisableReadSkillResourceApproval = true, DisableRunSkillScriptApproval = true });

    public void Dispose() => _provider.Dispose();
}
