using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>Keeps a conversation within a number of tokens: the results of earlier tool calls are dropped, the oldest first.</summary>
/// <remarks>Skills' texts stay, and so do the last messages, which the model is working on. Tokens are estimated at four characters each.</remarks>
internal static class ConversationLimit
{
    private const int CharactersPerToken = 4;
    private const int LastMessages = 4;

    /// <summary>What stands in the place of a result that was dropped.</summary>
    public const string Dropped = "[The result of this call was dropped to keep the conversation short. Call the tool again if it is needed.]";

    /// <summary>Drops what has to be dropped.</summary>
    /// <returns>How many results were dropped.</returns>
    public static int Hold(List<ChatMessage> messages, int tokens)
    {
        var excess = messages.Sum(Characters) - ((long)tokens * CharactersPerToken);
        var dropped = 0;
        var keep = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < messages.Count - LastMessages && excess > 0; i++)
        {
            keep.UnionWith(messages[i].Contents.OfType<FunctionCallContent>().Where(call => call.Name is ActivateSkillTool.ToolName).Select(call => call.CallId));
            if (messages[i].Role != ChatRole.Tool)
                continue;
            var contents = messages[i].Contents.Select(content => content is FunctionResultContent result && !keep.Contains(result.CallId) && Characters(result) > Dropped.Length
                ? new FunctionResultContent(result.CallId, Dropped)
                : content).ToList();
            var shorter = new ChatMessage(ChatRole.Tool, contents);
            dropped += contents.Except(messages[i].Contents).Count();
            excess -= Characters(messages[i]) - Characters(shorter);
            messages[i] = shorter;
        }

        return dropped;
    }

    private static long Characters(ChatMessage message) => message.Contents.Sum(Characters);

    private static long Characters(AIContent content) => content switch
    {
        TextContent text => text.Text.Length,
        FunctionResultContent result => result.Result?.ToString()?.Length ?? 0,
        FunctionCallContent call => ToolCallText.Of(call).Length,
        _ => 0,
    };
}
