using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>The one place where events are made: numbers them, and takes out what viewers may not see. Nothing reaches a viewer around it.</summary>
internal sealed class EventGate(ExecutionOrigin origin, EventVisibility visibility, ExecutionClock clock, int next)
{
    private EventQueue _made = new();
    private StreamedText _message;
    private StreamedText _thought;
    private long _ticks = clock.TicksAt(default);
    private int _shown;

    /// <summary>The last reading of the clock: when things happen until the next one.</summary>
    public TimeSpan Now
    {
        get;
        private set => (field, _ticks) = (value, clock.TicksAt(value));
    }

    /// <summary>The number of the next event.</summary>
    public int Next { get; private set; } = next;

    /// <summary>Whether events were made that nobody has taken yet.</summary>
    public bool HasAny => _made.HasAny;

    /// <summary>Whether the consumer does nothing between two events, so that no time passes there.</summary>
    public bool IsConsumerInstant { get; init; }

    /// <summary>Whether the terminal event was made.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Takes the next event, in the order in which they were made.</summary>
    public bool TryTake([NotNullWhen(true)] out SkillEvent? made) => _made.TryTake(out made);

    /// <summary>Reads the clock; until the next reading that is when things happen.</summary>
    public TimeSpan Read() => Now = clock.Elapsed;

    /// <summary>Reads the clock again where the consumer may have taken its time since the last reading.</summary>
    public TimeSpan ReadAgain() => IsConsumerInstant ? Now : Read();

    /// <summary>The model's next turn begins: a summary shows the beginning of each.</summary>
    /// <returns>The number of its first event.</returns>
    public int BeginTurn()
    {
        (_shown, _message, _thought) = (0, default, default);
        return Next;
    }

    public void Started(string task) => _made.Add(new SkillEvent.Started(Mark(), Clean(task)));

    public void CommandInjected(string skill, InjectedCommand command) => _made.Add(new SkillEvent.CommandInjected(
        Mark(), skill, Clean(command.Command), command.ExitCode, command.Text.Length, command.Refused is null ? null : Clean(command.Refused)));

    public void SkillActivated(string skill, int resources) => _made.Add(new SkillEvent.SkillActivated(Mark(), skill, resources));

    public void Warning(string message) => _made.Add(new SkillEvent.Warning(Mark(), Clean(message)));

    public void FileLoaded(SkillResource file) => _made.Add(new SkillEvent.FileLoaded(Mark(), Clean(file.Path), file.EstimatedTokens));

    public void SubAgentStarted(string skill, string id, string task)
    {
        var level = visibility.Of(ActivateSkillTool.ToolName);
        _made.Add(new SkillEvent.SubAgentStarted(Mark(level), skill, id, Text(task, level)));
    }

    public void SubAgentCompleted(string skill, string id, RunOutcome outcome)
    {
        var level = visibility.Of(ActivateSkillTool.ToolName);
        _made.Add(new SkillEvent.SubAgentCompleted(
            Mark(level), skill, id, Text(outcome.Summary, level), outcome.IsSuccess, outcome.Iterations, outcome.Usage));
    }

    /// <summary>An event of a sub-agent, which its own gate has made, as one of this execution's.</summary>
    public void Forwarded(SkillEvent below) => _made.Add(below with { Mark = Mark(below.Mark.Visibility) });

    /// <summary>What a piece of the model's answer is to people; nothing for what they do not see.</summary>
    public void Said(AIContent content)
    {
        switch (content)
        {
            case TextContent { Text.Length: > 0 } text:
                Read();
                Delta(Piece(text.Text, ref _message));
                break;
            case TextReasoningContent { Text.Length: > 0 } thought:
                Read();
                Thought(Piece(thought.Text, ref _thought));
                break;
        }
    }

    /// <summary>The model's turn is over: what was held back of its texts because it might have become a secret is none.</summary>
    public void EndTurn()
    {
        if (_thought.IsHeld)
            Thought(_thought.End());
        if (_message.IsHeld)
            Delta(_message.End());
    }

