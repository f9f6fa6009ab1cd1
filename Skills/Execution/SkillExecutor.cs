using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Skills;

/// <summary>Executes skills autonomously: the model reasons, acts through tools, observes, and goes on until the task is done.</summary>
/// <remarks>
/// Thread-safe: any number of executions may run at once, each with a state of its own. What a skill costs once (its text, its list
/// of files) is kept as long as the skill itself.
/// Security: the model decides which tools are called and with what; the built-in tools reach only the skill's folder and the
/// request's workspace. A tool that the host adds can do what the host lets it do.
/// </remarks>
public sealed class SkillExecutor
{
    private readonly ILogger? _logger;
    private readonly ConditionalWeakTable<Skill, ContextLoader> _contexts = [];

    /// <summary>An executor over a model.</summary>
    /// <param name="client">The model.</param>
    /// <param name="options">The limits; null for the defaults.</param>
    /// <param name="time">The clock of timestamps, timeouts and waits; null for the system's.</param>
    /// <param name="logger">Where executions are logged; null for nowhere. Traces and metrics are told to whoever listens to the name <c>Skills</c>.</param>
    public SkillExecutor(IChatClient client, SkillExecutorOptions? options = null, TimeProvider? time = null, ILogger<SkillExecutor>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        Client = client;
        Options = options ?? new SkillExecutorOptions();
        Time = time ?? TimeProvider.System;
        _logger = logger;
        Retries = new TurnRetries(Options, Time, Options.Seed is { } seed ? new Random(seed) : Random.Shared);
    }

    internal IChatClient Client { get; }

    internal SkillExecutorOptions Options { get; }

    internal TimeProvider Time { get; }

    internal TurnRetries Retries { get; }

    /// <summary>Executes a skill.</summary>
    /// <param name="request">What to execute: a skill, a catalogue to choose from, or both.</param>
    /// <param name="cancellationToken">Cancels the execution, within one tool call; its last event is then <see cref="SkillEvent.Cancelled"/>.</param>
    /// <returns>The events as they happen. A consumer that leaves cancels the execution.</returns>
    /// <exception cref="ArgumentException">The request names neither a skill nor a catalogue.</exception>
    public IAsyncEnumerable<SkillEvent> ExecuteAsync(SkillRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request is { Skill: null, Catalog: null })
            throw new ArgumentException("The request names neither a skill nor a catalogue to choose from.", nameof(request));
        var events = new SkillRun(this, request).Events(cancellationToken);
        return SkillTelemetry.IsOn(_logger) ? SkillTelemetry.Observe(events, request, Client, _logger, cancellationToken) : events;
    }

    /// <summary>The loader of a skill's text; one for each skill.</summary>
    internal ContextLoader ContextOf(Skill skill) => _contexts.GetValue(skill, static known => new ContextLoader(known));

    /// <summary>Executes a skill and waits for its end.</summary>
    /// <param name="request">What to execute.</param>
    /// <param name="cancellationToken">Cancels the execution.</param>
    public Task<SkillResult> RunAsync(SkillRequest request, CancellationToken cancellationToken = default) =>
        SkillResult.Of(ExecuteAsync(request, cancellationToken));
}
