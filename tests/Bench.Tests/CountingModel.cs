using Microsoft.Extensions.AI;

namespace Bench.Tests;

/// <summary>Notes what a peer asks of its model.</summary>
internal sealed class CountingModel(IChatClient inner) : DelegatingChatClient(inner)
{
    public int WholeCalls { get; private set; }

    public int StreamingCalls { get; private set; }

    public int Calls => WholeCalls + StreamingCalls;

    /// <summary>The tool results of the last call's conversation, in order.</summary>
    public IReadOnlyList<string> Observations { get; private set; } = [];

    /// <summary>The user's words in the last call's conversation.</summary>
    public string Asked { get; private set; } = "";

    /// <summary>Everything the last call told the model beforehand.</summary>
    public string Instructions { get; private set; } = "";

    public IReadOnlyList<string> ToolNames { get; private set; } = [];

    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        WholeCalls++;
        Note([.. messages], options);
        return base.GetResponseAsync(messages, options, cancellationToken);
    }

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        StreamingCalls++;
        Note([.. messages], options);
        return base.GetStreamingResponseAsync(messages, options, cancellationToken);
    }

    private void Note(List<ChatMessage> messages, ChatOptions? options)
    {
        Observations = [.. messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Select(result => $"{result.Result}")];
        Asked = string.Concat(messages.Where(message => message.Role == ChatRole.User).Select(message => message.Text));
        Instructions = options?.Instructions + string.Concat(messages.Where(message => message.Role == ChatRole.System).Select(message => message.Text));
        ToolNames = [.. (options?.Tools ?? []).Select(tool => tool.Name)];
    }
}

/// <summary>Notes what a peer asks of its tool.</summary>
internal sealed class CountingTool(AIFunction inner) : DelegatingAIFunction(inner)
{
    /// <summary>The item of each call, in order.</summary>
    public List<string> Items { get; } = [];

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        Items.Add($"{arguments["item"]}");
        return base.InvokeCoreAsync(arguments, cancellationToken);
    }
}
