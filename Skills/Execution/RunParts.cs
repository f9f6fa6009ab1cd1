using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>The parts of one execution, put together, and the limits that end it.</summary>
internal sealed class RunParts
{
    private const int NamedCalls = 5;

    private readonly ConversationLimit? _limit;
    private ChatOptions? _chatOptions;
    private bool _isOneCallAtATime;

    public RunParts(SkillExecutor executor, SkillRequest request, Lineage? lineage, SkillConversation? before, bool isConsumerInstant, CancellationToken cancellationToken)
    {
        var options = executor.Options;
        Context = request.Skill is { } skill ? ContextLoader.Of(skill) : null;
        var settings = request.Skill?.Settings ?? SkillSettings.Default;
        State = before is not null
            ? ConversationState.Of(before)
            : ConversationState.Begin(request.ExecutionId ?? ExecutionIds.Next(), request.Skill?.Name ?? "", Context?.Digest ?? "", lineage?.Chain ?? []);
        var clock = new ExecutionClock(executor.Time, request.Timeout ?? options.ExecutionTimeout, options.ModelSilence ?? settings.TimeoutPerIteration, cancellationToken);
        Scope = new RunScope(executor, request, lineage, new ConversationLog(State, options.Journal), clock);
        Scope.Ledger.Add(State.Usage);
        Gate = new EventGate(new ExecutionOrigin(State.ExecutionId, State.Skill), options.Visibility, clock, State.NextSequence) { IsConsumerInstant = isConsumerInstant };
        Files = new FileTools(request.Skill, request.Workspace, options, executor.Time, Scope.Notices);
        Activation = request.Catalog is not { ForModels.Count: > 0 } ? null : new SkillActivation(Scope, Files);
        Tools = settings.Mode is ExecutionMode.Simple
            ? new OfferedTools([])
            : new OfferedTools([Activation?.Tool, Files.Read, Files.List, Files.Run], request.Tools);
        if (request.Skill is { AllowedTools: not null } restricted)
            Tools.Grant([restricted]);
        Calls = new TurnCalls(Scope, Tools, Activation);
        _limit = options.MaxConversationTokens is { } tokens ? new ConversationLimit(State.Messages, tokens) : null;
        Opening = new RunOpening(this);
        var client = lineage?.Kind?.Model ?? Opening.MappedModel ?? executor.Client;
        var metadata = executor.MetadataOf(client);
        var expectsFinish = options.ExpectsFinishReason ?? metadata?.ProviderUri is not null;
        Turn = new ModelTurn(client, metadata, expectsFinish, State.Messages, executor.Retries);
        SetChatOptions();
    }

    public RunScope Scope { get; }

    public ConversationState State { get; }

    public EventGate Gate { get; }

    /// <summary>What the skill costs once; null without a skill.</summary>
    public ContextLoader? Context { get; }

    public FileTools Files { get; }

    public SkillActivation? Activation { get; }

    public OfferedTools Tools { get; }

    public TurnCalls Calls { get; }

    public RunOpening Opening { get; }

    public ModelTurn Turn { get; }

    public bool IsCancelled => Scope.IsCancelled;

    /// <summary>What a model is asked beside the messages.</summary>
    /// <param name="isLast">Whether it may call no tool any more; it sees them all the same, because some providers refuse earlier calls without them.</param>
    public ChatOptions? ChatOptions(bool isLast)
    {
        if (!isLast || Tools.Count is 0)
            return _chatOptions;
        var last = _chatOptions!.Clone();
        last.ToolMode = ChatToolMode.None;
        return last;
    }

    public void Spend(in ModelUsage used)
    {
        Scope.Ledger.Add(used);
        Scope.Log.Spend(used);
    }

    /// <summary>Why it ended before its answer.</summary>
    public RunOutcome Interrupted() => Scope.Clock.IsCancelledByCaller
        ? new RunOutcome(OutcomeKind.Cancelled)
        : new RunOutcome(OutcomeKind.Failed) { Reason = Scope.Clock.TimeoutReason };

