using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>What the next step of a model's turn brought.</summary>
internal enum TurnStep
{
    /// <summary>The turn is over, or has failed for good.</summary>
    End,

    /// <summary>A piece of the answer.</summary>
    Update,

    /// <summary>The call failed and is tried again; what it had brought is void.</summary>
    Retry,
}

/// <summary>One streamed call of the model, tried again where it fails in a way that passes. One instance serves all turns of an execution.</summary>
internal sealed class ModelTurn(IChatClient client, List<ChatMessage> messages, TurnRetries retries)
{
    private readonly List<FunctionCallContent> _calls = [];
    private List<AIContent> _contents = [];
    private StringBuilder? _longText;
    private TextContent? _text;
    private IAsyncEnumerator<ChatResponseUpdate>? _stream;
    private Task<bool>? _step;
    private ChatOptions? _chatOptions;
    private ChannelReader<RepeatedStep>? _repeated;

    public ChatResponseUpdate? Update { get; private set; }

    /// <summary>Why the turn has failed; null where it has not.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>The tool calls of the turn so far.</summary>
    public List<FunctionCallContent> Calls => _calls;

    /// <summary>The text of the turn so far.</summary>
    public string Text => _longText?.ToString() ?? _text?.Text ?? "";

    public long? InputTokens { get; private set; }

    public long? OutputTokens { get; private set; }

    public void Begin(ChatOptions? chatOptions)
    {
        _chatOptions = chatOptions;
        _repeated = null;
        Clear();
    }

    public async ValueTask<TurnStep> Next(ExecutionClock clock)
    {
        var cancellationToken = clock.Token;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_repeated is not null)
                return await NextRepeated(_repeated, clock);
            _stream ??= client.GetStreamingResponseAsync(messages, _chatOptions, cancellationToken).GetAsyncEnumerator(cancellationToken);
            var next = _stream.MoveNextAsync();
            // A model that ignores its token must not hold a cancelled execution up.
            if (!next.IsCompleted)
                clock.Arm();
            if (next.IsCompleted ? next.Result : await (_step = next.AsTask()).WaitAsync(cancellationToken))
            {
                Update = _stream.Current;
                return TurnStep.Update;
            }

            await Close();
            return TurnStep.End;
        }
        catch (Exception exception)
        {
            await Abandon();
            if (_repeated is not null || cancellationToken.IsCancellationRequested || !retries.CanMend(exception))
            {
                Fault = exception;
                return TurnStep.End;
            }

            _repeated = retries.Repeat(exception, token => client.GetStreamingResponseAsync(messages, _chatOptions, token), cancellationToken);
        }

        return await Next(clock);
    }

    private async ValueTask<TurnStep> NextRepeated(ChannelReader<RepeatedStep> repeated, ExecutionClock clock)
    {
        clock.Arm();
        if (!await repeated.WaitToReadAsync(clock.Token) || !repeated.TryRead(out var step))
            return TurnStep.End;
        if (step.Update is not null)
        {
            Update = step.Update;
            return TurnStep.Update;
        }

        Clear();
        LastFault = step.Fault;
        return TurnStep.Retry;
    }

    /// <summary>What the last failed try threw.</summary>
    public Exception? LastFault { get; private set; }

    /// <summary>Takes a piece of the answer into the turn's message.</summary>
    public void Keep(AIContent content)
    {
        switch (content)
        {
            case TextContent text:
                KeepText(text);
                break;
            case FunctionCallContent call:
                _calls.Add(call);
                _contents.Add(call);
                break;
            case UsageContent usage:
                InputTokens = (InputTokens ?? 0) + usage.Details.InputTokenCount;
                OutputTokens = (OutputTokens ?? 0) + usage.Details.OutputTokenCount;
                break;
            default:
                _contents.Add(content);
                break;
        }
    }

    /// <summary>The turn as a message for the conversation.</summary>
    public ChatMessage Message()
    {
        if (_longText is not null)
            _text!.Text = _longText.ToString();
        var message = new ChatMessage(ChatRole.Assistant, _contents);
        _contents = [];
        return message;
    }

    public ValueTask Close()
    {
        var stream = _stream;
        _stream = null;
        return stream is null ? ValueTask.CompletedTask : stream.DisposeAsync();
    }

    // One piece is kept as it came; only further ones make a copy.
    private void KeepText(TextContent text)
    {
        if (_text is null)
        {
            _text = new TextContent(text.Text);
            _contents.Add(_text);
            return;
        }

        _longText ??= new StringBuilder(_text.Text);
        _longText.Append(text.Text);
    }

    private void Clear()
    {
        Fault = null;
        Update = null;
        _calls.Clear();
        if (_contents.Count > 0)
            _contents = [];
        _text = null;
        _longText = null;
        InputTokens = null;
        OutputTokens = null;
    }

    private ValueTask Abandon()
    {
        var (stream, step) = (_stream, _step);
        (_stream, _step) = (null, null);
        var disposal = Dispose(stream, step);
        // A stream that is still busy with the step that was given up may only be disposed behind it; nobody waits for that.
        return step is { IsCompleted: false } ? ValueTask.CompletedTask : new ValueTask(disposal);
    }

    private static async Task Dispose(IAsyncEnumerator<ChatResponseUpdate>? stream, Task? step)
    {
        try
        {
            if (step is not null)
                await step.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stream is not null)
                await stream.DisposeAsync();
        }
        catch (Exception)
        {
            // How a stream ends that nobody reads any more does not matter.
        }
    }
}
