using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>One execution: its conversation, its limits, and its events.</summary>
internal sealed class SkillRun
{
    private const string Role =
        "You carry out the skill below for the user, step by step and on your own. Use the tools to look things up and to act; " +
        "read a bundled file when the instructions point to it. When the task is done, answer without calling a tool.";

    private const string Choice = "These skills can be activated by calling " + ActivateSkillTool.ToolName + " with the name; do so where one fits the task:\n";

    private const string Review = "Check this answer against the instructions and the task. Do what is missing, with tools where that helps, then give the whole answer again.";

    private readonly SkillRequest _request;
    private readonly SkillExecutor _executor;
    private readonly SkillExecutorOptions _options;
    private readonly Lineage? _lineage;
    private readonly SkillSettings _settings;
    private readonly ExecutionOrigin _origin;
    private readonly EventGate _view;
    private readonly List<ChatMessage> _messages = new(8);
    private readonly Repetition _repetition = new();
    private readonly FileTools _files;
    private readonly ModelTurn _turn;
    private readonly ToolRunner _tools;
    private readonly SkillActivation? _activation;
    private readonly IReadOnlyList<AIFunction> _offered;
    private readonly int _maxIterations;
    private ChatOptions? _chatOptions;
    private ExecutionClock _clock = null!;
    private string? _instructions;
    private ToolOutcome _outcome;
    private ToolOutcome[]? _outcomes;
    private bool _isInterrupted;
    private TimeSpan _now;
    private int _sequence;
    private int _iteration;
    private int _toolCalls;
    private int _failingTurns;

    public SkillRun(SkillExecutor executor, SkillRequest request, Lineage? lineage = null)
    {
        (_executor, _request, _lineage, _options) = (executor, request, lineage, executor.Options);
        _settings = request.Skill?.Settings ?? SkillSettings.Default;
        _maxIterations = _settings.Mode is ExecutionMode.Simple ? 1 : Math.Min(_settings.MaxIterations, lineage?.MaxIterations ?? int.MaxValue);
        _origin = new ExecutionOrigin(request.ExecutionId ?? ExecutionIds.Next(), request.Skill?.Name ?? "");
        _view = new EventGate(_options.Visibility);
        _files = new FileTools(request.Skill, request.Workspace, _options, executor.Time);
        if (request.Catalog is not null)
            _activation = new SkillActivation(executor, request, _origin, lineage, _files, _maxIterations);
        _offered = _settings.Mode is ExecutionMode.Simple ? [] : Offered();
        _tools = new ToolRunner(_settings.MaxRetriesPerTool);
        Grant(ToolGrant.Filter(_offered, request.Skill?.AllowedTools));
        _turn = new ModelTurn(Model(), _messages, executor.Retries);
    }

