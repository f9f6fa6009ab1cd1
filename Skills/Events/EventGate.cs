using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>The one place where events are made: numbers them, and takes out what viewers may not see. Nothing reaches a viewer around it.</summary>
internal sealed class EventGate(ExecutionOrigin origin, EventVisibility visibility, ExecutionClock clock, int next)
{
    private Streamed _message;
    private Streamed _thought;
    private int _shown;

    /// <summary>The last reading of the clock: when things happen until the next one.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>The number of the next event.</summary>
    public int Next { get; private set; } = next;

    /// <summary>Reads the clock; until the next reading that is when things happen.</summary>
    public TimeSpan Read() => Now = clock.Elapsed;

    /// <summary>The model's next turn begins: a summary shows the beginning of each.</summary>
    /// <returns>The number of its first event.</returns>
    public int BeginTurn()
    {
        (_shown, _message, _thought) = (0, default, default);
        return Next;
    }

    public SkillEvent Started(string task) => new SkillEvent.Started(Mark(), Clean(task));

    public SkillEvent CommandInjected(string skill, InjectedCommand command) =>
        new SkillEvent.CommandInjected(Mark(), skill, Clean(command.Command), command.ExitCode, command.Text.Length, command.Refused is null ? null : Clean(command.Refused));

    public SkillEvent SkillActivated(string skill, int resources) => new SkillEvent.SkillActivated(Mark(), skill, resources);

    public SkillEvent Warning(string message) => new SkillEvent.Warning(Mark(), Clean(message));

    public SkillEvent FileLoaded(SkillResource file) => new SkillEvent.FileLoaded(Mark(), Clean(file.Path), file.EstimatedTokens);

    public SkillEvent SubAgentStarted(string skill, string id, string task) =>
        new SkillEvent.SubAgentStarted(Mark(visibility.Of(ActivateSkillTool.ToolName)), skill, id, Text(task, visibility.Of(ActivateSkillTool.ToolName)));

    public SkillEvent SubAgentCompleted(string skill, string id, RunOutcome outcome) => new SkillEvent.SubAgentCompleted(
        Mark(visibility.Of(ActivateSkillTool.ToolName)), skill, id, Text(outcome.Summary, visibility.Of(ActivateSkillTool.ToolName)), outcome.IsSuccess, outcome.Iterations, outcome.Usage);

    /// <summary>An event of a sub-agent, which its own gate has made, as one of this execution's.</summary>
    public SkillEvent Forwarded(SkillEvent below) => below with { Mark = Mark(below.Mark.Visibility) };

    /// <summary>What a piece of the model's answer is to people; null for what they do not see.</summary>
    public SkillEvent? Said(AIContent content)
    {
        switch (content)
        {
            case TextContent { Text.Length: > 0 } text:
                Read();
                return Delta(Piece(text.Text, ref _message));
            case TextReasoningContent { Text.Length: > 0 } thought:
                Read();
                return Thought(Piece(thought.Text, ref _thought));
            default:
                return null;
        }
    }

    /// <summary>What was held back of the turn's texts because it might have become a secret; null for nothing.</summary>
    public (SkillEvent? Thought, SkillEvent? Delta) EndTurn() => (Thought(_thought.End()), Delta(_message.End()));

    public SkillEvent TurnDiscarded(int from, string reason) => new SkillEvent.TurnDiscarded(Mark(), from, Clean(reason));

    public SkillEvent ToolCallStarted(FunctionCallContent call) =>
        new SkillEvent.ToolCallStarted(Mark(visibility.Of(call.Name)), call.CallId, call.Name, Arguments(call.Arguments, visibility.Of(call.Name)));

    public SkillEvent ToolCallEnded(in CallSlot slot, TimeSpan duration)
    {
        var (call, level) = (slot.Call, visibility.Of(slot.Call.Name));
        return slot.IsFailed
            ? new SkillEvent.ToolCallFailed(Mark(level), call.CallId, call.Name, Text(slot.Observation!, level), slot.IsRefused, duration)
            : new SkillEvent.ToolCallCompleted(Mark(level), call.CallId, call.Name, level is Visibility.Hidden ? null : Text(slot.Observation!, level), duration);
    }

    /// <summary>What was told while calls ran.</summary>
    public SkillEvent Told(in Notice notice, ConversationState state)
    {
        if (notice.Call < 0)
        {
            Read();
            return notice.Make!(this);
        }

        Now = notice.At;
        return ToolCallEnded(in state.Slot(notice.Call), notice.Duration);
    }

    public SkillEvent DecisionAsked(FunctionCallContent call) => new SkillEvent.DecisionAsked(
        Mark(visibility.Of(call.Name)), origin.ExecutionId, call.CallId, call.Name, Arguments(call.Arguments, visibility.Of(call.Name)));