    public void TurnDiscarded(int from, string reason) => _made.Add(new SkillEvent.TurnDiscarded(Mark(), from, Clean(reason)));

    public void ToolCallStarted(FunctionCallContent call)
    {
        var level = visibility.Of(call.Name);
        _made.Add(new SkillEvent.ToolCallStarted(Mark(level), call.CallId, call.Name, Arguments(call.Arguments, level)));
    }

    public void ToolCallEnded(in CallSlot slot, TimeSpan at, TimeSpan duration)
    {
        Now = at;
        var (call, level) = (slot.Call, visibility.Of(slot.Call.Name));
        if (slot.IsFailed)
        {
            _made.Add(new SkillEvent.ToolCallFailed(Mark(level), call.CallId, call.Name, Text(slot.Observation!, level), slot.IsRefused, duration));
            return;
        }

        var shown = level is Visibility.Hidden ? null : Text(slot.Observation!, level);
        _made.Add(new SkillEvent.ToolCallCompleted(Mark(level), call.CallId, call.Name, shown, duration));
    }

    /// <summary>What was told while calls ran.</summary>
    public void Told(in Notice notice, ConversationState state)
    {
        if (notice.Call < 0)
        {
            Read();
            notice.Tell!(this);
            return;
        }

        ToolCallEnded(in state.Slot(notice.Call), notice.At, notice.Duration);
    }

    public void DecisionAsked(FunctionCallContent call)
    {
        var level = visibility.Of(call.Name);
        _made.Add(new SkillEvent.DecisionAsked(Mark(level), origin.ExecutionId, call.CallId, call.Name, Arguments(call.Arguments, level)));
    }

    public void DecisionMade(FunctionCallContent call, ToolDecision decision, bool byPerson) => _made.Add(new SkillEvent.DecisionMade(
        Mark(visibility.Of(call.Name)),
        origin.ExecutionId,
        call.CallId,
        call.Name,
        decision is ToolDecision.Allow,
        decision is ToolDecision.Deny denied ? Clean(denied.Reason) : null,
        decision is ToolDecision.Allow { Arguments: not null },
        byPerson));

    public void IterationCompleted(int iteration, TimeSpan started, TimeSpan model, long? inputTokens, long? outputTokens) =>
        _made.Add(new SkillEvent.IterationCompleted(Mark(), iteration, Now - started, model, inputTokens, outputTokens));

    /// <summary>The terminal event.</summary>
    public void End(RunOutcome outcome, TokenAccount tokens)
    {
        HasEnded = true;
        _made.Add(outcome.Kind switch
        {
            OutcomeKind.Completed => new SkillEvent.Completed(
                Mark(visibility.Assistant), Text(outcome.Answer!, visibility.Assistant), outcome.PartialBecause is { } because ? Clean(because) : null)
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
        });
    }

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private EventMark Mark(Visibility level = Visibility.Full) => new(origin, Next++, _ticks, level);

    private IDictionary<string, object?>? Arguments(IDictionary<string, object?>? arguments, Visibility level) => level switch
    {
        Visibility.Hidden => null,
        Visibility.Summary => arguments?.ToDictionary(argument => argument.Key, object? (_) => "...", StringComparer.Ordinal),
        _ => visibility.RedactSecrets ? Secrets.Redact(arguments) : arguments,
    };

    private string Text(string text, Visibility level) => level is Visibility.Hidden ? "" : Short(Clean(text), level);

    private void Delta(string clean)
    {
        if (clean.Length > 0)
            _made.Add(new SkillEvent.MessageDelta(Mark(visibility.Assistant), Room(clean, visibility.Assistant)));
    }

    private void Thought(string clean)
    {
        if (clean.Length > 0)
            _made.Add(new SkillEvent.Thought(Mark(visibility.Thoughts), Room(clean, visibility.Thoughts)));
    }

    // At every level, because the events are the same at every level.
    private string Piece(string piece, ref StreamedText streamed) => visibility.RedactSecrets ? streamed.Redact(piece) : piece;

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
}
