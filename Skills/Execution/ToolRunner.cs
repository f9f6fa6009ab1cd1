using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>How a tool call ended.</summary>
/// <param name="Result">The tool's answer, where it gave one.</param>
/// <param name="Failure">What the model is told, where it did not; null for an answer.</param>
/// <param name="IsRefused">Whether the call was not made.</param>
internal readonly record struct ToolOutcome(object? Result, string? Failure, bool IsRefused)
{
    /// <summary>What the model sees.</summary>
    public object? Observation => Failure ?? Result;
}

/// <summary>Runs the tool calls of one execution: a failure is an observation, and what has failed too often is refused.</summary>
internal sealed class ToolRunner(int maxFailures)
{
    private Dictionary<string, int>? _failures;

    /// <summary>The tools that may be called.</summary>
    public IReadOnlyList<AIFunction> Tools { get; set; } = [];

    /// <summary>What has failed so far, each with how often, for the words at the end of a failed execution.</summary>
    public string Tried => _failures is null ? "nothing" : string.Join("; ", _failures.Select(pair => $"{pair.Key} ({pair.Value}x)"));

    /// <summary>Runs one call.</summary>
    /// <exception cref="OperationCanceledException">The token is cancelled; nothing else is thrown.</exception>
    public async ValueTask<ToolOutcome> Run(FunctionCallContent call, ExecutionClock clock)
    {
        var cancellationToken = clock.Token;
        cancellationToken.ThrowIfCancellationRequested();
        if (_failures is not null && _failures.TryGetValue(ToolCallText.Of(call), out var failed) && failed >= maxFailures)
            return new ToolOutcome(null, $"Refused: this call has failed {failed} times with the same arguments. Try another way: other arguments, another tool, or answer with what you have.", IsRefused: true);
        if (Find(call.Name) is not { } tool)
            return Failed(call, $"there is no tool \"{call.Name}\"; there are: {string.Join(", ", Tools.Select(known => known.Name))}");
        if (call.Exception is { } malformed)
            return Failed(call, $"its arguments cannot be read: {malformed.Message}");
        try
        {
#pragma warning disable MA0002 // With a comparer the arguments would be copied; the model's dictionary has one already.
            var running = tool.InvokeAsync(new AIFunctionArguments(call.Arguments), cancellationToken);
#pragma warning restore MA0002
            if (!running.IsCompleted)
                clock.Arm();
            // A tool that ignores its token must not hold a cancelled execution up.
            var result = running.IsCompletedSuccessfully ? running.Result : await running.AsTask().WaitAsync(cancellationToken);
            return new ToolOutcome(result, null, IsRefused: false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            return Failed(call, exception.Message);
        }
    }

    private ToolOutcome Failed(FunctionCallContent call, string why)
    {
        var text = ToolCallText.Of(call);
        lock (this)
        {
            _failures ??= new Dictionary<string, int>(StringComparer.Ordinal);
            _failures[text] = _failures.GetValueOrDefault(text) + 1;
        }

        return new ToolOutcome(null, $"The call failed: {why}. Tried: {text}.", IsRefused: false);
    }

    private AIFunction? Find(string name)
    {
        foreach (var tool in Tools)
        {
            if (string.Equals(tool.Name, name, StringComparison.Ordinal))
                return tool;
        }

        return null;
    }
}
