using Microsoft.Extensions.AI;
using Runner.Workloads;

namespace Bench;

/// <summary>The runner's scripted model, which also gives whole answers without making them of pieces first: a peer that does not stream must not pay for streaming.</summary>
/// <param name="turns">The script: calls and answers.</param>
/// <param name="latency">Waits before a turn, given its number from 0; null to answer at once.</param>
internal sealed class InstantModel(IReadOnlyList<ScriptedTurn> turns, Func<int, CancellationToken, ValueTask>? latency = null) : IChatClient
{
    private static readonly string[] CallIds = [.. Enumerable.Range(0, 100).Select(turn => FormattableString.Invariant($"call-{turn}-0"))];

    private readonly ScriptedModel _streaming = new(turns, latency);

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var number = OwnTurns(messages as IReadOnlyList<ChatMessage> ?? [.. messages]);
        if (latency is not null)
            await latency(number, cancellationToken);
        AIContent content = turns[Math.Min(number, turns.Count - 1)] switch
        {
            ScriptedTurn.Say say => new TextContent(say.Chunks is 1 ? say.Text : string.Concat(Enumerable.Repeat(say.Text, say.Chunks))),
            ScriptedTurn.Call { Calls: [var call] } => new FunctionCallContent(CallIds[number], call.Tool, call.Arguments),
            var other => throw new InvalidOperationException($"The bench's scripts have no {other.GetType().Name}."),
        };
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, [content]));
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        _streaming.GetStreamingResponseAsync(messages, options, cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => _streaming.Dispose();

    private static int OwnTurns(IReadOnlyList<ChatMessage> conversation)
    {
        var count = 0;
        for (var i = 0; i < conversation.Count; i++)
        {
            if (conversation[i].Role == ChatRole.Assistant)
                count++;
        }

        return count;
    }
}
