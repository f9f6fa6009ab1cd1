using System.Runtime.CompilerServices;
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
internal sealed class ModelTurn(IChatClient client, ChatClientMetadata? metadata, bool expectsFinish, List<ChatMessage> messages, TurnRetries retries)
{
    private readonly TurnContents _contents = new();
    private IAsyncEnumerator<ChatResponseUpdate>? _stream;
    private Task<bool>? _step;
    private ChatOptions? _chatOptions;
    private ChannelReader<RepeatedStep>? _repeated;
    private TurnFigures _figures;
    private TimeSpan _agreedWait;

    public ChatResponseUpdate? Update { get; private set; }

    /// <summary>Why the turn has failed; null where it has not.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>What the last failed try threw.</summary>
    public Exception? LastFault { get; private set; }

    /// <summary>The turn so far.</summary>
    public TurnContents Contents => _contents;

    /// <summary>What the present try used.</summary>
    public ModelUsage Used => _figures.Used(metadata?.DefaultModelId);

    /// <summary>What the failed try before used.</summary>
    public ModelUsage UsedInVain { get; private set; }

    public long? InputTokens => _figures.Input;

    public long? OutputTokens => _figures.Output;

    /// <summary>Why the answer is not whole; null where it is.</summary>
    public string? CutBecause =>
        _figures.Finish == ChatFinishReason.Length ? "the answer was cut at the model's output limit." :
        _figures.Finish == ChatFinishReason.ContentFilter ? "the provider's content filter held the answer back." :
        null;

    public void Begin(ChatOptions? chatOptions)
    {
        _chatOptions = chatOptions;
        _repeated = null;
        Clear();
    }

    /// <summary>Goes on with the turn.</summary>
    /// <param name="clock">The execution's time.</param>
    /// <param name="now">Its last reading.</param>
    public ValueTask<TurnStep> Next(ExecutionClock clock, TimeSpan now)
    {
        var cancellationToken = clock.Token;
        try
        {
            clock.ThrowIfOver(now);
            if (_repeated is not null)
                return Repeated(_repeated, clock, cancellationToken);
            _stream ??= client.GetStreamingResponseAsync(messages, _chatOptions, cancellationToken).GetAsyncEnumerator(cancellationToken);
            var next = _stream.MoveNextAsync();
            // Most pieces of an answer have come already when they are asked for.
            if (!next.IsCompletedSuccessfully)
                return Awaited(next, clock, cancellationToken);
            if (!next.Result)
                return Ended(clock, cancellationToken);
            Update = _stream.Current;
            return ValueTask.FromResult(TurnStep.Update);
        }
        catch (Exception exception)
        {
            return Failed(exception, clock, cancellationToken);
        }
    }

    private async ValueTask<TurnStep> Awaited(ValueTask<bool> next, ExecutionClock clock, CancellationToken cancellationToken)
    {
        try
        {
            clock.WaitForModel();
            // A model that ignores its token must not hold a cancelled execution up.
            var has = await (_step = next.AsTask()).WaitAsync(cancellationToken);
            clock.HasCome();
            if (has)
            {
                Update = _stream!.Current;
                return TurnStep.Update;
            }
        }
        catch (Exception exception)
        {
            return await Failed(exception, clock, cancellationToken);
        }

        return await Ended(clock, cancellationToken);
    }

    /// <summary>The stream is over: that is the end of the turn, unless it was no end of an answer.</summary>
    private ValueTask<TurnStep> Ended(ExecutionClock clock, CancellationToken cancellationToken)
    {
        var closing = Close();
        var brokenOff = _figures.BrokenOff(expectsFinish, _contents.Error);
        return brokenOff is null && closing.IsCompletedSuccessfully
            ? ValueTask.FromResult(TurnStep.End)
            : Ended(closing, brokenOff, clock, cancellationToken);
    }

    private async ValueTask<TurnStep> Ended(ValueTask closing, string? brokenOff, ExecutionClock clock, CancellationToken cancellationToken)
    {
        await closing;
        return brokenOff is null ? TurnStep.End : await Failed(new ModelBrokenOffException(brokenOff), clock, cancellationToken);
    }

    /// <summary>The try has failed: the turn is tried again where that can help.</summary>
    private async ValueTask<TurnStep> Failed(Exception exception, ExecutionClock clock, CancellationToken cancellationToken)
    {
        clock.HasCome();
        await Abandon();
        if (_repeated is not null || cancellationToken.IsCancellationRequested || !retries.CanMend(exception))
        {
            Fault = exception;
            return TurnStep.End;
        }

        _repeated = retries.Repeat(exception, token => Checked(client.GetStreamingResponseAsync(messages, _chatOptions, token), expectsFinish, token), cancellationToken);
        return await Repeated(_repeated, clock, cancellationToken);
    }

    /// <summary>Takes a piece of the answer into the turn.</summary>
    public void Keep(AIContent content)
    {
        if (content is UsageContent usage)
            _figures.Add(usage.Details);
        else
            _contents.Keep(content);
    }

    /// <summary>Takes what an update says of the turn as a whole.</summary>
    public void Keep(ChatResponseUpdate update) => _figures.Add(update);

    public ValueTask Close()
    {
        var stream = _stream;
        _stream = null;
        if (stream is null)
            return default;
        try
        {
            var closing = stream.DisposeAsync();
            return closing.IsCompletedSuccessfully ? default : Closed(closing);
        }
        catch (Exception)
        {
            // The answer is here; how its stream ends does not matter.
            return default;
        }

        static async ValueTask Closed(ValueTask closing)
        {
            try
            {
                await closing;
            }
            catch (Exception)
            {
                // As above.
            }
        }
    }

    private async ValueTask<TurnStep> Repeated(ChannelReader<RepeatedStep> repeated, ExecutionClock clock, CancellationToken cancellationToken)
    {
        try
        {
            return await NextRepeated(repeated, clock);
        }
        catch (Exception exception)
        {
            return await Failed(exception, clock, cancellationToken);
        }
    }

    private async ValueTask<TurnStep> NextRepeated(ChannelReader<RepeatedStep> repeated, ExecutionClock clock)
    {
        clock.WaitForModel(_agreedWait);
        var has = await repeated.WaitToReadAsync(clock.Token);
        clock.HasCome();
        _agreedWait = default;
        if (!has || !repeated.TryRead(out var step))
            return TurnStep.End;
        if (step.Fault is null)
        {
            Update = step.Update;
            return TurnStep.Update;
        }

        UsedInVain = Used;
        Clear();
        (LastFault, _agreedWait) = (step.Fault, step.Wait);
        return TurnStep.Retry;
    }

    /// <summary>A repeated answer, which must end as an answer does.</summary>
    private static async IAsyncEnumerable<ChatResponseUpdate> Checked(IAsyncEnumerable<ChatResponseUpdate> answer, bool expectsFinish, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var figures = default(TurnFigures);
        string? error = null;
        await foreach (var update in answer.WithCancellation(cancellationToken))
        {
            if (update is null)
                continue;
            figures.Add(update);
            if (update.Contents.OfType<ErrorContent>().FirstOrDefault() is { } wrong)
                error = wrong.Message ?? wrong.ErrorCode ?? "no reason given";
            yield return update;
        }

        if (figures.BrokenOff(expectsFinish, error) is { } reason)
            throw new ModelBrokenOffException(reason);
    }

    private void Clear()
    {
        Fault = null;
        Update = null;
        _contents.Clear();
        _figures = default;
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

/// <summary>A model's answer broke off: it ended without an end, or said nothing at all.</summary>
internal sealed class ModelBrokenOffException(string message) : IOException(message);
