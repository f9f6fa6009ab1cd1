using Microsoft.Extensions.AI;

namespace Bench;

/// <summary>A kind of peer.</summary>
/// <param name="Name">Its name in metrics: lower-case words joined by hyphens.</param>
/// <param name="IsStreaming">Whether it takes the model's answers piece by piece.</param>
/// <param name="Open">Makes a peer over a model, a tool, and the folders that hold the skills it knows.</param>
internal sealed record PeerKind(string Name, bool IsStreaming, Func<IChatClient, AIFunction, IReadOnlyList<string>, IPeer> Open)
{
    /// <summary>What every peer is told first.</summary>
    public const string Instructions = "Count.";

    /// <summary>What every peer is asked to do.</summary>
    public const string Task = "Count the items.";

    private static readonly PeerKind[] Others =
    [
        new("bare-loop", IsStreaming: true, static (model, tool, _) => new BareLoop(model, tool)),
        new("function-invoking", IsStreaming: false, static (model, tool, _) => new FunctionInvoking(model, tool)),
        new("function-invoking-streaming", IsStreaming: true, static (model, tool, _) => new FunctionInvokingStreaming(model, tool)),
        new("agent", IsStreaming: false, static (model, tool, folders) => new Agent(model, tool, folders)),
        new("agent-streaming", IsStreaming: true, static (model, tool, folders) => new AgentStreaming(model, tool, folders)),
    ];

    /// <summary>The peers for one task after the other.</summary>
    public static IReadOnlyList<PeerKind> Single { get; } =
        [.. Others, new("skills", IsStreaming: true, static (model, tool, folders) => new SkillsExecuted(model, tool, folders))];

    /// <summary>The peers for many tasks at once, where Skills is what a host would use for that: its orchestrator.</summary>
    public static IReadOnlyList<PeerKind> AtOnce { get; } =
        [.. Others, new("skills", IsStreaming: true, static (model, tool, folders) => new SkillsOrchestrated(model, tool, folders))];
}
