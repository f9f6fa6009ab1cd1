using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

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
    private readonly ConditionalWeakTable<Skill, ContextLoader> _contexts = [];
    private readonly IChatClient _client;
    private readonly SkillExecutorOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _random;

    /// <summary>An executor over a model.</summary>
    /// <param name="client">The model.</param>
    /// <param name="options">The limits; null for the defaults.</param>
    /// <param name="time">The clock of timestamps, timeouts and waits; null for the system's.</param>
    public SkillExecutor(IChatClient client, SkillExecutorOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _options = options ?? new SkillExecutorOptions();
        _time = time ?? TimeProvider.System;
        _random = _options.Seed is { } seed ? new Random(seed) : Random.Shared;
    }

    /// <summary>Executes a skill.</summary>
    /// <param name="request">What to execute.</param>
    /// <param name="cancellationToken">Cancels the execution, within one tool call; its last event is then <see cref="SkillEvent.Cancelled"/>.</param>
    /// <returns>The events as they happen. A consumer that leaves cancels the execution.</returns>
    public IAsyncEnumerable<SkillEvent> ExecuteAsync(SkillRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var context = _contexts.GetValue(request.Skill, static skill => new ContextLoader(skill));
        return new SkillRun(_client, request, context, _options, _time, _random).Events(cancellationToken);
    }

    /// <summary>Executes a skill and waits for its end.</summary>
    /// <param name="request">What to execute.</param>
    /// <param name="cancellationToken">Cancels the execution.</param>
    public async Task<SkillResult> RunAsync(SkillRequest request, CancellationToken cancellationToken = default)
    {
        var (iterations, events) = (0, 0);
        SkillEvent? last = null;
        await foreach (var happened in ExecuteAsync(request, cancellationToken))
        {
            events++;
            if (happened is SkillEvent.IterationCompleted)
                iterations++;
            last = happened;
        }

        return new SkillResult(last!, iterations, events);
    }
}