    /// <summary>Gives an outcome all that belongs to it.</summary>
    public RunOutcome Whole(RunOutcome outcome)
    {
        outcome.Answer ??= outcome.Kind is OutcomeKind.Failed ? LastWords() : null;
        outcome.Iterations = State.Iteration;
        outcome.Usage = Scope.Ledger.Total;
        outcome.State = new FinalState(State);
        return outcome;
    }

    public TokenAccount Account() => new(
        Scope.Request.Catalog,
        Opening.Instructions,
        Context,
        Activation,
        Files);

    /// <summary>Drops earlier results where the conversation has grown beyond the host's limit.</summary>
    public string? Shorten()
    {
        if (_limit is null || _limit.Hold() is not (> 0 and var dropped))
            return null;
        Files.Read.Forget();
        State.ForgetDropped();
        return FormattableString.Invariant($"The conversation is longer than {Scope.Options.MaxConversationTokens} tokens: {dropped} earlier tool results were dropped.");
    }

    /// <summary>Names a repetition to the model and to people the moment it is one.</summary>
    public string? NameRepetition()
    {
        if (State.Repetitions != Scope.Options.MaxRepetitions)
            return null;
        var repeated = Repeated(ToolCallText.Of);
        State.Messages.Add(new ChatMessage(ChatRole.User, $"{repeated} Another repetition brings nothing new: go on to the next step, or answer."));
        return Repeated(Gate.Words);
    }

    /// <summary>Heeds what the calls have changed: further skills, and a model that cannot make several calls at once.</summary>
    public void Regrant()
    {
        var isUnreadable = !_isOneCallAtATime && Calls.HadUnreadable;
        var active = Activation?.TakeChanged();
        if (active is not null)
            Tools.Grant(active);
        _isOneCallAtATime |= isUnreadable;
        if (active is not null || isUnreadable)
            SetChatOptions();
    }

    public RunOutcome? Hopeless() => State.FailingTurns < Scope.Options.MaxFailingTurns ? null : new RunOutcome(OutcomeKind.Failed)
    {
        Reason = Failing(ToolCallText.Tried(State.AllFailures, call => call)),
        ShownReason = Failing(Gate.Words(State.AllFailures)),
    };

    /// <summary>Why the next turn is the last one; null where it is not.</summary>
    public string? LimitReached() =>
        State.Iteration >= Scope.MaxIterations ? FormattableString.Invariant($"The limit of {Scope.MaxIterations} iterations is reached.") :
        State.ToolCalls >= Scope.Options.MaxToolCalls ? FormattableString.Invariant($"The limit of {Scope.Options.MaxToolCalls} tool calls is reached.") :
        State.Repetitions >= 2 * Scope.Options.MaxRepetitions ? Repeated(Gate.Words) :
        Scope.Ledger.LimitReached();

    private string Repeated(Func<FunctionCallContent, string> words)
    {
        var calls = State.RepeatedCalls;
        var named = string.Join(", ", calls.Take(NamedCalls).Select(words)) + (calls.Count > NamedCalls ? ", ..." : "");
        return calls.Count is 1
            ? FormattableString.Invariant($"The same call has brought the same result {State.Repetitions} times: {named}.")
            : FormattableString.Invariant($"The same calls have brought the same results again and again, in {State.Repetitions} turns: {named}.");
    }

    private string Failing(string tried) => FormattableString.Invariant($"Every tool call failed in {State.FailingTurns} turns in a row. Tried: {tried}.");

    private string? LastWords()
    {
        if (Turn.Contents.Text is { Length: > 0 } broken)
            return broken;
        for (var i = State.Messages.Count - 1; i >= 0; i--)
        {
            if (State.Messages[i].Role == ChatRole.Assistant && State.Messages[i].Text is { Length: > 0 } said)
                return said;
        }

        return null;
    }

    private void SetChatOptions()
    {
        _chatOptions = Scope.Options.ChatOptions?.Clone();
        var hosted = _chatOptions?.Tools?.Where(tool => tool is not AIFunctionDeclaration).ToList();
        if (Tools.Count is 0)
            return;
        _chatOptions ??= new ChatOptions();
        _chatOptions.Tools = hosted is { Count: > 0 } ? [.. Tools.Declarations(), .. hosted] : Tools.Declarations();
        if (_isOneCallAtATime)
            _chatOptions.AllowMultipleToolCalls = false;
    }
}
