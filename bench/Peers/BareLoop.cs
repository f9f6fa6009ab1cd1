using System.Text;
using Microsoft.Extensions.AI;

namespace Bench;

/// <summary>The floor: the least streaming loop that calls the model and runs its tool. No events, no limits, no care.</summary>
internal sealed class BareLoop(IChatClient model, AIFunction tool) : IPeer
{
    public async Task<string> Run(CancellationToken cancellationToken)
    {
        var options = new ChatOptions { Tools = [tool] };
        var messages = new List<ChatMessage> { new(ChatRole.System, PeerKind.Instructions), new(ChatRole.User, PeerKind.Task) };
        while (true)
        {
            var contents = new List<AIContent>();
            await foreach (var update in model.GetStreamingResponseAsync(messages, options, cancellationToken))
                contents.AddRange(update.Contents);
            var results = await Act(contents, cancellationToken);
            if (results.Count is 0)
                return Text(contents);
            messages.Add(new ChatMessage(ChatRole.Assistant, contents));
            messages.Add(new ChatMessage(ChatRole.Tool, results));
        }
    }

    public void Dispose()
    {
    }

    private async ValueTask<List<AIContent>> Act(List<AIContent> contents, CancellationToken cancellationToken)
    {
        var results = new List<AIContent>();
        foreach (var content in contents)
        {
            if (content is FunctionCallContent call)
                results.Add(new FunctionResultContent(call.CallId, await tool.InvokeAsync(new AIFunctionArguments(call.Arguments, StringComparer.Ordinal), cancellationToken)));
        }

        return results;
    }

    private static string Text(List<AIContent> contents)
    {
        if (contents is [TextContent only])
            return only.Text;
        var text = new StringBuilder();
        foreach (var content in contents)
            text.Append((content as TextContent)?.Text);
        return text.ToString();
    }
}
