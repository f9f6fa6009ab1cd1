using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>Keeps a conversation within a number of tokens: the results of earlier tool calls are dropped, the oldest first.</summary>
/// <remarks>
/// Skills' texts stay, and so do the last messages, which the model is working on. Tokens are estimated at four characters each. Each message is
/// counted once, and each result is looked at once, so that a turn costs the same however long the conversation is.
/// </remarks>
internal sealed class ConversationLimit(List<ChatMessage> messages, int tokens)
{
    private const int CharactersPerToken = 4;
    private const int LastMessages = 4;

    /// <summary>What stands in the place of a result that was dropped.</summary>
    public const string Dropped = "[The result of this call was dropped to keep the conversation short. Call the tool again if it is needed.]";

    private readonly HashSet<string> _activations = new(StringComparer.Ordinal);
    private long _characters;
    private int _counted;
    private int _passed;

    /// <summary>Drops what has to be dropped.</summary>
    /// <returns>How many results were dropped.</returns>
    public int Hold()
    {
        for (; _counted < messages.Count; _counted++)
            _characters += Characters(messages[_counted]);
        var dropped = 0;
        for (; _passed < messages.Count - LastMessages && _characters > (long)tokens * CharactersPerToken; _passed++)
        {
            var message = messages[_passed];
            _activations.UnionWith(message.Contents.OfType<FunctionCallContent>().Where(call => call.Name is ActivateSkillTool.ToolName).Select(call => call.CallId));
            if (message.Role != ChatRole.Tool)
                continue;
            var shorter = new ChatMessage(ChatRole.Tool, [.. message.Contents.Select(Shortened)]);
            dropped += shorter.Contents.Except(message.Contents).Count();
            _characters -= Characters(message) - Characters(shorter);
            messages[_passed] = shorter;
        }

        return dropped;
    }

    private AIContent Shortened(AIContent content) =>
        content is FunctionResultContent result && !_activations.Contains(result.CallId) && Characters(result) > Dropped.Length
            ? new FunctionResultContent(result.CallId, Dropped)
            : content;

    private static long Characters(ChatMessage message) => message.Contents.Sum(Characters);

    private static long Characters(AIContent content) => content switch
    {
        TextContent text => text.Text.Length,
        FunctionResultContent result => result.Result?.ToString()?.Length ?? 0,
        FunctionCallContent call => ToolCallText.Of(call).Length,
        _ => 0,
    };
}
