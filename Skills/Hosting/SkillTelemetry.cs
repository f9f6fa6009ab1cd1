using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Skills;

/// <summary>Traces, metrics and logs of executions, made from their events; what nobody listens to costs nothing.</summary>
/// <remarks>
/// The source and the meter are named <c>Skills</c>; names follow OpenTelemetry's conventions for generative AI: spans <c>invoke_agent</c>, <c>chat</c> and
/// <c>execute_tool</c>, histograms <c>gen_ai.client.operation.duration</c> (s) and <c>gen_ai.client.token.usage</c> (tokens). Our own are
/// <c>skills.executions</c>, <c>skills.iterations</c> and <c>skills.iteration.overhead</c> (s), an iteration's time without the model's, and <c>skills.tokens</c>
/// and <c>skills.model_calls</c> of whole executions by model, failed tries and sub-agents included.
/// Security: no prompts, arguments, results or answers are reported.
/// </remarks>
internal sealed class SkillTelemetry
{
    private const string Name = "Skills";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> OperationDuration = Meter.CreateHistogram<double>("gen_ai.client.operation.duration", "s", "Duration of a model call.");
    private static readonly Histogram<long> TokenUsage = Meter.CreateHistogram<long>("gen_ai.client.token.usage", "{token}", "Tokens of a model call.");
    private static readonly Counter<long> Executions = Meter.CreateCounter<long>("skills.executions", "{execution}", "Executions that ended.");
    private static readonly Counter<long> Iterations = Meter.CreateCounter<long>("skills.iterations", "{iteration}", "Iterations that were completed.");
    private static readonly Histogram<double> Overhead = Meter.CreateHistogram<double>("skills.iteration.overhead", "s", "Time of an iteration without the model's.");

    private static readonly Counter<long> Tokens = Meter.CreateCounter<long>("skills.tokens", "{token}", "Tokens of executions, failed tries and sub-agents included.");
    private static readonly Counter<long> ModelCalls = Meter.CreateCounter<long>("skills.model_calls", "{call}", "Requests to models, failed tries and sub-agents included.");

    private readonly bool _isSubAgent;
    private readonly ILogger? _logger;
    private readonly Activity? _execution;
    private readonly string? _model;
    private readonly string? _provider;
    private readonly string _skill;

    private SkillTelemetry(SkillRequest request, IChatClient client, ILogger? logger, bool isSubAgent)
    {
        _isSubAgent = isSubAgent;
        _logger = logger;
        _skill = request.Skill?.Name ?? "";
        var metadata = HostCode.Try(() => client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata);
        (_model, _provider) = (metadata?.DefaultModelId, metadata?.ProviderName);
        _execution = Source.StartActivity($"invoke_agent {_skill}".TrimEnd(), ActivityKind.Internal);
        _execution?.SetTag("gen_ai.operation.name", "invoke_agent").SetTag("gen_ai.agent.name", _skill);
    }

    /// <summary>Whether anybody listens.</summary>
    public static bool IsOn(ILogger? logger) =>
        Source.HasListeners() || Executions.Enabled || Iterations.Enabled || OperationDuration.Enabled || TokenUsage.Enabled || Overhead.Enabled || Tokens.Enabled || ModelCalls.Enabled
        || logger?.IsEnabled(LogLevel.Error) is true;

    /// <summary>The events of an execution, told of on their way.</summary>
    public static async IAsyncEnumerable<SkillEvent> Observe(
        IAsyncEnumerable<SkillEvent> events,
        SkillRequest request,
        SkillExecutor executor,
        bool isSubAgent,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var before = Activity.Current;
        var telemetry = new SkillTelemetry(request, executor.Client, executor.Logger, isSubAgent);
        Activity.Current = before;
        await using var execution = events.GetAsyncEnumerator(cancellationToken);
        try
        {
            while (true)
            {
                // What the execution does, tools included, happens within its span; what the consumer does, does not.
                Activity.Current = telemetry._execution ?? before;
                var next = execution.MoveNextAsync();
                Activity.Current = before;
                if (!await next)
                    yield break;
                telemetry.Note(execution.Current);
                yield return execution.Current;
            }
        }
        finally
        {
            telemetry._execution?.Dispose();
        }
    }