    public SkillEvent DecisionMade(FunctionCallContent call, ToolDecision decision, bool byPerson) => new SkillEvent.DecisionMade(
        Mark(visibility.Of(call.Name)),
        origin.ExecutionId,
        call.CallId,
        call.Name,
        decision is ToolDecision.Allow,
        decision is ToolDecision.Deny denied ? Clean(denied.Reason) : null,
        decision is ToolDecision.Allow { Arguments: not null },
        byPerson);

    public SkillEvent IterationCompleted(int iteration, TimeSpan started, TimeSpan model, long? inputTokens, long? outputTokens) =>
        new SkillEvent.IterationCompleted(Mark(), iteration, Now - started, model, inputTokens, outputTokens);

    /// <summary>The terminal event.</summary>
    public SkillEvent End(RunOutcome outcome, TokenAccount tokens) => outcome.Kind switch
    {
        OutcomeKind.Completed => new SkillEvent.Completed(Mark(visibility.Assistant), Text(outcome.Answer!, visibility.Assistant), outcome.PartialBecause is { } because ? Clean(because) : null)
        {
            Tokens = tokens,
            Usage = outcome.Usage,
            Source = outcome.State,
        },
        OutcomeKind.Failed => new SkillEvent.Failed(Mark(), Clean(outcome.ShownReason ?? outcome.Reason!), outcome.Exception?.GetType().FullName)
        {
            Partial = outcome.Answer is { Length: > 0 } said ? Text(said, visibility.Assistant) : null,
            Tokens = tokens,
            Usage = outcome.Usage,
            Source = outcome.State,
        },
        OutcomeKind.Suspended => new SkillEvent.Suspended(Mark(), [.. outcome.Conversation!.Pending.Select(Shown)])
        {
            Tokens = tokens,
            Usage = outcome.Usage,
            Source = outcome.State,
        },
        _ => new SkillEvent.Cancelled(Mark()) { Tokens = tokens, Usage = outcome.Usage, Source = outcome.State },
    };

    /// <summary>A call in words for people: a tool that is not shown in full shows its name alone.</summary>
    public string Words(FunctionCallContent call) => visibility.Of(call.Name) is Visibility.Full ? ToolCallText.Of(call) : call.Name;

    /// <summary>What has failed in words for people, each with how often.</summary>
    public string Words(IReadOnlyDictionary<string, int> failures) => ToolCallText.Tried(failures, call =>
        call[..call.IndexOf('(', StringComparison.Ordinal)] is var tool && visibility.Of(tool) is Visibility.Full ? call : tool);

    private PendingCall Shown(PendingCall call)
    {
        var arguments = Arguments(CallDigest.Arguments(call.Arguments), visibility.Of(call.Tool));
        return call with { Arguments = CallDigest.Json(arguments) };
    }

    private EventMark Mark(Visibility level = Visibility.Full) => new(origin, Next++, clock.At(Now), level);

    private IDictionary<string, object?>? Arguments(IDictionary<string, object?>? arguments, Visibility level) => level switch
    {
        Visibility.Hidden => null,
        Visibility.Summary => arguments?.ToDictionary(argument => argument.Key, object? (_) => "...", StringComparer.Ordinal),
        _ => visibility.RedactSecrets ? Secrets.Redact(arguments) : arguments,
    };

    private string Text(string text, Visibility level) => level is Visibility.Hidden ? "" : Short(Clean(text), level);

    private SkillEvent? Delta(string clean) =>
        clean.Length is 0 ? null : new SkillEvent.MessageDelta(Mark(visibility.Assistant), Room(clean, visibility.Assistant));

    private SkillEvent? Thought(string clean) =>
        clean.Length is 0 ? null : new SkillEvent.Thought(Mark(visibility.Thoughts), Room(clean, visibility.Thoughts));

    // At every level, because the events are the same at every level.
    private string Piece(string piece, ref Streamed streamed) => visibility.RedactSecrets ? streamed.Redact(piece) : piece;

    private string Room(string clean, Visibility level)
    {
        if (level is not Visibility.Summary)
            return level is Visibility.Full ? clean : "";
        var room = Math.Clamp(visibility.SummaryCharacters - _shown, 0, clean.Length);
        _shown += clean.Length;
        return clean[..room];
    }

    private string Clean(string text) => visibility.RedactSecrets ? Secrets.Redact(text) : text;

    private string Short(string text, Visibility level) =>
        level is Visibility.Summary && text.Length > visibility.SummaryCharacters ? string.Concat(text.AsSpan(0, visibility.SummaryCharacters), "...") : text;

    /// <summary>A text that comes in pieces: many come in one, for which nothing has to be remembered.</summary>
    private struct Streamed
    {
        private string? _first;
        private StreamedSecrets? _secrets;

        public readonly string End() => _secrets?.End() ?? "";

        public string Redact(string piece)
        {
            if (_first is null && !SecretSigns.AreIn(piece))
                return _first = piece;
            if (_secrets is null)
            {
                _secrets = new StreamedSecrets();
                _secrets.Redact(_first ??= "");
            }

            return _secrets.Redact(piece);
        }
    }
}