    public async IAsyncEnumerable<SkillEvent> Events([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var clock = new ExecutionClock(_executor.Time, _request.Timeout ?? _options.ExecutionTimeout, _settings.TimeoutPerIteration, cancellationToken);
        _clock = clock;
        yield return new SkillEvent.Started(Mark(), _view.Text(_request.Task, Visibility.Full));
        var (text, broken) = await Prepare(clock);
        if (broken is not null)
        {
            Read();
            yield return clock.Token.IsCancellationRequested ? Interrupted() : Fail($"The skill cannot be loaded: {broken.Message}", broken);
            yield break;
        }

        if (text is { Commands.Count: > 0 } or { Warnings.Count: > 0 })
        {
            Read();
            foreach (var command in text.Commands)
                yield return new SkillEvent.CommandInjected(Mark(), _origin.Skill, command.Command, command.ExitCode, command.Text.Length, command.Refused);
            foreach (var warning in text.Warnings)
                yield return new SkillEvent.Warning(Mark(), warning);
        }

        if (UnknownModel() is { } unknown)
            yield return new SkillEvent.Warning(Mark(), unknown);
        if (_request.Skill is { } skill)
            yield return new SkillEvent.SkillActivated(Mark(), skill.Name, _executor.ContextOf(skill).Resources.Count);

        try
        {
            string? lastBecause = null;
            while (true)
            {
                var started = Read();
                clock.BeginIteration(started);
                if (Shorten() is { } shortened)
                    yield return new SkillEvent.Warning(Mark(), shortened);
                _view.BeginTurn();
                _turn.Begin(lastBecause is null ? _chatOptions : null);
                for (var step = await _turn.Next(clock); step is not TurnStep.End; step = await _turn.Next(clock))
                {
                    if (step is TurnStep.Retry)
                    {
                        Read();
                        yield return new SkillEvent.Warning(Mark(), $"The model's answer broke off and is asked for again: {_view.Text(_turn.LastFault!.Message, Visibility.Full)}");
                        continue;
                    }

                    var contents = _turn.Update!.Contents;
                    for (var i = 0; i < contents.Count; i++)
                    {
                        _turn.Keep(contents[i]);
                        if (Said(contents[i]) is { } said)
                            yield return said;
                    }
                }

                if (_turn.Fault is { } fault)
                {
                    Read();
                    yield return clock.Token.IsCancellationRequested ? Interrupted() : Fail($"The model failed: {fault.Message}", fault);
                    yield break;
                }

                var model = Read() - started;
                _iteration++;
                _messages.Add(_turn.Message());
                if (_turn.Calls.Count is 0 || lastBecause is not null)
                {
                    yield return Ended(started, model);
                    if (lastBecause is null && !_settings.EarlyTermination && _iteration < _maxIterations)
                    {
                        _messages.Add(new ChatMessage(ChatRole.User, Review));
                        continue;
                    }

                    yield return new SkillEvent.Completed(Mark(_view.Assistant), _view.Text(_turn.Text, _view.Assistant), lastBecause) { Tokens = Account() };
                    yield break;
                }

                foreach (var call in _turn.Calls)
                    yield return new SkillEvent.ToolCallStarted(Mark(_view.Of(call.Name)), call.CallId, call.Name, _view.Arguments(call.Arguments, _view.Of(call.Name)));
                if (_activation is null)
                {
                    await Act(clock);
                }
                else
                {
                    var acting = Act(clock).AsTask();
                    while (await _activation.Next(acting) is { } notice)
                    {
                        Read();
                        yield return notice(Mark());
                    }

                    await acting;
                }

                Read();
                if (_isInterrupted)
                {
                    yield return Interrupted();
                    yield break;
                }

                if (_files.TakeLoaded() is { } loaded)
                {
                    foreach (var file in loaded)
                        yield return new SkillEvent.FileLoaded(Mark(), file.Path, file.EstimatedTokens);
                }

                for (var i = 0; i < _turn.Calls.Count; i++)
                    yield return Observed(_turn.Calls[i], _outcomes is null ? _outcome : _outcomes[i]);
                yield return Ended(started, model);

                if (Warn() is { } repeated)
                    yield return new SkillEvent.Warning(Mark(), repeated);
                if (Hopeless() is { } reason)
                {
                    yield return Fail(reason);
                    yield break;
                }

                if (_activation?.Regranted(_offered) is { } granted)
                    Grant(granted);
                lastBecause = LimitReached();
                if (lastBecause is not null)
                    _messages.Add(new ChatMessage(ChatRole.User, $"{lastBecause} Do not call tools any more. Give the best answer you have so far, and say what is missing."));
            }
        }
        finally
        {
            await _turn.Close();
        }
    }

    /// <summary>Reads the clock; until the next reading that is when things happen.</summary>
    private TimeSpan Read() => _now = _clock.Elapsed;

    private EventMark Mark(Visibility visibility = Visibility.Full) => new(_origin, _sequence++, _clock.At(_now), visibility);

    private IChatClient Model() =>
        _lineage?.Kind?.Model ?? (_settings.Model is { } alias ? _options.Models?.Invoke(alias) : null) ?? _executor.Client;

    private List<AIFunction> Offered()
    {
        var offered = new List<AIFunction>(4 + _request.Tools.Count);
        if (_activation is not null)
            offered.Add(_activation.Tool);
        offered.Add(_files.Read);
        offered.Add(_files.List);
        if (_files.Run is { } run)
            offered.Add(run);
        offered.AddRange(_request.Tools);
        return offered;
    }

    /// <summary>Lets the model see these tools, and call no others.</summary>
    private void Grant(IReadOnlyList<AIFunction> tools)
    {
        _tools.Tools = tools;
        _chatOptions = tools.Count is 0 ? null : new ChatOptions { Tools = [.. tools] };
    }

    private string? UnknownModel() =>
        _settings.Model is { } alias && _lineage?.Kind?.Model is null && _options.Models?.Invoke(alias) is null
            ? $"The skill asks for the model \"{alias}\", which this host does not map to one; its own is used."
            : null;

    /// <summary>Begins the conversation.</summary>
    /// <returns>The skill's text, or why it cannot be read; neither where the model is to choose.</returns>
    private async ValueTask<(SkillText? Text, Exception? Broken)> Prepare(ExecutionClock clock)
    {
        var system = new List<AIContent>(4) { new TextContent(Role) };
        SkillText? text = null;
        if (_lineage?.Kind is { } kind)
            system.Add(new TextContent(kind.Instructions));
        if (_activation is not null && _tools.Tools.Contains(_activation.Tool))
            system.Add(new TextContent(Choice + _request.Catalog!.Summary));
        try
        {
            if (_request.Skill is { } skill)
            {
                if (_options.Commands is not null)
                    clock.Arm();
                text = await SkillText.Of(skill, _request, _request.Arguments, _origin.ExecutionId, _executor, clock.Token);
                _instructions = text.Instructions;
                system.Add(new TextContent(text.Instructions));
                system.Add(new TextContent(_executor.ContextOf(skill).ResourceText));
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            return (null, exception);
        }

        _messages.Add(new ChatMessage(ChatRole.System, system));
        _messages.Add(new ChatMessage(ChatRole.User, _request.Task));
        return (text, null);
    }

    /// <summary>Runs the turn's calls at once and adds their observations to the conversation in the calls' order.</summary>
    private async ValueTask Act(ExecutionClock clock)
    {
        var calls = _turn.Calls;
        _toolCalls += calls.Count;
        if (_activation is not null && calls.Exists(_activation.IsFork))
            clock.SuspendIteration();
        try
        {
            if (calls.Count is 1)
            {
                _outcomes = null;
                _outcome = await _tools.Run(calls[0], clock);
                _messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(calls[0].CallId, _outcome.Observation)]));
                return;
            }

            _outcomes = await Task.WhenAll(calls.Select(call => _tools.Run(call, clock).AsTask()));
            _outcome = _outcomes[0];
            _messages.Add(new ChatMessage(ChatRole.Tool, [.. _outcomes.Select((outcome, i) => new FunctionResultContent(calls[i].CallId, outcome.Observation))]));
        }
        catch (OperationCanceledException)
        {
            _isInterrupted = true;
        }
    }

    /// <summary>What a piece of the model's answer is to people; null for what they do not see.</summary>
    private SkillEvent? Said(AIContent content)
    {
        switch (content)
        {
            case TextContent { Text.Length: > 0 } text:
                Read();
                return new SkillEvent.MessageDelta(Mark(_view.Assistant), _view.Message(text.Text));
            case TextReasoningContent { Text.Length: > 0 } thought:
                Read();
                return new SkillEvent.Thought(Mark(_view.Thoughts), _view.Thought(thought.Text));
            default:
                return null;
        }
    }

    private SkillEvent Observed(FunctionCallContent call, ToolOutcome outcome)
    {
        var level = _view.Of(call.Name);
        return outcome.Failure is { } failure
            ? new SkillEvent.ToolCallFailed(Mark(level), call.CallId, call.Name, _view.Text(failure, level), outcome.IsRefused)
            : new SkillEvent.ToolCallCompleted(Mark(level), call.CallId, call.Name, _view.Result(outcome.Result, level));
    }

    private SkillEvent.IterationCompleted Ended(TimeSpan started, TimeSpan model) =>
        new(Mark(), _iteration, _now - started, model, _turn.InputTokens, _turn.OutputTokens);

    private SkillEvent.Failed Fail(string reason, Exception? exception = null) =>
        new(Mark(), _view.Text(reason, Visibility.Full), exception) { Tokens = Account() };

    private SkillEvent Interrupted() => _clock.IsCancelledByCaller
        ? new SkillEvent.Cancelled(Mark()) { Tokens = Account() }
        : Fail(_clock.TimeoutReason);

    private TokenAccount Account() =>
        new(_request.Catalog, _instructions, _request.Skill is { } skill ? _executor.ContextOf(skill) : null, _activation, _files);

    /// <summary>Drops earlier results where the conversation has grown beyond the host's limit.</summary>
    private string? Shorten()
    {
        if (_options.MaxConversationTokens is not { } limit || ConversationLimit.Hold(_messages, limit) is not (> 0 and var dropped))
            return null;
        _files.Read.Forget();
        return FormattableString.Invariant($"The conversation is longer than {limit} tokens: {dropped} earlier tool results were dropped.");
    }

    /// <summary>Counts failing turns and repetitions; names a repetition to the model and to people the moment it is one.</summary>
    private string? Warn()
    {
        var isFailing = _outcomes is null ? _outcome.Failure is not null : Array.TrueForAll(_outcomes, outcome => outcome.Failure is not null);
        _failingTurns = isFailing ? _failingTurns + 1 : 0;
        _repetition.Note(_outcomes is null ? _turn.Calls[0] : null, _outcome.Observation);
        if (_repetition.Count != _options.MaxRepetitions)
            return null;
        var repeated = $"The same call has brought the same result {_repetition.Count} times: {ToolCallText.Of(_turn.Calls[0])}.";
        _messages.Add(new ChatMessage(ChatRole.User, repeated + " Another repetition brings nothing new: go on to the next step, or answer."));
        return _view.Text(repeated, Visibility.Full);
    }

    private string? Hopeless() =>
        _failingTurns >= _options.MaxFailingTurns ? $"Every tool call failed in {_failingTurns} turns in a row. Tried: {_tools.Tried}." :
        _repetition.Count >= 2 * _options.MaxRepetitions ? $"The same call brought the same result {_repetition.Count} times in a row: {ToolCallText.Of(_turn.Calls[0])}." :
        null;

    private string? LimitReached() =>
        _iteration >= _maxIterations ? $"The limit of {_maxIterations} iterations is reached." :
        _toolCalls >= _options.MaxToolCalls ? $"The limit of {_options.MaxToolCalls} tool calls is reached." :
        null;
}