    private void Note(SkillEvent happened)
    {
        switch (happened)
        {
            case SkillEvent.Started started:
                _execution?.SetTag("gen_ai.conversation.id", started.Mark.Origin.ExecutionId);
                if (_logger is not null)
                    SkillLog.Started(_logger, started.Mark.Origin.ExecutionId, _skill);
                break;
            case SkillEvent.DecisionMade decision when _logger is not null:
                SkillLog.Decided(_logger, decision.ExecutionId, decision.Tool, decision.IsAllowed, decision.ByPerson);
                break;
            case SkillEvent.ToolCallCompleted call:
                ToolSpan(call.CallId, call.Tool, call.Mark.Timestamp, call.Duration, null);
                break;
            case SkillEvent.ToolCallFailed call:
                ToolSpan(call.CallId, call.Tool, call.Mark.Timestamp, call.Duration, call.IsRefused ? "refused" : "tool_failure");
                if (_logger is not null)
                    SkillLog.ToolFailed(_logger, call.Mark.Origin.ExecutionId, call.Tool, call.IsRefused);
                break;
            case SkillEvent.CommandInjected command when _logger is not null:
                SkillLog.CommandInjected(_logger, command.Mark.Origin.ExecutionId, command.Command, command.ExitCode, command.Refused);
                break;
            case SkillEvent.Warning warning when _logger is not null:
                SkillLog.Warned(_logger, warning.Mark.Origin.ExecutionId, warning.Message);
                break;
            case SkillEvent.IterationCompleted iteration:
                Note(iteration);
                break;
            case SkillEvent.End end:
                Note(end);
                break;
        }
    }

    private void Note(SkillEvent.IterationCompleted iteration)
    {
        var started = iteration.Mark.Timestamp - iteration.Duration;
        using (var chat = Span($"chat {_model}".TrimEnd(), ActivityKind.Client, started))
        {
            chat?.SetTag("gen_ai.operation.name", "chat").SetTag("gen_ai.request.model", _model).SetTag("gen_ai.provider.name", _provider)
                .SetTag("gen_ai.usage.input_tokens", iteration.InputTokens).SetTag("gen_ai.usage.output_tokens", iteration.OutputTokens)
                .SetEndTime((started + iteration.ModelDuration).UtcDateTime);
        }

        var tags = Tags("chat");
        OperationDuration.Record(iteration.ModelDuration.TotalSeconds, tags);
        Overhead.Record((iteration.Duration - iteration.ModelDuration).TotalSeconds, new KeyValuePair<string, object?>("gen_ai.agent.name", _skill));
        Iterations.Add(1, new KeyValuePair<string, object?>("gen_ai.agent.name", _skill));
        if (iteration.InputTokens is { } input)
            TokenUsage.Record(input, WithType(tags, "input"));
        if (iteration.OutputTokens is { } output)
            TokenUsage.Record(output, WithType(tags, "output"));
    }

    private void Note(SkillEvent.End end)
    {
        var (outcome, error) = end switch
        {
            SkillEvent.Completed { PartialBecause: null } => ("completed", null),
            SkillEvent.Completed => ("partial", null),
            SkillEvent.Failed failed => ("failed", failed.ErrorType ?? "failed"),
            SkillEvent.Suspended => ("suspended", null),
            _ => ("cancelled", null),
        };
        Executions.Add(1, new TagList { { "gen_ai.agent.name", _skill }, { "skills.outcome", outcome } });
        _execution?.SetTag("skills.outcome", outcome);
        if (error is not null)
            _execution?.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
        if (_logger is not null)
            SkillLog.Ended(_logger, end.Mark.Origin.ExecutionId, outcome);
        if (_logger is not null && end is SkillEvent.Failed fault)
            SkillLog.Failed(_logger, end.Mark.Origin.ExecutionId, fault.ErrorType, fault.Reason);
        // A sub-agent's usage is part of its parent's.
        if (!_isSubAgent)
            Count(end.Usage);
    }

    private void Count(Usage usage)
    {
        foreach (var model in usage.Models)
        {
            var tags = new TagList { { "gen_ai.request.model", model.Model }, { "gen_ai.agent.name", _skill } };
            ModelCalls.Add(model.Calls, tags);
            foreach (var (type, count) in new[] { ("input", model.InputTokens), ("cached_input", model.CachedInputTokens), ("output", model.OutputTokens), ("reasoning", model.ReasoningTokens) })
            {
                if (count > 0)
                    Tokens.Add(count, WithType(tags, type));
            }
        }
    }

    private void ToolSpan(string callId, string tool, DateTimeOffset end, TimeSpan duration, string? error)
    {
        using var span = Span($"execute_tool {tool}", ActivityKind.Internal, end - duration);
        span?.SetTag("gen_ai.operation.name", "execute_tool").SetTag("gen_ai.tool.name", tool).SetTag("gen_ai.tool.call.id", callId).SetEndTime(end.UtcDateTime);
        if (error is not null)
            span?.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
    }

    private Activity? Span(string name, ActivityKind kind, DateTimeOffset started)
    {
        var before = Activity.Current;
        var span = Source.StartActivity(name, kind, _execution?.Context ?? default, startTime: started);
        Activity.Current = before;
        return span;
    }

    private TagList Tags(string operation)
    {
        var tags = new TagList { { "gen_ai.operation.name", operation } };
        if (_model is not null)
            tags.Add("gen_ai.request.model", _model);
        if (_provider is not null)
            tags.Add("gen_ai.provider.name", _provider);
        return tags;
    }

    private static TagList WithType(TagList tags, string type)
    {
        tags.Add("gen_ai.token.type", type);
        return tags;
    }
}
