using Microsoft.Extensions.AI;

namespace Bench;

/// <summary><see cref="FunctionInvokingChatClient"/>, whole answers.</summary>
internal sealed class FunctionInvoking(IChatClient model, AIFunction tool) : IPeer
{
    private readonly FunctionInvokingChatClient _client = new(model);

    public async Task<string> Run(CancellationToken cancellationToken)
    {
        var options = new ChatOptions { Tools = [tool] };
        var messages = new List<ChatMessage> { new(ChatRole.System, PeerKind.Instructions), new(ChatRole.User, PeerKind.Task) };
        return (await _client.GetResponseAsync(messages, options, cancellationToken)).Text;
    }

    public void Dispose() => _client.Dispose();
}

/// <summary><see cref="FunctionInvokingChatClient"/>, answers piece by piece.</summary>
internal sealed class FunctionInvokingStreaming(IChatClient model, AIFunction tool) : IPeer
{
    private readonly FunctionInvokingChatClient _client = new(model);

    public async Task<string> Run(CancellationToken cancellationToken)
    {
        var options = new ChatOptions { Tools = [tool] };
        var messages = new List<ChatMessage> { new(ChatRole.System, PeerKind.Instructions), new(ChatRole.User, PeerKind.Task) };
        var answer = new Answer();
        await foreach (var update in _client.GetStreamingResponseAsync(messages, options, cancellationToken))
            answer.Take(update.Contents);
        return answer.Text;
    }

    public void Dispose() => _client.Dispose();
}
