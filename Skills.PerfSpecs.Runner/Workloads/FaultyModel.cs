using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Runner.Workloads;

/// <summary>One thing that goes wrong in a task: the call that a model makes first, the one that works, and the words that tell it so.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Wrong">The call that fails.</param>
/// <param name="Right">The call that succeeds.</param>
/// <param name="Hint">A word of the failure's text that points to the right call.</param>
internal sealed record Fault(string Name, ScriptedTurn.Call Wrong, ScriptedTurn.Call Right, string Hint);

/// <summary>
/// A model that runs into faults and behaves like one: told what went wrong and what to do about it, it does that three times in four;
/// told only that something went wrong, one time in four. Else it repeats itself, or tries something that fails as well. Now and then it is
/// throttled, or its stream breaks off.
/// </summary>
internal sealed class FaultyModel(IReadOnlyList<Fault> faults, Random random) : IChatClient
{
    private const double Heeds = 0.75;
    private const double Guesses = 0.25;
    private const double Throttled = 0.1;
    private const double Broken = 0.05;

    private int _fault;
    private int _since;
    private int _strays;
    private int _calls;
    private bool _isAtIt;

    /// <summary>Whether every fault was got over.</summary>
    public bool IsDone => _fault == faults.Count;

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        if (random.NextDouble() < Throttled)
            throw new HttpRequestException("Too many requests.", null, System.Net.HttpStatusCode.TooManyRequests);
        if (random.NextDouble() < Broken)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, "Let me look at");
            throw new IOException("The connection was reset.");
        }

        yield return Next([.. messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Select(result => result.Result?.ToString() ?? "")]) is { } call
            ? new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent(FormattableString.Invariant($"call-{_calls++}"), call.Calls[0].Tool, call.Calls[0].Arguments)])
            : new ChatResponseUpdate(ChatRole.Assistant, IsDone ? "Done: all of it was found." : "I could not find all of it.");
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>What is done next, given every observation so far: a model sees its whole conversation.</summary>
    private ScriptedTurn.Call? Next(IReadOnlyList<string> observations)
    {
        if (_isAtIt && !IsFailure(observations[^1]))
        {
            _fault++;
            _isAtIt = false;
        }

        if (IsDone)
            return null;
        var fault = faults[_fault];
        if (!_isAtIt)
        {
            _isAtIt = true;
            _since = observations.Count;
            return fault.Wrong;
        }

        var isTold = observations.Skip(_since).Any(observation => observation.Contains(fault.Hint, StringComparison.OrdinalIgnoreCase));
        if (random.NextDouble() < (isTold ? Heeds : Guesses))
            return fault.Right;
        return random.Next(2) is 0 ? fault.Wrong : new ScriptedTurn.Call(("read_file", new Dictionary<string, object?>(StringComparer.Ordinal) { ["path"] = $"stray-{_strays++}.md" }));
    }

    private static bool IsFailure(string observation) =>
        observation.StartsWith("The call failed", StringComparison.Ordinal) || observation.StartsWith("Refused", StringComparison.Ordinal);
}
