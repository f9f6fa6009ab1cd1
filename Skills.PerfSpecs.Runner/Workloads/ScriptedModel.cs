using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Runner.Workloads;

/// <summary>One turn of a scripted model: a closed family.</summary>
public abstract record ScriptedTurn
{
    private ScriptedTurn()
    {
    }

    /// <summary>The model says something.</summary>
    /// <param name="Text">A piece of text, sent <paramref name="Chunks"/> times.</param>
    /// <param name="Chunks">Pieces of the stream; at least 1.</param>
    public sealed record Say(string Text, int Chunks = 1) : ScriptedTurn;

    /// <summary>The model calls tools, all in one turn.</summary>
    /// <param name="Calls">Each tool's name and arguments.</param>
    public sealed record Call(params IReadOnlyList<(string Tool, Dictionary<string, object?> Arguments)> Calls) : ScriptedTurn;

    /// <summary>The model fails: at once, or behind a piece of text.</summary>
    /// <param name="Fault">Makes what is thrown.</param>
    /// <param name="Behind">What is said before; null for nothing.</param>
    public sealed record Break(Func<Exception> Fault, string? Behind = null) : ScriptedTurn;

    /// <summary>What the turn is depends on the conversation so far.</summary>
    /// <param name="Decide">Decides from the messages.</param>
    public sealed record Depends(Func<IReadOnlyList<ChatMessage>, ScriptedTurn> Decide) : ScriptedTurn;
}

/// <summary>A model that plays a script. What it plays next follows from the conversation it is shown (the number of its own turns in it), so that one instance serves any number of executions at once.</summary>
/// <param name="turns">The script; the last turn is played again when the conversation goes on beyond it.</param>
/// <param name="latency">Waits before a turn, given its number from 0; null to answer at once, without ever yielding the thread.</param>
public sealed class ScriptedModel(IReadOnlyList<ScriptedTurn> turns, Func<int, CancellationToken, ValueTask>? latency = null) : IChatClient
{
    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var conversation = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var number = OwnTurns(conversation);
        if (latency is not null)
            await latency(number, cancellationToken);
        var turn = turns[Math.Min(number, turns.Count - 1)];
        if (turn is ScriptedTurn.Depends depends)
            turn = depends.Decide(conversation);
        switch (turn)
        {
            case ScriptedTurn.Say say:
                for (var chunk = 0; chunk < say.Chunks; chunk++)
                    yield return new ChatResponseUpdate(ChatRole.Assistant, say.Text);
                break;
            case ScriptedTurn.Call call:
                yield return new ChatResponseUpdate(ChatRole.Assistant, Contents(call, number));
                break;
            case ScriptedTurn.Break failing:
                if (failing.Behind is { } text)
                    yield return new ChatResponseUpdate(ChatRole.Assistant, text);
                throw failing.Fault();
            default:
                throw new InvalidOperationException($"A script cannot play a {turn.GetType().Name} here.");
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

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

    private static List<AIContent> Contents(ScriptedTurn.Call call, int turn)
    {
        var contents = new List<AIContent>(call.Calls.Count);
        for (var i = 0; i < call.Calls.Count; i++)
            contents.Add(new FunctionCallContent(CallId(turn, i), call.Calls[i].Tool, call.Calls[i].Arguments));
        return contents;
    }

    // The ids of the usual script are made once, so that making them is no part of what is measured.
    private static string CallId(int turn, int call) => call is 0 && turn < CallIds.Length ? CallIds[turn] : FormattableString.Invariant($"call-{turn}-{call}");

    private static readonly string[] CallIds = [.. Enumerable.Range(0, 100).Select(turn => FormattableString.Invariant($"call-{turn}-0"))];
}
