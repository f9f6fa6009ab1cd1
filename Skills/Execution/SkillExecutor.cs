using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Skills;

/// <summary>Executes skills autonomously: the model reasons, acts through tools, observes, and goes on until the task is done.</summary>
/// <remarks>
/// Thread-safe: any number of executions may run at once, each with a state of its own. What a skill costs once (its text, its list
/// of files) is kept as long as the skill itself.
/// Security: the model decides which tools are called and with what, unless <see cref="SkillExecutorOptions.Policy"/> decides otherwise; the built-in
/// tools reach only the skill's folder and the request's workspace. A tool that the host adds can do what the host lets it do.
/// </remarks>
public sealed class SkillExecutor
{
    private ChatClientMetadata? _metadata;
    private volatile bool _isMetadataRead;

    /// <summary>An executor over a model.</summary>
    /// <param name="client">The model. A client that calls functions by itself may be used: it is shown declarations, and the engine makes the calls.</param>
    /// <param name="options">The limits; null for the defaults.</param>
    /// <param name="time">The clock of timestamps, timeouts and waits; null for the system's.</param>
    /// <param name="logger">Where executions are logged; null for nowhere. Traces and metrics are reported to whoever listens to the name <c>Skills</c>.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public SkillExecutor(IChatClient client, SkillExecutorOptions? options = null, TimeProvider? time = null, ILogger<SkillExecutor>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        Client = client;
        Options = options ?? new SkillExecutorOptions();
        if (Options.Problems().FirstOrDefault() is { } problem)
            throw new ArgumentException(problem, nameof(options));
        Time = time ?? TimeProvider.System;
        Logger = logger;
        Retries = new TurnRetries(Options, Time, Options.Seed is { } seed ? new Random(seed) : Random.Shared);
    }

    internal IChatClient Client { get; }

    internal SkillExecutorOptions Options { get; }

    internal TimeProvider Time { get; }

    internal ILogger? Logger { get; }

    internal TurnRetries Retries { get; }

    /// <summary>What a model says of itself; asked once for the executor's own.</summary>
    internal ChatClientMetadata? MetadataOf(IChatClient client)
    {
        if (!ReferenceEquals(client, Client))
            return Read(client);
        if (!_isMetadataRead)
            (_metadata, _isMetadataRead) = (Read(client), true);
        return _metadata;

        static ChatClientMetadata? Read(IChatClient client) => HostCode.Try(() => client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata);
    }

    /// <summary>Executes a skill.</summary>
    /// <param name="request">What to execute: a skill, a catalogue to choose from, or both.</param>
    /// <param name="cancellationToken">Cancels the execution, within one tool call; its last event is then <see cref="SkillEvent.Cancelled"/>.</param>
    /// <returns>The events as they happen; each enumeration is an execution of its own. A consumer that leaves cancels the execution.</returns>
    /// <exception cref="ArgumentException">The request names neither a skill nor a catalogue, or two of its tools have one name.</exception>
    public IAsyncEnumerable<SkillEvent> ExecuteAsync(SkillRequest request, CancellationToken cancellationToken = default)
    {
        Check(request);
        return Observed(() => new SkillRun(this, request, null, null, null), request, isSubAgent: false, cancellationToken);
    }

    /// <summary>Goes on with a conversation: with a further message of the user, with decisions on calls that wait for them, or where it ended.</summary>
    /// <param name="conversation">The conversation, from a terminal event or from a journal.</param>
    /// <param name="request">The surroundings, as at the beginning: skill, catalogue, tools, workspace and user. Its task is part of the conversation already.</param>
    /// <param name="input">What to go on with; null for <see cref="SkillInput.Resume"/>.</param>
    /// <param name="cancellationToken">Cancels the execution.</param>
    /// <returns>The events as they happen; ids and numbers go on.</returns>
    /// <exception cref="ArgumentException">The request is of another skill, or a decision is for a call that does not wait, or for other arguments.</exception>
    public IAsyncEnumerable<SkillEvent> ContinueAsync(SkillConversation conversation, SkillRequest request, SkillInput? input = null, CancellationToken cancellationToken = default)
    {
        var (checkedRequest, checkedInput) = Check(conversation, request, input);
        return Observed(() => new SkillRun(this, checkedRequest, null, conversation, checkedInput), checkedRequest, isSubAgent: false, cancellationToken);
    }

    /// <summary>Executes a skill and waits for its end.</summary>
    /// <param name="request">What to execute.</param>
    /// <param name="cancellationToken">Cancels the execution.</param>
    public Task<SkillResult> RunAsync(SkillRequest request, CancellationToken cancellationToken = default)
    {
        Check(request);
        return ResultOf(new SkillRun(this, request, null, null, null) { IsConsumerInstant = true }, cancellationToken);
    }

    /// <summary>Goes on with a conversation and waits for its end.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="request">The surroundings, as at the beginning.</param>
    /// <param name="input">What to go on with; null for <see cref="SkillInput.Resume"/>.</param>
    /// <param name="cancellationToken">Cancels the execution.</param>
    public Task<SkillResult> RunAsync(SkillConversation conversation, SkillRequest request, SkillInput? input = null, CancellationToken cancellationToken = default)
    {
        var (checkedRequest, checkedInput) = Check(conversation, request, input);
        return ResultOf(new SkillRun(this, checkedRequest, null, conversation, checkedInput) { IsConsumerInstant = true }, cancellationToken);
    }

    /// <summary>The events of one run, reported to telemetry where somebody listens.</summary>
    internal IAsyncEnumerable<SkillEvent> Observed(SkillRun run, CancellationToken cancellationToken = default) =>
        Observed(() => run, run.Request, run.IsSubAgent, cancellationToken);

    /// <exception cref="ArgumentException">The request cannot be executed.</exception>
    internal void Check(SkillRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Problem(Options) is { } problem)
            throw new ArgumentException(problem, nameof(request));
    }

    private Task<SkillResult> ResultOf(SkillRun run, CancellationToken cancellationToken) => SkillTelemetry.IsOn(Logger)
        ? SkillResult.Of(run, Observed(run, cancellationToken))
        : SkillResult.Of(run, cancellationToken);

    private IAsyncEnumerable<SkillEvent> Observed(Func<SkillRun> begin, SkillRequest request, bool isSubAgent, CancellationToken cancellationToken)
    {
        var events = new SkillEvents(begin, cancellationToken);
        return SkillTelemetry.IsOn(Logger) ? SkillTelemetry.Observe(events, request, this, isSubAgent, cancellationToken) : events;
    }

    /// <exception cref="ArgumentException">The conversation cannot be continued so.</exception>
    internal (SkillRequest Request, SkillInput Input) Check(SkillConversation conversation, SkillRequest request, SkillInput? input)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        Check(request);
        if (!string.Equals(conversation.Skill, request.Skill?.Name ?? "", StringComparison.Ordinal))
            throw new ArgumentException($"The conversation is of skill \"{conversation.Skill}\", and the request of \"{request.Skill?.Name}\"; give the same skill.", nameof(request));
        if (input is SkillInput.Decisions { All: var decisions })
        {
            var pending = conversation.Pending;
            foreach (var decision in decisions)
            {
                var call = pending.FirstOrDefault(waiting => string.Equals(waiting.CallId, decision.CallId, StringComparison.Ordinal) && string.Equals(waiting.ExecutionId, decision.ExecutionId, StringComparison.Ordinal))
                    ?? throw new ArgumentException($"Call \"{decision.CallId}\" does not wait for a decision; take the calls from the conversation's Pending.", nameof(input));
                if (!string.Equals(call.Digest, decision.Digest, StringComparison.Ordinal))
                    throw new ArgumentException($"The decision on call \"{decision.CallId}\" was made for other arguments than the call has now; decide again.", nameof(input));
            }
        }

        return (request with { ExecutionId = conversation.ExecutionId }, input ?? SkillInput.Resume);
    }
}
